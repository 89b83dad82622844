"""Other software: let in by a pilot's administrator, into projects by facilitators."""

from collections.abc import Collection
from secrets import token_urlsafe
from uuid import uuid4

from allauth.idp.oidc.models import Client, Token
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participants import events
from participants.actions.grants import sync_grants
from participants.models import ApiClient, Constituency, Participant, User
from participants.permissions import may_administer, may_let_software_in
from participants.rules.addresses import is_safe_return
from projects import log
from projects.access import ensure
from projects.models import Pilot

FOR_ITSELF = [Client.GrantType.CLIENT_CREDENTIALS]
FOR_PEOPLE = [Client.GrantType.AUTHORIZATION_CODE, Client.GrantType.REFRESH_TOKEN]


@transaction.atomic
def register_client(
    *, by: User, pilot: Pilot, name: str, scopes: Collection[str]
) -> tuple[ApiClient, str]:
    """Let other software call the API; its secret is returned once and never kept."""
    ensure(may_administer(by, pilot))
    secret = token_urlsafe(32)  # nothing in it that a header would have to escape
    client = Client(name=name, grant_types=Client.GrantType.CLIENT_CREDENTIALS)
    client.set_scopes(sorted(scopes))
    client.default_scopes = client.scopes
    client.set_secret(secret)
    client.save()
    user = User.objects.create_user(f"{uuid4()}@software.invalid", name=name)
    return ApiClient.objects.create(client=client, pilot=pilot, user=user), secret


@transaction.atomic
def register_app(
    *, by: User, pilot: Pilot, name: str, scopes: Collection[str], leads_to: list[str]
) -> ApiClient:
    """An app that acts for people who let it. No secret: it shows a proof (PKCE)."""
    ensure(may_administer(by, pilot))
    if not leads_to or not all(map(is_safe_return, leads_to)):
        raise ValidationError(_("These addresses are not safe to lead people to."))
    client = Client(name=name, type=Client.Type.PUBLIC)
    client.set_grant_types(FOR_PEOPLE)
    client.set_response_types([Client.ResponseType.CODE])
    client.set_scopes(sorted(scopes))
    client.default_scopes = client.scopes
    client.set_redirect_uris(leads_to)
    client.save()
    return ApiClient.objects.create(client=client, pilot=pilot)


@transaction.atomic
def take_back(*, by: User, client: ApiClient) -> None:
    """An app no longer acts for this person, from this moment."""
    Token.objects.filter(user=by, client=client.client_id).delete()


@transaction.atomic
def suspend_client(*, by: User, client: ApiClient) -> None:
    """Shut other software out at once: its tokens go, and it gets no new ones."""
    ensure(may_administer(by, client.pilot))
    _set_active(client, active=False)
    Token.objects.filter(client=client.client_id).delete()


@transaction.atomic
def resume_client(*, by: User, client: ApiClient) -> None:
    ensure(may_administer(by, client.pilot))
    _set_active(client, active=True)


def _set_active(client: ApiClient, *, active: bool) -> None:
    """allauth asks nobody before it gives a token, but looks at the ways allowed."""
    ways = FOR_PEOPLE if client.user is None else FOR_ITSELF
    client.client.set_grant_types(ways if active else [])
    client.client.save(update_fields=["grant_types"])
    if client.user is not None:
        client.user.is_active = active
        client.user.save(update_fields=["is_active"])


@transaction.atomic
def let_software_in(
    *, by: Participant, client: ApiClient, group: Constituency
) -> Participant:
    """Let software write and bring in answers. It speaks from a group, without vote."""
    ensure(may_let_software_in(by, client, group))
    place = Participant.objects.create(
        project=by.project,
        constituency=group,
        user=client.user,
        name=str(client),
        role=Participant.Role.SOFTWARE,
        added_by=by,
    )
    sync_grants(client.user, by.project)
    log.record(
        events.SOFTWARE_LET_IN, by.project, by.as_actor, participant=str(place.pk)
    )
    return place
