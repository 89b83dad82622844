"""What a contribution said before, and what each change changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from phases.models import Contribution, Version
from phases.rules.differences import Piece, differences
from projects.paging import Page, page


@dataclass(frozen=True)
class Change:
    """How one version became the next."""

    version: Version  # what it said before
    edition: int  # of what it became
    pieces: list[Piece]


def versions_page(contribution: Contribution, cursor: str | None) -> Page[Version]:
    """Earlier words, the latest first, each with the words that followed. One query."""
    following = Version.objects.filter(
        contribution=contribution, edition=OuterRef("edition") + 1
    )
    now = Value(contribution.text, output_field=TextField())
    rows = contribution.versions.select_related("replaced_by__constituency")
    became = Coalesce(Subquery(following.values("text")), now)
    return page(rows.annotate(became=became), "edition", cursor)


def changes(versions: Iterable[Version]) -> list[Change]:
    return [_change(version) for version in versions]


def _change(version: Version) -> Change:
    became: str = version.became  # type: ignore[attr-defined]
    pieces = differences(version.text, became)
    return Change(version, version.edition + 1, pieces)
