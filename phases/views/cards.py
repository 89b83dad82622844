"""What a list shows of each thing that people put in: plain values, so drawn once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import Truncator

from phases.models import Contribution
from phases.queries import Voices

WORDS = 30  # of what follows the first line


@dataclass(frozen=True)
class Card:
    """One of a list, as templates/phases/_card.html takes it."""

    pk: UUID
    side: str
    group: str
    came: str
    concluded: int
    kind: str
    several: bool
    status: str
    status_words: str
    because: str
    because_in: str
    language: str
    headline: str
    rest: str
    comments: int
    community: int
    institution: int
    of_community: int
    of_institution: int
    may_support: bool
    supported: bool


@dataclass(frozen=True)
class Around:
    """What is the same for all cards of a list."""

    several: bool  # kinds, so that each says its own
    voices: Voices
    may_support: bool
    supported: Collection[UUID]


def cards(rows: Iterable[Contribution], around: Around) -> list[Card]:
    return [_card(one, around) for one in rows]


def _card(one: Contribution, around: Around) -> Card:
    origin = one.origin
    return Card(
        pk=one.pk,
        side=origin.side if origin else "",
        group=one.voice,
        came=one.came,
        concluded=one.concluded,
        kind=str(one.get_kind_display()),
        several=around.several,
        status=one.status,
        status_words=str(one.get_status_display()),
        because=one.status_because,
        because_in=one.status_language,
        language=one.language,
        headline=one.headline,
        rest=Truncator(one.rest).words(WORDS, truncate=" …"),
        comments=one.comments_kept,
        community=one.support_community,
        institution=one.support_institution,
        of_community=around.voices.community,
        of_institution=around.voices.institution,
        may_support=around.may_support,
        supported=one.pk in around.supported,
    )
