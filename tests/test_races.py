"""Two people, or one person twice, in the same instant: PostgreSQL decides.

Every thread stops at the most dangerous point, when its rule has said yes and nothing
is written yet, until the others are there as well (or a lock keeps them away). The
canaries take the lock or the constraint away, and then the same race goes wrong.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError, Event

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.db.models import QuerySet

from decisions import actions as decisions
from decisions.acts import CHANGE_CHARTER
from decisions.models import Ballot, Charter, Decision, Mandate
from evaluation import actions as evaluation
from evaluation.models import Item, Questionnaire, Round
from evaluation.rules.instruments import Asked as Question
from participants import actions as participants
from participants.models import Invitation, Participant, User
from participants.rules.joining import Asked, Details
from phases import actions as phases
from phases.acts import OPEN_PHASE
from phases.models import Activity, Contribution, Support
from projects.models import Export, Job, LogEntry
from tests.cast import Cast, make_cast, make_user
from tests.evaluation import stories
from tests.phases import go_aheads
from tests.projects.exporting import asked

TOGETHER = 6
WAIT = 0.5  # seconds at the dangerous point; whoever is locked out never comes


@pytest.fixture
def cast(transactional_db) -> Cast:
    return make_cast()


@pytest.fixture
def meet_at(monkeypatch) -> Callable[[str], None]:
    """Let threads meet where this name has been called and nothing is written."""

    def patch(name: str, people: int = TOGETHER) -> None:
        module, _, function = name.rpartition(".")
        barrier = Barrier(people)
        real = getattr(__import__(module, fromlist=[function]), function)

        def then_wait(*args, **kwargs):
            said = real(*args, **kwargs)
            with suppress(BrokenBarrierError):
                barrier.wait(WAIT)
            return said

        monkeypatch.setattr(name, then_wait)

    return patch


@pytest.fixture
def unlocked(monkeypatch) -> None:
    """Without row locks."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows)


@contextmanager
def without(model: type[models.Model], name: str) -> Iterator[None]:
    """Without one named constraint; what then goes wrong is cleared away after."""
    [constraint] = [one for one in model._meta.constraints if one.name == name]
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"TRUNCATE {table} CASCADE")
        with connection.schema_editor() as editor:
            editor.add_constraint(model, constraint)


