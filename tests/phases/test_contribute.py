"""Who may say what, and when; where it came from is kept."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from participants.models import Participant
from participants.rules.groups import PRESETS
from phases import actions, acts
from phases.models import Contribution, Phase
from projects.editions import ChangedError
from projects.models import LogEntry
from tests.decisions.stories import adopt_charter
from tests.phases.go_aheads import closed, go_ahead, set_up

BENCH = actions.Words("need", "A bench by the river")


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("carer", True),
        ("nurse", True),
        ("offline", True),
        ("fiona", True),
        ("evaluator", True),
        ("observer", False),
    ],
)
def test_members_contribute_and_observers_listen(cast, board, who, allowed):
    person = getattr(cast, who)
    if allowed:
        actions.contribute(by=person, activity=board, words=BENCH)
    else:
        with pytest.raises(PermissionDenied, match="observer"):
            actions.contribute(by=person, activity=board, words=BENCH)
    assert Contribution.objects.exists() is allowed


def test_a_planned_phase_takes_no_contributions(cast, planned):
    activity = set_up(cast, planned, "ideas")
    with pytest.raises(PermissionDenied, match="Both sides decide when it does"):
        actions.contribute(
            by=cast.carer, activity=activity, words=actions.Words("idea", "A lift")
        )


def test_before_any_agreement_the_first_board_listens_already(cast, first_board):
    actions.contribute(by=cast.carer, activity=first_board, words=BENCH)
    adopt_charter(cast)
    first_board.refresh_from_db()
    with pytest.raises(PermissionDenied, match="has not begun"):
        actions.contribute(by=cast.carer, activity=first_board, words=BENCH)


def test_a_closed_phase_takes_no_contributions(cast, board):
    closed(cast, board.phase)
    board.refresh_from_db()
    with pytest.raises(PermissionDenied, match="decide to open it again"):
        actions.contribute(by=cast.carer, activity=board, words=BENCH)


def test_a_phase_opened_again_takes_contributions_again(cast, board):
    phase = closed(cast, board.phase)
    actions.open_phase(go_ahead(cast, acts.OPEN_PHASE, phase))
    board.refresh_from_db()
    assert actions.contribute(by=cast.carer, activity=board, words=BENCH)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (Participant.State.SUSPENDED, "paused"),
        (Participant.State.LEFT, "You have left"),
        (Participant.State.REMOVED, "You have left"),
    ],
)
def test_who_is_paused_or_gone_is_told_so(cast, board, state, words):
    Participant.objects.filter(pk=cast.carer.pk).update(state=state)
    cast.carer.refresh_from_db()
    with pytest.raises(PermissionDenied, match=words):
        actions.contribute(by=cast.carer, activity=board, words=BENCH)


def test_someone_of_another_project_cannot_contribute(cast, board):
    elsewhere = actions.start_project(
        by=cast.stranger,
        pilot=cast.pilot,
        words={"name": "Elsewhere", "purpose": "Another"},
        groups=PRESETS["health"][:3],
        own=0,
    )
    stranger = Participant.objects.get(project=elsewhere)
    with pytest.raises(PermissionDenied, match="joined this project"):
        actions.contribute(by=stranger, activity=board, words=BENCH)


def test_what_was_said_on_paper_keeps_who_said_it_and_who_typed_it(cast, board):
    made = actions.contribute(
        by=cast.fiona,
        activity=board,
        words=actions.Words("barrier", "السلالم", "ar"),
        author=cast.offline,
        channel="paper",
    )
    made.refresh_from_db()
    assert (made.author, made.entered_by) == (cast.offline, cast.fiona)
    assert (made.channel, made.language) == ("paper", "ar")
    said, typed = LogEntry.objects.filter(
        event__in=["phases.contributed", "phases.entered_for"]
    ).order_by("at", "event")
    assert said.actor == cast.offline.pk
    assert (typed.actor, typed.facts["channel"]) == (cast.fiona.pk, "paper")


def test_only_facilitators_write_down_what_others_said(cast, board):
    with pytest.raises(PermissionDenied, match="Only facilitators"):
        actions.contribute(
            by=cast.carer, activity=board, words=BENCH, author=cast.offline
        )


def test_nobody_speaks_for_someone_who_only_listens(cast, board):
    with pytest.raises(PermissionDenied, match="observer"):
        actions.contribute(
            by=cast.fiona, activity=board, words=BENCH, author=cast.observer
        )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (actions.Words("idea", "A lift"), "does not belong here"),
        (actions.Words("need", "  \n"), "Write something"),
    ],
)
def test_what_does_not_fit_the_board_is_refused_in_words(cast, board, words, why):
    with pytest.raises(ValidationError, match=why):
        actions.contribute(by=cast.carer, activity=board, words=words)


def test_an_idea_grows_only_from_something_of_this_project(cast, need, ideas):
    words = actions.Words("idea", "One number", grew_from=need)
    idea = actions.contribute(by=cast.nurse, activity=ideas, words=words)
    assert list(need.led_to.all()) == [idea]
    need.project_id = cast.foreign_admin.pk  # as if it came from elsewhere
    with pytest.raises(ValidationError, match="of this project"):
        actions.contribute(by=cast.nurse, activity=ideas, words=words)


def test_a_plan_takes_tasks_not_contributions(cast, plan):
    with pytest.raises(PermissionDenied, match="Add a task"):
        actions.contribute(by=cast.carer, activity=plan, words=BENCH)


def test_an_activity_keeps_how_much_is_in_it(cast, board, need):
    board.refresh_from_db()
    assert board.pieces == 1
    actions.withdraw_contribution(by=cast.carer, contribution=need)
    board.refresh_from_db()
    assert board.pieces == 0


def test_new_words_keep_the_old_ones(cast, need):
    actions.edit(by=cast.carer, contribution=need, text="A voice at night", edition=1)
    need.refresh_from_db()
    assert (need.text, need.edition) == ("A voice at night", 2)
    (version,) = need.versions.all()
    assert (version.text, version.edition) == ("Someone to ring in the first night.", 1)


def test_nobody_writes_over_new_words_they_have_not_seen(cast, need):
    actions.edit(by=cast.carer, contribution=need, text="A voice at night", edition=1)
    with pytest.raises(ChangedError, match="changed while you wrote"):
        actions.edit(by=cast.carer, contribution=need, text="Older", edition=1)


def test_only_its_author_changes_or_takes_back_a_contribution(cast, need):
    for who in (cast.user, cast.nurse, cast.fiona):
        with pytest.raises(PermissionDenied, match="belongs to whoever wrote it"):
            actions.edit(by=who, contribution=need, text="Mine now", edition=1)
        with pytest.raises(PermissionDenied, match="Only whoever wrote this"):
            actions.withdraw_contribution(by=who, contribution=need)


def test_a_facilitator_changes_what_was_entered_for_someone_without_account(
    cast, board
):
    made = actions.contribute(
        by=cast.fiona, activity=board, words=BENCH, author=cast.offline
    )
    actions.edit(by=cast.frank, contribution=made, text="Two benches", edition=1)
    actions.withdraw_contribution(by=cast.frank, contribution=made)


def test_one_takes_back_ones_own_words_after_the_phase_has_ended(cast, need):
    closed(cast, need.activity.phase)
    actions.withdraw_contribution(by=cast.carer, contribution=need)
    need.refresh_from_db()
    assert not need.is_shown
    with pytest.raises(PermissionDenied, match="already"):
        actions.withdraw_contribution(by=cast.carer, contribution=need)


def test_a_facilitator_says_what_becomes_of_it_and_why_not_now(cast, need):
    actions.set_status(by=cast.frank, contribution=need, status="talked_over")
    with pytest.raises(ValidationError, match="Say why not now"):
        actions.set_status(by=cast.frank, contribution=need, status="not_now")
    actions.set_status(
        by=cast.frank,
        contribution=need,
        status="not_now",
        because="The hospital board decides this. It answers by 30 April.",
    )
    need.refresh_from_db()
    assert need.status == "not_now"


def test_nobody_makes_something_chosen_without_a_decision(cast, need):
    for status in ("chosen", "done"):
        with pytest.raises(ValidationError, match="Only a decision"):
            actions.set_status(by=cast.fiona, contribution=need, status=status)
    with pytest.raises(PermissionDenied, match="Only facilitators"):
        actions.set_status(by=cast.carer, contribution=need, status="talked_over")


def test_a_method_belongs_in_some_phases_only(cast):
    delivery = Phase.objects.get(project=cast.project, kind="co_delivery")
    with pytest.raises(PermissionDenied, match="does not belong in this phase"):
        set_up(cast, delivery, "board")


def test_only_facilitators_set_up_something_to_do(cast, planned):
    words = actions.ActivityWords("Ideas", "Say it", "Ring us")
    with pytest.raises(PermissionDenied, match="Only facilitators"):
        actions.add_activity(by=cast.carer, phase=planned, method="ideas", words=words)


def test_a_project_is_paused_while_one_side_has_nobody(cast, board):
    staff = Participant.objects.filter(constituency__side="institution")
    staff.update(state="left")
    actions.contribute(by=cast.carer, activity=board, words=BENCH)  # still inviting
    staff.update(state="active")
    adopt_charter(cast)
    staff.update(state="left")
    activity = type(board).objects.select_related("phase").get(pk=board.pk)
    with pytest.raises(PermissionDenied, match="paused, because nobody is here"):
        actions.contribute(by=cast.carer, activity=activity, words=BENCH)
    staff.filter(pk=cast.nurse.pk).update(state="active")
    activity = type(board).objects.select_related("phase").get(pk=board.pk)
    actions.contribute(by=cast.carer, activity=activity, words=BENCH)
