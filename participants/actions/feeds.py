"""Personal addresses of calendars and feeds: made, fetched, ended."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from participants import events
from participants.actions.accounts import tell_of_change
from participants.models import FeedLink, Participant
from participants.permissions import may_change_own_place
from projects import log
from projects.access import ensure

FETCH = timedelta(minutes=10)  # how exactly it is known when an address was fetched


@transaction.atomic
def make_feed_link(*, by: Participant) -> FeedLink:
    """A new address; the one before stops working."""
    ensure(may_change_own_place(by))
    Participant.objects.select_for_update().get(pk=by.pk)  # one address at a time
    FeedLink.objects.filter(participant=by).delete()
    log.count(events.FEED_LINK_CHANGED, by.project)
    if by.user:
        tell_of_change(user=by.user, what="feed_link_made")
    return FeedLink.objects.create(participant=by)


@transaction.atomic
def end_feed_link(*, by: Participant) -> None:
    """Whoever has the address sees nothing there from this moment."""
    ended, _rows = FeedLink.objects.filter(participant=by).delete()
    if ended:
        log.count(events.FEED_LINK_CHANGED, by.project)


def note_fetch(*, link: FeedLink) -> None:
    """Its owner sees in a list when it was last used, to ten minutes."""
    old = Q(fetched_at=None) | Q(fetched_at__lt=Now() - FETCH)
    FeedLink.objects.filter(old, pk=link.pk).update(fetched_at=Now())
