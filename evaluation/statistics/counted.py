"""One question with what was counted of it, and which of it would tell on people."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evaluation.statistics.alike import Readers, first_told
from evaluation.statistics.network import Cell
from evaluation.statistics.slices import ALL, Breakdown, Counts, hidden_cells
from evaluation.statistics.sums import EMPTY, Sums, merged
from evaluation.statistics.suppression import TOTAL, K

Column = tuple[str, ...]  # choices that are shown as one


@dataclass(frozen=True)
class Asked:
    """What showing answers needs to know of a question."""

    kind: str
    choices: tuple[str, ...] = ()  # of a scale: its numbers as texts, lowest first

    @property
    def has_mean(self) -> bool:
        return self.kind in ("scale", "number")


@dataclass(frozen=True)
class Counted:
    """A question with its sums in every slice, and who reads of them."""

    asked: Asked
    sums: Mapping[tuple[str, str], Sums]
    breakdowns: Sequence[Breakdown]
    small: Collection[str]
    has_mean: bool
    readers: Readers = field(default_factory=Readers)

    @classmethod
    def of(
        cls,
        asked: Asked,
        sums: Mapping[tuple[str, str], Sums],
        breakdowns: Sequence[Breakdown],
        small: Collection[str],
        members: Mapping[str, int],
    ) -> "Counted":
        item = cls(asked, sums, breakdowns, small, asked.has_mean)
        within = {row: outer for each in breakdowns for row, outer in each.items()}
        readers = Readers.of(members, within, lambda row: item.people(row).n)
        return replace(item, readers=readers)

    @property
    def rows(self) -> list[str]:
        return [ALL, *(row for within in self.breakdowns for row in within)]

    def people(self, row: str) -> Sums:
        return self.chose(row, ("",))

    def chose(self, row: str, column: Column) -> Sums:
        return merged(self.sums.get((row, choice), EMPTY) for choice in column)

    def count(self, columns: Sequence[Column]) -> Counts:
        return lambda row: tuple(self.chose(row, column).n for column in columns)

    def hidden(self, counts: Counts) -> set[Cell]:
        """Cells to hide if these columns, of which each person is in one, are shown."""
        return {
            cell
            for within in self.breakdowns
            for cell in hidden_cells(
                counts,
                within,
                self.small,
                with_means=self.has_mean,
                readers=self.readers,
            )
        }

    def exposes(self, count: int) -> bool:
        """Whether a share of all would tell of few people, or on everybody."""
        people = self.people(ALL).n
        if count in (0, people):
            return self.readers.know([ALL], people)
        return count < K

    def told(self, hidden: Collection[Cell]) -> str | None:
        """A slice that averages would tell of, if no more than this is hidden."""
        rows = {row for row, at in hidden if at == TOTAL}
        found = (
            first_told(within, self.people, rows, self.readers)
            for within in self.breakdowns or [{ALL: ""}]
        )
        return next((row for row in found if row is not None), None)
