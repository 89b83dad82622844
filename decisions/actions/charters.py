"""Drafting the working agreement, and putting it in force."""

from django.db import transaction
from django.db.models import F, Max

from decisions import events
from decisions.acts import ACTS, CHANGE_CHARTER, Act, carries_out
from decisions.models import Charter, DecisionRight, Mandate
from decisions.permissions import (
    may_be_adopted,
    may_be_changed,
    may_draft_charter,
)
from decisions.queries import draft_of, members_today
from decisions.rules.presets import Terms, preset_terms
from participants.models import Participant
from projects import clock, log
from projects.access import ensure
from projects.models import Project


@transaction.atomic
def draft_charter(
    *,
    by: Participant,
    project: Project,
    preset: str,
    ground_rules: str,
    language: str = "en",
) -> Charter:
    """Begin a draft from a preset, or begin the present draft again."""
    ensure(may_draft_charter(by, project))
    Project.objects.select_for_update().get(pk=project.pk)  # one draft at a time
    draft = draft_of(project)
    if draft is not None:
        change_draft(by=by, charter=draft, preset=preset, ground_rules=ground_rules)
        return draft
    newest = project.charters.aggregate(newest=Max("version"))["newest"] or 0
    draft = Charter.objects.create(
        project=project,
        version=newest + 1,
        preset=preset,
        ground_rules=ground_rules,
        language=language,
        drafted_by=by,
    )
    _fill(draft, preset)
    log.record(events.CHARTER_DRAFTED, project, by.as_actor, charter=str(draft.pk))
    return draft


@transaction.atomic
def change_draft(
    *, by: Participant, charter: Charter, preset: str, ground_rules: str
) -> None:
    """Change a draft, unless a decision on its words is running."""
    ensure(may_draft_charter(by, charter.project))
    ensure(may_be_changed(charter))
    if preset != charter.preset:
        charter.rights.all().delete()
        _fill(charter, preset)
    charter.preset, charter.ground_rules = preset, ground_rules
    charter.save(update_fields=["preset", "ground_rules"])
    _moved(charter)


@transaction.atomic
def change_row(*, by: Participant, charter: Charter, act: Act, terms: Terms) -> None:
    """Say something else about one act in a draft."""
    ensure(may_draft_charter(by, charter.project))
    ensure(may_be_changed(charter))
    charter.rights.filter(act=act.code).update(**_columns(terms))
    _moved(charter)


@carries_out(CHANGE_CHARTER, ready=may_be_adopted)
def change_charter(mandate: Mandate, charter: Charter) -> None:
    """Put an agreement in force, because both sides decided to."""
    in_force = charter.project.charters.filter(state=Charter.State.ADOPTED)
    in_force.update(state=Charter.State.SUPERSEDED)
    charter.state, charter.adopted_by = Charter.State.ADOPTED, mandate
    charter.adopted_at = clock.now()
    charter.people_then = members_today(charter.project).count()
    charter.save(update_fields=["state", "adopted_by", "adopted_at", "people_then"])
    Project.objects.filter(pk=charter.project_id).update(
        ground_rules=charter.ground_rules, rules_language=charter.language
    )
    log.record(
        events.CHARTER_ADOPTED,
        charter.project,
        None,
        charter=str(charter.pk),
        decision=str(mandate.decision_id),
    )


def _fill(charter: Charter, preset: str) -> None:
    DecisionRight.objects.bulk_create(
        DecisionRight(
            charter=charter,
            act=act.code,
            **_columns(preset_terms(preset, act.code, act.weight, CHANGE_CHARTER.code)),
        )
        for act in ACTS.values()
    )


def _columns(terms: Terms) -> dict[str, object]:
    return {
        "proposes": list(terms.proposes),
        "heard": list(terms.heard),
        "decides": list(terms.rule.sides),
        "objects_to": list(terms.objects_to),
        "way": terms.way,
        "rule": terms.rule.as_json(),
        "discussion_hours": terms.discussion_hours,
        "hours": terms.hours,
    }


def _moved(charter: Charter) -> None:
    Charter.objects.filter(pk=charter.pk).update(edition=F("edition") + 1)
    charter.refresh_from_db(fields=["edition"])
