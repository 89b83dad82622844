"""What people would miss in a round, told to whoever is about to open it."""

from dataclasses import dataclass

from evaluation.models import Item, Round
from evaluation.queries.rounds import items_of
from projects.languages import named


@dataclass(frozen=True)
class Unspoken:
    """A language of the pilot in which some questions have no words."""

    code: str
    name: str
    questions: int


@dataclass(frozen=True)
class Lacking:
    languages: list[Unspoken]
    ends: list[Item]  # scales of which nobody says what the numbers mean

    def __bool__(self) -> bool:
        return bool(self.languages or self.ends)


def lacking_in(round: Round) -> Lacking:
    items = items_of(round)
    unspoken = [
        Unspoken(code, name, sum(not item.speaks(code) for item in items))
        for code, name in named(round.project.pilot.languages)
    ]
    return Lacking(
        languages=[one for one in unspoken if one.questions],
        ends=[item for item in items if not item.has_ends],
    )
