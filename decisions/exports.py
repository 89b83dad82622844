"""Rules in words, for those who read them outside a page."""

from django.template.loader import render_to_string

from decisions.models import Decision
from decisions.rules import Rule


def rule_in_words(rule: Rule) -> str:
    """The sentences that the pages show, from the same template."""
    return _plain("decisions/_rule_sentence.html", {"rule": rule})


def rule_of(decision: Decision) -> str:
    """How this decision is decided, as frozen on opening."""
    if decision.way == Decision.Way.MEETING:
        return _plain("decisions/_meeting_sentence.html", {"decision": decision})
    return rule_in_words(Rule.from_json(decision.rule))


def _plain(template: str, context: dict[str, object]) -> str:
    return " ".join(render_to_string(template, context).split())
