"""Nothing opens, closes, adopts or accepts without a go-ahead, whoever tries."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import get_resolver

from decisions.actions import enact
from decisions.acts import CARRIERS
from decisions.models import Challenge, Mandate
from phases import actions, acts, models
from phases.models import Activity, Commission, Cycle, Phase
from projects import clock
from projects.models import LogEntry
from tests.decisions.stories import adopt_charter, carry
from tests.phases.go_aheads import closed, decided, go_ahead, opened, phase_of, set_up


def _forged(cast, phase):
    """A go-ahead made up on the spot, which is nowhere written down."""
    return Mandate(
        pk=uuid4(),
        act=acts.OPEN_PHASE.code,
        decision=decided(cast, acts.OPEN_PHASE, phase),
    )


def _not_carried(cast, phase):
    return go_ahead(cast, acts.OPEN_PHASE, phase, result="rejected")


def _for_another_act(cast, phase):
    return go_ahead(cast, acts.CLOSE_PHASE, phase)


def _renamed(cast, phase):
    """A go-ahead for one act, passed off as another."""
    mandate = go_ahead(cast, acts.CLOSE_PHASE, phase)
    Mandate.objects.filter(pk=mandate.pk).update(act=acts.OPEN_PHASE.code)
    mandate.refresh_from_db()
    return mandate


def _used(cast, phase):
    mandate = go_ahead(cast, acts.OPEN_PHASE, phase)
    Mandate.objects.filter(pk=mandate.pk).update(state="enacted")
    return mandate


def _lapsed(cast, phase):
    mandate = go_ahead(cast, acts.OPEN_PHASE, phase)
    Mandate.objects.filter(pk=mandate.pk).update(state="lapsed")
    return mandate


def _too_early(cast, phase):
    mandate = go_ahead(cast, acts.OPEN_PHASE, phase)
    later = clock.now() + timedelta(hours=72)
    Mandate.objects.filter(pk=mandate.pk).update(not_before=later)
    return mandate


def _stale(cast, phase):
    """The phase was changed after people decided on it."""
    mandate = go_ahead(cast, acts.OPEN_PHASE, phase)
    Phase.objects.filter(pk=phase.pk).update(edition=phase.edition + 1)
    return mandate


def _doubted(cast, phase):
    mandate = go_ahead(cast, acts.OPEN_PHASE, phase)
    Challenge.objects.create(mandate=mandate, by=cast.user, ground="count", reason="Hm")
    return mandate


@pytest.mark.parametrize(
    "mandate",
    [
        _forged,
        _not_carried,
        _for_another_act,
        _renamed,
        _used,
        _lapsed,
        _too_early,
        _stale,
        _doubted,
    ],
)
def test_nothing_less_than_a_go_ahead_opens_a_phase(cast, planned, mandate):
    with pytest.raises(PermissionDenied):
        actions.open_phase(mandate(cast, planned))
    planned.refresh_from_db()
    assert planned.state == "planned"
    assert not LogEntry.objects.filter(event="phases.phase_opened").exists()


def test_canary_a_true_go_ahead_opens_it(cast, planned):
    actions.open_phase(go_ahead(cast, acts.OPEN_PHASE, planned))
    planned.refresh_from_db()
    assert planned.is_open


def test_a_go_ahead_works_once(cast, planned):
    mandate = go_ahead(cast, acts.OPEN_PHASE, planned)
    actions.open_phase(mandate)
    with pytest.raises(PermissionDenied, match="used already"):
        actions.open_phase(mandate)


def test_two_go_aheads_for_the_same_opening_open_it_once(cast, planned):
    first, second = (go_ahead(cast, acts.OPEN_PHASE, planned) for _n in range(2))
    actions.open_phase(first)
    with pytest.raises(PermissionDenied, match="changed since"):
        actions.open_phase(second)


def test_the_action_takes_nothing_but_the_go_ahead(cast, planned):
    by_force: Any = actions.open_phase
    with pytest.raises(TypeError):
        by_force(go_ahead(cast, acts.OPEN_PHASE, planned), planned)
    assert set(CARRIERS) >= {
        "phases.open_phase",
        "phases.close_phase",
        "phases.adopt_priorities",
        "phases.accept_delivery",
    }


def _open(phase):
    Phase.objects.filter(pk=phase.pk).update(state="open")


def _save(phase):
    phase.state = "open"
    phase.save(update_fields=["state"])


def _end(phase):
    Phase.objects.filter(pk=phase.pk).update(state="closed")


@pytest.mark.parametrize("write", [_open, _save, _end])
def test_the_database_itself_refuses_a_phase_without_a_go_ahead(planned, write):
    with pytest.raises(IntegrityError, match="by_a_mandate"), transaction.atomic():
        write(planned)


def test_the_database_refuses_an_ended_phase_without_its_own_go_ahead(cast):
    phase = opened(cast, "co_design")
    with pytest.raises(IntegrityError, match="phase_was_closed_by_a_mandate"):
        Phase.objects.filter(pk=phase.pk).update(state="closed")


def test_the_database_refuses_a_second_round_without_a_go_ahead(cast):
    with pytest.raises(IntegrityError, match="next_cycle_was_started_by_a_mandate"):
        Cycle.objects.create(project=cast.project, number=2)


@pytest.mark.parametrize("verb", ["get", "post", "put", "patch", "delete"])
def test_no_page_opens_a_phase(cast, client, planned, verb):
    """As a facilitator, an administrator and a superuser, at every address of it."""
    for user in (cast.fiona.user, cast.coordinator.user, cast.admin, cast.root):
        client.force_login(user)
        for path in _addresses_of_phases():
            body = {"state": "open", "opened_by": str(uuid4())}
            call = getattr(client, verb)
            kind = (
                {} if verb in ("get", "post") else {"content_type": "application/json"}
            )
            call(path.replace("PK", str(planned.pk)), body, **kind)
    planned.refresh_from_db()
    assert planned.state == "planned"


def _addresses_of_phases() -> list[str]:
    """Every page and API address that names a phase, from the URLconf itself."""
    found = []
    for _name, (shapes, *_rest) in _named_routes():
        shape, parameters = shapes[0]
        if parameters == ["pk"] and shape.startswith(("phases/", "api/v1/phases/")):
            found.append("/" + shape % {"pk": "PK"})
    assert {"/phases/PK/", "/api/v1/phases/PK/"} <= set(found), found
    return found


def _named_routes():
    resolver: Any = get_resolver()
    yield from resolver.reverse_dict.items()
    for prefix, (pattern, inner) in resolver.namespace_dict.items():
        for name, (shapes, *rest) in inner.reverse_dict.items():
            joined = [(f"{pattern}{shape}", given) for shape, given in shapes]
            yield f"{prefix}:{name}", (joined, *rest)


def test_the_admin_has_no_way_into_the_circle():
    governed = {models.Phase, models.Cycle, models.Commission, models.Activity}
    assert not governed & set(admin.site._registry)


def test_an_action_called_by_hand_without_a_go_ahead_is_refused(cast, planned):
    by_force: Any = actions.open_phase
    with pytest.raises(PermissionDenied, match="No decision has given leave"):
        by_force(planned)
    planned.refresh_from_db()
    assert planned.state == "planned"


def test_both_sides_open_and_end_a_phase_by_decisions(cast, planned):
    adopt_charter(cast)
    carry(cast, acts.OPEN_PHASE, planned)
    planned.refresh_from_db()
    assert planned.is_open
    carry(cast, acts.CLOSE_PHASE, planned)
    planned.refresh_from_db()
    assert planned.state == "closed"
    assert LogEntry.objects.get(event="phases.phase_opened").actor is None


def test_a_phase_ends_and_begins_again(cast):
    phase = closed(cast, opened(cast, "co_design"))
    actions.open_phase(go_ahead(cast, acts.OPEN_PHASE, phase))
    phase.refresh_from_db()
    assert (phase.is_open, phase.closed_by, phase.edition) == (True, None, 4)


def test_a_refusal_is_kept_on_the_go_ahead_with_its_reason(cast, planned):
    mandate = go_ahead(cast, acts.CLOSE_PHASE, planned)
    enact(mandate.pk)
    mandate.refresh_from_db()
    assert (mandate.state, "has not begun" in mandate.reason) == ("failed", True)


def test_a_plan_is_accepted_when_each_task_is_confirmed(cast, plan, task):
    accept = acts.ACCEPT_DELIVERY
    with pytest.raises(PermissionDenied, match="not confirmed yet"):
        actions.accept_delivery(go_ahead(cast, accept, _now(plan)))
    actions.deliver_task(by=cast.nurse, task=task)
    actions.confirm_task(by=cast.user, task=task)
    actions.accept_delivery(go_ahead(cast, accept, _now(plan)))
    assert _now(plan).accepted_by
    with pytest.raises(PermissionDenied, match="is accepted"):
        actions.add_task(
            by=cast.nurse, activity=_now(plan), promise=actions.Promise("More")
        )


def test_a_plan_that_grew_after_people_decided_on_it_is_not_accepted(cast, plan, task):
    actions.deliver_task(by=cast.nurse, task=task)
    actions.confirm_task(by=cast.user, task=task)
    mandate = go_ahead(cast, acts.ACCEPT_DELIVERY, _now(plan))
    actions.add_task(by=cast.nurse, activity=plan, promise=actions.Promise("More"))
    with pytest.raises(PermissionDenied, match="changed since"):
        actions.accept_delivery(mandate)


def test_an_empty_plan_and_a_board_are_not_delivered(cast, plan, board):
    for activity, why in [(plan, "no tasks"), (board, "Only what was planned")]:
        with pytest.raises(PermissionDenied, match=why):
            actions.accept_delivery(go_ahead(cast, acts.ACCEPT_DELIVERY, activity))


def _now(activity) -> Activity:
    return Activity.objects.select_related("project", "phase").get(pk=activity.pk)


def test_a_phase_of_a_round_that_is_over_stays_as_it_is(cast):
    phase = phase_of(cast, "co_design")
    mandate = go_ahead(cast, acts.OPEN_PHASE, phase)
    actions.begin_cycle(cast.project, go_ahead(cast, acts.OPEN_PHASE, phase))
    with pytest.raises(PermissionDenied, match="This one is complete"):
        actions.open_phase(mandate)


def test_priorities_need_their_phase_their_words_and_their_list(cast, need):
    cycle = need.activity.phase.cycle
    commission = actions.draft_priorities(
        by=cast.fiona, cycle=cycle, text="Nights first.", chosen=[need]
    )
    adopt = acts.ADOPT_PRIORITIES
    for change, why in [({"text": " "}, "Say first"), ({"text": "Nights"}, None)]:
        Commission.objects.filter(pk=commission.pk).update(**change)
        mandate = go_ahead(cast, adopt, commission)
        if why:
            with pytest.raises(PermissionDenied, match=why):
                actions.adopt_priorities(mandate)
        else:
            actions.adopt_priorities(mandate)
    need.refresh_from_db()
    assert need.status == "chosen"


def test_an_activity_of_another_phase_does_not_matter(cast, planned):
    set_up(cast, planned, "ideas")
    assert Activity.objects.filter(phase=planned).count() == 1