def at_once(*calls: Callable[[], object]) -> list[object]:
    """What each call returned, or the refusal it met."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        try:
            start.wait(10)
            return call()
        except PermissionDenied as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def refusals(answers: list[object]) -> list[str]:
    return [str(one) for one in answers if isinstance(one, PermissionDenied)]


# ------------------------------------------------------------------ one ballot each


def draft(cast: Cast) -> Charter:
    return decisions.draft_charter(
        by=cast.fiona, project=cast.project, preset="shared", ground_rules="Be kind."
    )


def proposal(cast: Cast) -> Decision:
    return decisions.propose(
        by=cast.fiona, act=CHANGE_CHARTER, thing=draft(cast), text="We propose it."
    )


def test_whoever_votes_several_times_at_once_has_one_ballot(cast, meet_at):
    decision = proposal(cast)
    meet_at("decisions.actions.ballots.ensure")
    choices = Ballot.Choice.values * (TOGETHER // 3)
    answers = at_once(
        *(
            lambda choice=choice: decisions.vote(
                by=cast.carer, decision=decision, choice=choice
            )
            for choice in choices
        )
    )
    assert refusals(answers) == []
    assert Ballot.objects.filter(elector__participant=cast.carer).count() == 1


# ------------------------------------------------------------------ one support each


@pytest.fixture
def need(cast) -> Contribution:
    go_aheads.opened(cast, "co_commission")
    board = Activity.objects.select_related("phase__cycle", "project__pilot").get(
        project=cast.project, method="board"
    )
    words = phases.Words("need", "Someone to ring in the first night.")
    return phases.contribute(by=cast.carer, activity=board, words=words)


def support_many_times(cast: Cast, need: Contribution) -> tuple[int, int]:
    """How many rows there are then, and the number the page shows."""
    give = [lambda: phases.support(by=cast.nurse, contribution=need)] * TOGETHER
    assert refusals(at_once(*give)) == []
    need.refresh_from_db()
    return Support.objects.filter(contribution=need).count(), need.support


def test_whoever_supports_several_times_at_once_counts_once(cast, need, meet_at):
    meet_at("phases.actions.supporting.ensure")
    assert support_many_times(cast, need) == (1, 1)


def test_canary_without_its_constraint_support_counts_twice(cast, need, meet_at):
    meet_at("phases.actions.supporting.ensure")
    with without(Support, "one_person_one_support"):
        rows, shown = support_many_times(cast, need)
    assert rows > 1
    assert shown > 1


# ------------------------------------------------------------------ the last place


@pytest.fixture
def last_place(cast) -> Invitation:
    group = cast.groups["Family carers"]
    return participants.invite(by=cast.fiona, asked=Asked(group=group.pk), places=1)


def join_together(cast: Cast, invitation: Invitation) -> list[str]:
    group = cast.groups["Family carers"]

    def join(newcomer: User) -> Callable[[], object]:
        details = Details(name=newcomer.name, language="en")
        return lambda: participants.accept(
            by=newcomer, invitation=invitation, group=group, details=details
        )

    people = [make_user(f"newcomer{number}") for number in range(TOGETHER)]
    return refusals(at_once(*map(join, people)))


def test_the_last_place_of_an_invitation_goes_to_one_person(cast, last_place, meet_at):
    before = Participant.objects.count()
    meet_at("participants.actions.invitations.ensure")
    refused = join_together(cast, last_place)
    assert Participant.objects.count() == before + 1
    assert len(refused) == TOGETHER - 1
    assert set(refused) == {"This invitation was used already. Ask for a new link."}


def test_canary_without_lock_and_constraint_several_take_the_last_place(
    cast, last_place, meet_at, unlocked
):
    before = Participant.objects.count()
    meet_at("participants.actions.invitations.ensure")
    with without(Invitation, "no_more_join_than_were_invited"):
        join_together(cast, last_place)
        assert Participant.objects.count() > before + 1


def test_whoever_joins_twice_at_once_has_one_place(cast, meet_at):
    group, newcomer = cast.groups["Family carers"], make_user("newcomer")
    link = participants.invite(by=cast.fiona, asked=Asked(group=group.pk), places=50)
    meet_at("participants.actions.invitations.ensure")
    join = [
        lambda: participants.accept(
            by=User.objects.get(pk=newcomer.pk),
            invitation=link,
            group=group,
            details=Details(name="Newcomer", language="en"),
        )
    ] * TOGETHER
    refused = refusals(at_once(*join))
    assert len(refused) == TOGETHER - 1
    assert Participant.objects.filter(user=newcomer).count() == 1


# ------------------------------------------------------------------ one question


def propose_together(cast: Cast, about: Charter) -> list[str]:
    people = (cast.carer, cast.nurse, cast.fiona, cast.frank, cast.user, cast.manager)

    def ask(who: Participant) -> Callable[[], object]:
        return lambda: decisions.propose(
            by=who, act=CHANGE_CHARTER, thing=about, text="We propose it."
        )

    return refusals(at_once(*map(ask, people)))


def test_the_same_thing_is_proposed_once(cast, meet_at):
    about = draft(cast)
    meet_at("decisions.actions.proposing.ensure")
    refused = propose_together(cast, about)
    assert Decision.objects.count() == 1
    assert refused == ["A decision about this is running already."] * (TOGETHER - 1)


def test_canary_without_its_constraint_several_decisions_run(cast, meet_at):
    about = draft(cast)
    meet_at("decisions.actions.proposing.ensure")
    with without(Decision, "one_running_decision_on_one_thing"):
        propose_together(cast, about)
        assert Decision.objects.count() > 1


# ------------------------------------------------------------------ one effect


def enact_together(mandate: Mandate) -> int:
    """How often the log then says that the phase was opened."""
    go = [lambda: decisions.enact(mandate.pk)] * TOGETHER
    assert refusals(at_once(*go)) == []
    mandate.refresh_from_db()
    assert mandate.state == Mandate.State.ENACTED
    return LogEntry.objects.filter(event="phases.phase_opened").count()


@pytest.fixture
def go_ahead(cast) -> Mandate:
    phase = go_aheads.phase_of(cast, "co_design")
    return go_aheads.go_ahead(cast, OPEN_PHASE, phase)


def test_what_was_decided_takes_effect_once(go_ahead, meet_at):
    meet_at("decisions.acts.ensure")
    assert enact_together(go_ahead) == 1


def test_canary_without_locks_it_takes_effect_several_times(
    go_ahead, meet_at, unlocked
):
    meet_at("decisions.acts.ensure")
    assert enact_together(go_ahead) > 1


# ------------------------------------------------------------------ one spreadsheet


def ask_together(cast: Cast, need: Contribution) -> int:
    """How many spreadsheets are then made."""

    def ask() -> None:
        with suppress(Export.MultipleObjectsReturned):  # where nothing keeps it to one
            asked(cast.carer, need.activity)

    at_once(*[ask] * TOGETHER)
    return Job.objects.filter(task="projects.make_export").count()


def test_whoever_asks_for_a_list_several_times_at_once_gets_one(cast, need, meet_at):
    meet_at("projects.actions.exporting.uuid4")
    assert ask_together(cast, need) == 1


def test_canary_without_its_constraint_several_are_made(cast, need, meet_at):
    meet_at("projects.actions.exporting.uuid4")
    with without(Export, "one_list_is_made_once_at_a_time"):
        assert ask_together(cast, need) > 1


# ------------------------------------------------------------------ what is asked

OURS = Question("ours", "text", {"en": "What else?"})


@pytest.fixture
def survey(cast) -> Round:
    return stories.prepared(cast)


def rewrite(cast: Cast, survey: Round) -> Questionnaire:
    """Other words for the first question, one question more, and none of the rest."""
    first = survey.questionnaire.items.all()[0]
    return evaluation.write_questionnaire(
        by=cast.admin,
        questionnaire=Questionnaire.objects.get(pk=survey.questionnaire_id),
        asked=[Question(first.code, first.kind, {"en": "Put anew?"}), OURS],
        edition=1,
    )


def questions(survey: Round) -> list[tuple[str, str]]:
    items = Item.objects.filter(questionnaire=survey.questionnaire_id)
    return [(item.code, item.texts["en"]) for item in items.order_by("position")]


def while_one_waits(
    monkeypatch, at: str, first: Callable[[], object], then: Callable[[], object]
) -> list[object]:
    """One stops where its rule has said yes; the other comes then, if it can."""
    module, _, function = at.rpartition(".")
    real = getattr(__import__(module, fromlist=[function]), function)
    there, done = Event(), Event()

    def then_wait(*args, **kwargs):
        real(*args, **kwargs)
        there.set()
        done.wait(WAIT)

    def come() -> object:
        there.wait(10)
        try:
            return then()
        finally:
            done.set()

    monkeypatch.setattr(at, then_wait)
    return at_once(first, come)


def open_while_rewriting(monkeypatch, cast, survey) -> list[object]:
    """What the first person asked saw, once the round was open."""

    def open_and_look() -> list[tuple[str, str]]:
        evaluation.open_round(by=cast.evaluator, round=survey)
        return questions(survey)

    at = "evaluation.actions.instruments._check"
    return while_one_waits(
        monkeypatch, at, lambda: rewrite(cast, survey), open_and_look
    )


def test_a_round_opened_while_questions_change_asks_the_new_ones_and_no_others(
    cast, survey, monkeypatch
):
    _rewritten, seen = open_while_rewriting(monkeypatch, cast, survey)
    assert seen == [("influence", "Put anew?"), ("ours", "What else?")]
    assert questions(survey) == seen


def test_questions_stay_as_they_are_once_a_round_is_being_opened(
    cast, survey, monkeypatch
):
    before = questions(survey)
    _opened, answer = while_one_waits(
        monkeypatch,
        "evaluation.actions.asking.ensure",
        lambda: evaluation.open_round(by=cast.evaluator, round=survey),
        lambda: rewrite(cast, survey),
    )
    assert "People have answered these questions" in str(answer)
    assert questions(survey) == before


def test_canary_without_locks_people_are_asked_what_then_changes(
    cast, survey, monkeypatch, unlocked
):
    _rewritten, seen = open_while_rewriting(monkeypatch, cast, survey)
    assert questions(survey) != seen
