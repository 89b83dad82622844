"""Which other software is told, over the API: set up, changed, looked through."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from rest_framework.request import Request

from participants import actions
from participants.permissions.webhooks import may_add_webhook, may_tell_software
from participants.queries import administered_pilot_for
from participants.queries.webhooks import (
    Home,
    acting_for,
    deliveries_page,
    delivery_for,
    webhook_for,
    webhooks_of,
)
from participants.serializers.webhooks import (
    DeliveryOut,
    SecretOut,
    WebhookChangeIn,
    WebhookIn,
    WebhookOut,
)
from projects.access import Person, ensure
from projects.endpoint.shapes import does, lists, makes, shows
from projects.endpoint.view import Endpoint
from projects.models.webhooks import Delivery, Webhook
from projects.paging import Page
from projects.queries import project_for


class ProjectWebhooksApi(Endpoint):
    @shows(WebhookOut, many=True)
    def get(self, request: Request, pk: UUID) -> list[Webhook]:
        """Who is told what stands on the log of a project."""
        return _listed(request.user, project_for(request.user, pk))

    @makes(SecretOut, takes=WebhookIn)
    def post(self, request: Request, pk: UUID) -> Mapping[str, object]:
        """A new receiver. The secret is in this answer, and nowhere again."""
        return _added(self, request.user, project_for(request.user, pk))


class PilotWebhooksApi(Endpoint):
    @shows(WebhookOut, many=True)
    def get(self, request: Request, pk: UUID) -> list[Webhook]:
        """Who is told what stands on the logs of all projects of a pilot."""
        return _listed(request.user, administered_pilot_for(request.user, pk))

    @makes(SecretOut, takes=WebhookIn)
    def post(self, request: Request, pk: UUID) -> Mapping[str, object]:
        """A new receiver. The secret is in this answer, and nowhere again."""
        return _added(self, request.user, administered_pilot_for(request.user, pk))


class WebhookApi(Endpoint):
    @shows(WebhookOut)
    def get(self, request: Request, pk: UUID) -> Webhook:
        """One receiver, and whether it answers."""
        return _managed(request.user, pk)

    @shows(WebhookOut, takes=WebhookChangeIn)
    def patch(self, request: Request, pk: UUID) -> Webhook:
        """Tell it of other things; switch it off, or on: then it gets what waited."""
        found = _managed(request.user, pk)
        by, said = acting_for(request.user, found.home), self.sent()
        stands: dict[str, Any] = {"events": found.events, "is_on": found.is_on}
        return actions.change_webhook(
            by=by, webhook=found, edition=self.edition, **(stands | said)
        )

    @does()
    def delete(self, request: Request, pk: UUID) -> None:
        """End it; its address, its secret and its history are deleted."""
        found = _managed(request.user, pk)
        by = acting_for(request.user, found.home)
        actions.remove_webhook(by=by, webhook=found)


class SecretApi(Endpoint):
    @makes(SecretOut)
    def post(self, request: Request, pk: UUID) -> Mapping[str, object]:
        """A new secret. For a day the one before signs as well."""
        found = _managed(request.user, pk)
        by = acting_for(request.user, found.home)
        secret = actions.renew_secret(by=by, webhook=found)
        return {"webhook": found, "secret": secret}


class DeliveriesApi(Endpoint):
    @lists(DeliveryOut)
    def get(self, request: Request, pk: UUID) -> Page[Delivery]:
        """What it was told or will be, the latest first; settled ones for a month."""
        found = _managed(request.user, pk)
        return deliveries_page(found, self.cursor)


class SendAgainApi(Endpoint):
    @does()
    def post(self, request: Request, pk: UUID) -> None:
        """Send it once more, under the same id."""
        found = delivery_for(request.user, pk)
        by = acting_for(request.user, found.webhook.home)
        actions.send_again(by=by, delivery=found)


def _managed(user: Person, pk: UUID) -> Webhook:
    found = webhook_for(user, pk)
    ensure(may_tell_software(user, found.home))
    return found


def _listed(user: Person, home: Home) -> list[Webhook]:
    ensure(may_tell_software(user, home))
    return list(webhooks_of(home))


def _added(view: Endpoint, user: Person, home: Home) -> Mapping[str, object]:
    by = acting_for(user, home)
    ensure(may_add_webhook(by, home))  # before we look up any name for them
    webhook, secret = actions.add_webhook(by=by, home=home, **view.sent())
    return {"webhook": webhook, "secret": secret}
