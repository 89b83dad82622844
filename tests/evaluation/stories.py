"""Short stories that tests of judging together begin with."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse

from evaluation import actions, queries
from evaluation.models import Response, Round
from evaluation.rules.answers import Said, read_all
from evaluation.rules.instruments import HOW_WE_WORK
from participants.actions import give_place
from participants.models import Participant
from phases.models import Phase
from tests.cast import Cast
from tests.clock import work_off
from tests.phases import go_aheads

AGREE = {"influence": "4", "heard": "5", "respect": "5", "safe": "4"}


def url(name: str, *args: object) -> str:
    return reverse(f"evaluation:{name}", args=args)


def prepared(cast: Cast, **more) -> Round:
    """The evaluator prepares "How we work together" for every group."""
    phase = Phase.objects.get(project=cast.project, kind="co_assessment")
    if phase.state == Phase.State.PLANNED:
        phase = go_aheads.opened(cast, "co_assessment")
    asked = actions.add_instrument(pilot=cast.pilot, instrument=HOW_WE_WORK)
    plan: dict[str, Any] = {
        "name": "After the first month",
        "questionnaire": asked,
        "groups": list(cast.groups.values()),
    }
    return actions.prepare_round(
        by=cast.evaluator, phase=phase, plan=actions.Plan(**(plan | more))
    )


def prepared_with_gaps(cast: Cast) -> Round:
    """One question lacks words in Arabic, and nobody says what its numbers mean."""
    round = prepared(cast)
    item = round.questionnaire.items.get(code="influence")
    item.texts, item.low, item.high = {"en": "I am heard."}, {}, {}
    item.save(update_fields=["texts", "low", "high"])
    return round


def opened(cast: Cast, **more) -> Round:
    return actions.open_round(by=cast.evaluator, round=prepared(cast, **more))


def linked(cast: Cast) -> Round:
    """An open round whose first question anyone may answer by link."""
    asked = actions.add_instrument(pilot=cast.pilot, instrument=HOW_WE_WORK)
    return opened(cast, link_item=asked.items.get(code="influence"))


def closed(cast: Cast, round: Round) -> Round:
    actions.close_round(by=cast.evaluator, round=round)
    work_off()
    round.refresh_from_db()
    return round


def read(round: Round, given: Mapping[str, object]) -> dict[str, Said]:
    said, wrong = read_all(queries.questions_of(round), given)
    assert not wrong
    return said


def number(value: int) -> Said:
    return Said(number=Decimal(value))


def figures(round: Round) -> dict[str, Any]:
    """What is shown of a round, which there is."""
    found = queries.shown_figures(round)
    assert found is not None
    return found


def answer(who: Participant, round: Round, **given: object) -> None:
    actions.answer(by=who, round=round, said=read(round, given or AGREE))


def people(cast: Cast, group: str, number: int) -> list[Participant]:
    """So many more people without an account."""
    return [
        give_place(
            project=cast.project,
            constituency=cast.groups[group],
            name=f"{group} {at}",
        )
        for at in range(number)
    ]


def on_paper(cast: Cast, round: Round, group: str, *influence: int) -> None:
    """People of a group answer one question on paper; frank types it in."""
    asked = people(cast, group, len(influence))
    for person, value in zip(asked, influence, strict=True):
        said = {"influence": number(value)}
        actions.enter_answers(by=cast.frank, round=round, person=person, said=said)


CARERS, NURSES = "Family carers", "Nurses and care workers"


def both_sides_answered(cast: Cast, **more) -> Round:
    """Nine carers and eight nurses see it differently; the round is closed."""
    round = opened(cast, **more)
    on_paper(cast, round, CARERS, 2, 2, 3, 1, 2, 3, 2, 4, 2)
    on_paper(cast, round, NURSES, 4, 4, 5, 3, 4, 5, 4, 4)
    return closed(cast, round)


def concluded(cast: Cast, text: str = "Staff write the agenda alone.") -> Round:
    """A closed round with one conclusion, by the carer."""
    round = both_sides_answered(cast)
    actions.write_finding(by=cast.carer, round=round, words=actions.Words(text))
    round.refresh_from_db()
    return round


def by_source(round: Round, source: str) -> int:
    return Response.objects.filter(round=round, source=source).count()
