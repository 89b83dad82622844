"""Drafting the working agreement, and putting it in force."""

from django.db import transaction
from django.db.models import Max

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
from projects.editions import ChangedError, ensure_current
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
    """Begin a draft from a preset.

    Raises ChangedError where there is one: whoever began it was quicker.
    """
    ensure(may_draft_charter(by, project))
    Project.objects.select_for_update().get(pk=project.pk)  # one draft at a time
    draft = draft_of(project)
    if draft is not None:
        raise ChangedError(draft.edition, seen=0)
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
    *, by: Participant, charter: Charter, preset: str, ground_rules: str, edition: int
) -> Charter:
    """Change a draft, unless a decision on its words is running.

    Another preset fills all rows anew. edition: what the writer had before them.
    """
    held = _to_change(by, charter, edition)
    if preset != held.preset:
        held.rights.all().delete()
        _fill(held, preset)
    held.preset, held.ground_rules = preset, ground_rules
    held.save(update_fields=["preset", "ground_rules"])
    return _moved(held)


@transaction.atomic
def change_row(
    *, by: Participant, charter: Charter, act: Act, terms: Terms, edition: int
) -> Charter:
    """Say something else about one act in a draft."""
    held = _to_change(by, charter, edition)
    held.rights.filter(act=act.code).update(**_columns(terms))
    return _moved(held)


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


def _to_change(by: Participant, charter: Charter, edition: int) -> Charter:
    """Lock a draft, if this one may change it and has read how it stands."""
    rows = Charter.objects.select_for_update(of=("self",)).select_related("project")
    held = rows.get(pk=charter.pk)
    ensure(may_draft_charter(by, held.project))
    ensure(may_be_changed(held))
    ensure_current(held.edition, edition)
    return held


def _moved(charter: Charter) -> Charter:
    charter.edition += 1
    charter.save(update_fields=["edition"])
    return charter
