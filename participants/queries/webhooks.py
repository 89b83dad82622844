"""How a request reaches the other software that is told, and what is on its way."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from participants.models import Participant, User
from participants.queries import account, administered_pilots, helpers_of, own_place
from projects.access import Person
from projects.log import EVENTS, PersonalAct
from projects.models import Pilot, Project
from projects.models.webhooks import Delivery, Webhook
from projects.paging import Page, page

Home = Project | Pilot  # what a receiver is told about


def told_of() -> list[str]:
    """Every kind of line that can stand on a log."""
    return [name for name, kind in EVENTS.items() if not isinstance(kind, PersonalAct)]


def webhook_for(user: Person, pk: UUID) -> Webhook:
    return get_object_or_404(_seen(user), pk=pk)


def delivery_for(user: Person, pk: UUID) -> Delivery:
    rows = Delivery.objects.select_related("webhook__project", "webhook__pilot")
    return get_object_or_404(rows, pk=pk, webhook__in=_seen(user))


def _seen(user: Person) -> QuerySet[Webhook]:
    of_project = Q(project__in=Project.objects.visible_to(user))
    of_pilot = Q(project=None, pilot__in=administered_pilots(user))
    rows = Webhook.objects.filter(of_project | of_pilot)
    return rows.select_related("project__pilot", "pilot")


def acting_for(user: Person, home: Home) -> Participant | User:
    """In a project people act from their place, for a pilot from their office."""
    return own_place(user, home) if isinstance(home, Project) else account(user)


def webhooks_of(home: Home) -> QuerySet[Webhook]:
    """Whom a home tells; those of the whole pilot stand with the pilot alone."""
    rows = home.webhooks.select_related("pilot", "project__pilot")
    own = rows if isinstance(home, Project) else rows.filter(project=None)
    return own.order_by("-made_at", "-pk")


def deliveries_page(webhook: Webhook, cursor: str | None) -> Page[Delivery]:
    """What it was told or will be, the latest first."""
    return page(webhook.deliveries.select_related("entry"), "made_at", cursor)


def keepers_of(webhook: Webhook) -> Sequence[User]:
    """Who hears if it falls silent: those who can do something about it."""
    if webhook.project:
        places = helpers_of.query(webhook.project).select_related("user")
        return [one.user for one in places if one.user and one.user.is_active]
    offices = webhook.pilot.administrators.filter(user__is_active=True)
    return [office.user for office in offices.select_related("user")]
