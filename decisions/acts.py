"""Governed acts: declared by the app that owns them, carried out only by mandate.

The app declares `OPEN_PHASE = Act("phases.open_phase", …)` in its `acts.py` and binds
its action with `@carries_out(acts.OPEN_PHASE)`. Both are found as Django finds admin.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisions.models import Challenge, Charter, Decision, Mandate
from projects import clock
from projects.access import Verdict, ensure
from projects.log import Words
from projects.numbers import digits


class Weight(StrEnum):
    """Everyday acts need no decision; these two do."""

    ORDINARY = "ordinary"
    WEIGHTY = "weighty"


@dataclass(frozen=True)
class Act:
    """Something that happens only because both sides' rule was met.

    about: the model it is about; `edition` on it moves with every change.
    """

    code: str
    weight: Weight
    about: type[models.Model]
    name: Words  # "Open a phase"
    question: Words  # "Shall we begin this phase?"
    asks: Callable[[Any], str]  # "Shall we begin “Do it together” in round 2?"
    ends_round: bool = False  # after the first round a first agreement is confirmed

    def __post_init__(self) -> None:
        if self.code in ACTS:
            raise ValueError(f"The act {self.code} is declared twice.")
        ACTS[self.code] = self

    def asked(self, thing: models.Model | None) -> str:
        """The question about this very thing; in general, where it is gone."""
        return str(self.question) if thing is None else self.asks(thing)


@dataclass(frozen=True)
class Carrier:
    """The action that does an act, and the rule that says when it could be done."""

    act: Act
    carry_out: Callable[[Mandate], None]
    ready: Callable[[Any], Verdict]


ACTS: dict[str, Act] = {}
CARRIERS: dict[str, Carrier] = {}


def _shall_hold(charter: Charter) -> str:
    words = _("Shall version %(version)s be our working agreement?")
    return words % {"version": digits(charter.version)}


CHANGE_CHARTER = Act(
    "decisions.change_charter",
    Weight.WEIGHTY,
    Charter,
    gettext_lazy("Change the working agreement"),
    gettext_lazy("Shall this be our working agreement?"),
    _shall_hold,
)


def carries_out(
    act: Act, ready: Callable[[Any], Verdict]
) -> Callable[[Callable[[Mandate, Any], None]], Callable[[Mandate], None]]:
    """Bind the one action that does this act. It takes the mandate, and nothing else.

    ready: the rule on the thing alone; asked when proposing and again when enacting.
    """

    def bind(action: Callable[[Mandate, Any], None]) -> Callable[[Mandate], None]:
        @wraps(action)
        @transaction.atomic
        def governed(mandate: Mandate) -> None:
            held = _hold(act, mandate)  # locks the row; believes nothing of the caller
            thing = _thing(act, held.decision)
            ensure(ready(thing))
            action(held, thing)
            held.state, held.reason = Mandate.State.ENACTED, ""
            held.enacted_at = clock.now()
            held.save(update_fields=["state", "reason", "enacted_at"])

        if act.code in CARRIERS:
            raise ValueError(f"The act {act.code} has two actions.")
        CARRIERS[act.code] = Carrier(act, governed, ready)
        return governed

    return bind


def _hold(act: Act, mandate: Mandate) -> Mandate:
    """Lock the mandate and check that it is a go-ahead for this act, now."""
    rows = Mandate.objects.select_for_update().filter(pk=mandate.pk, act=act.code)
    held = rows.select_related("decision").first()
    if held is None or held.decision.result != Decision.Result.CARRIED:
        raise PermissionDenied(_("No decision has given leave for this."))
    if held.decision.act != act.code:
        raise PermissionDenied(_("The decision was about something else."))
    if held.state in (Mandate.State.ENACTED, Mandate.State.LAPSED):
        raise PermissionDenied(_("This go-ahead was used already, or has run out."))
    if not rows.filter(not_before__lte=Now()).exists():
        raise PermissionDenied(_("This go-ahead waits a while, so it can be doubted."))
    doubts = Challenge.objects.filter(mandate=held)
    if any(not doubt.is_settled for doubt in doubts):
        raise PermissionDenied(_("Someone doubts how this was decided."))
    return held


def _thing(act: Act, decision: Decision) -> models.Model:
    """What the decision froze, locked; stale if it was changed since."""
    things = act.about._default_manager.select_for_update()
    thing = things.filter(pk=decision.about).first()
    if thing is None:
        raise PermissionDenied(_("What was decided on is no longer there."))
    if thing.edition != decision.about_edition:  # type: ignore[attr-defined]
        raise PermissionDenied(
            _("What was decided on has been changed since. Decide on it again.")
        )
    return thing
