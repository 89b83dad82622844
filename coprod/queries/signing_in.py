"""What lets somebody in: second steps, spare codes, and devices signed in now."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from allauth.idp.oidc.models import Token
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from coprod.accounts import OidcAdapter
from participants.models import ApiClient, IdentityProvider, User
from projects.queries import by_name

BROWSERS = (  # the first that fits: most say they are several
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


@dataclass
class Steps:
    """What someone has beside the code by e-mail."""

    app: Authenticator | None = None
    passkeys: list[Authenticator] = field(default_factory=list)
    spare: int = 0  # codes for when the phone is gone

    def __bool__(self) -> bool:
        return bool(self.app or self.passkeys)


def steps_of(user: User) -> Steps:
    steps = Steps()
    for one in Authenticator.objects.filter(user=user).order_by("pk"):
        if one.type == Authenticator.Type.TOTP:
            steps.app = one
        elif one.type == Authenticator.Type.WEBAUTHN:
            steps.passkeys.append(one)
        else:
            steps.spare = len(one.wrap().get_unused_codes())
    return steps


@dataclass(frozen=True)
class Device:
    """Somewhere this person is signed in."""

    id: int
    name: str
    since: datetime
    seen: datetime
    here: bool


def devices_of(user: User, session_key: str | None) -> list[Device]:
    """Where someone is signed in now: this device first, then the latest seen."""
    found = [_device(row, session_key) for row in _alive(user)]
    return sorted(found, key=lambda device: not device.here)


def _alive(user: User) -> Iterator[UserSession]:
    running = Session.objects.filter(expire_date__gt=Now()).values("session_key")
    rows = UserSession.objects.filter(user=user, session_key__in=running)
    yield from rows.order_by("-last_seen_at")


def _device(row: UserSession, session_key: str | None) -> Device:
    name = device_name(row.user_agent)
    here = row.session_key == session_key
    return Device(row.pk, name, row.created_at, row.last_seen_at, here)


def device_name(user_agent: str) -> str:
    """A browser and a system in words that people know."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A device that does not say what it is")


@dataclass(frozen=True)
class App:
    """Software that may act for this person, and what it may do."""

    client: ApiClient
    may: list[str]
    since: datetime


def apps_of(user: User) -> list[App]:
    """By name. One that let its key run out has to ask again, and is not here."""
    tokens = Token.objects.valid().filter(user=user).order_by("-created_at")
    latest = {token.client_id: token for token in tokens}
    clients = ApiClient.objects.filter(client__in=latest).order_by(
        by_name("client__name")
    )
    return [
        _app(client, latest[client.client_id])
        for client in clients.select_related("client", "pilot")
    ]


def _app(client: ApiClient, token: Token) -> App:
    words = OidcAdapter.scope_display
    may = [str(words.get(scope, scope)) for scope in token.get_scopes()]
    return App(client, may, token.created_at)


@dataclass(frozen=True)
class Link:
    """A sign-in service that may vouch for this person."""

    service: IdentityProvider
    since: datetime


def links_of(user: User) -> list[Link]:
    rows = SocialAccount.objects.filter(user=user)
    since = {row.provider: row.date_joined for row in rows}
    services = IdentityProvider.objects.filter(pk__in=since).select_related("pilot")
    return [Link(service, since[str(service.pk)]) for service in services]
