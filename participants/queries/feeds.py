"""Personal addresses of calendars and feeds: what they are, and whom they show what."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.http import Http404
from django.urls import reverse

from participants.models import FeedLink, Participant, User
from participants.queries.places import some_places_of
from projects.access import Person
from projects.addresses import absolute
from projects.models import Project

LINK = signing.Signer(salt="participants.feed", sep=".")


@dataclass(frozen=True)
class Feeds:
    """Where software finds the dates and the log of a project: nowhere, unless asked.

    Not personal: the addresses for all, of a project that everyone may read.
    """

    place: Participant
    link: FeedLink | None
    calendar: str = ""
    log: str = ""

    @property
    def made_at(self) -> datetime | None:
        return self.link.made_at if self.link else None

    @property
    def fetched_at(self) -> datetime | None:
        return self.link.fetched_at if self.link else None


def feeds_of(place: Participant) -> Feeds:
    """The personal addresses if there are some, else those for all."""
    link: FeedLink | None = getattr(place, "feed_link", None)
    if link:
        token = LINK.sign(link.pk.hex)  # it cannot be made up
        return Feeds(
            place, link, _address("my_calendar", token), _address("my_log_atom", token)
        )
    if place.project.visibility == Project.Visibility.PUBLIC:
        return Feeds(
            place,
            None,
            _address("calendar", place.project_id),
            _address("log_atom", place.project_id),
        )
    return Feeds(place, None)


def all_feeds_of(user: Person) -> list[Feeds]:
    """Of every project this person takes part in now."""
    here = some_places_of(user).filter(state=Participant.State.ACTIVE)
    return [feeds_of(place) for place in here.select_related("feed_link")]


def followed_place(token: str) -> Participant:
    """Whose view an address shows, as long as they are here and may see the project.

    Wrong, ended and those of people who left or are paused look the same.
    """
    rows = Participant.objects.select_related("project__pilot", "user", "feed_link")
    try:
        place = rows.get(feed_link=UUID(LINK.unsign(token)))
    except (signing.BadSignature, Participant.DoesNotExist) as error:
        raise Http404("No such feed.") from error
    if not (place.is_here and place.user and _sees(place.user, place.project)):
        raise Http404("No such feed.")
    return place


def _address(name: str, key: str | UUID) -> str:
    return absolute(reverse(name, args=[key]))


def _sees(user: User, project: Project) -> bool:
    seen = Project.objects.visible_to(user).filter(pk=project.pk)
    return user.is_active and seen.exists()
