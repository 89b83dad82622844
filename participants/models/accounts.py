"""Accounts: of people, of those who administer a pilot, and of other software."""

from typing import ClassVar
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.idp.oidc.models import Client
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from projects.models import Pilot

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
DEMO_ADDRESS = "@demo.invalid"  # nobody can have such an address


class People(BaseUserManager["User"]):
    """Django asks for these two; nobody here has a password."""

    def create_user(self, email: str, **extra: object) -> "User":
        """allauth keeps addresses apart: one code must both prove it and sign in."""
        user = self.unsaved(email, **extra)
        user.save(using=self._db)
        EmailAddress.objects.create(user=user, email=user.email.lower(), primary=True)
        return user

    def unsaved(self, email: str, **extra: object) -> "User":
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_unusable_password()
        return user

    def at(self, address: str) -> models.QuerySet["User"]:
        """Whose address this is: one account at most, by the constraint's own words."""
        lower = Lower(models.Value(address))
        return self.alias(lower=Lower("email")).filter(lower=lower)

    def create_superuser(self, email: str, **extra: object) -> "User":
        return self.create_user(email, is_staff=True, is_superuser=True, **extra)


class User(AbstractBaseUser, PermissionsMixin):
    """An account. What someone may do hangs on places in projects, never on this."""

    class Scheme(models.TextChoices):
        AUTO = "auto", _("As my device says")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    scheme = models.CharField(
        _("colours"), max_length=5, choices=Scheme, default=Scheme.AUTO
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())
    edition = models.PositiveIntegerField(default=1, db_default=1)  # of the profile

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[People] = People()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="an_address_is_one_account")
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def has_second_step(self) -> bool:
        """Whether signing in takes more than a code by e-mail.

        In the demonstration anyone is anybody with one click, its administrator too: a
        second step would guard nothing there. `check --deploy` refuses demonstrations.
        """
        if settings.DEMO and self.email.endswith(DEMO_ADDRESS):
            return True
        held = Authenticator.objects.filter(user_id=self.pk, type__in=SECOND_STEPS)
        return bool(held.exists())

    @cached_property
    def holds_office(self) -> bool:
        """Whether what an office opens is open now; asked once in a request."""
        return self.is_staff and self.has_second_step

    def get_short_name(self) -> str:
        """What the administration greets people by."""
        return self.name


class PilotAdministrator(models.Model):
    """Someone who configures a pilot: no say in its decisions follows from that."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    pilot = models.ForeignKey(
        Pilot, on_delete=models.CASCADE, related_name="administrators"
    )

    class Meta:
        verbose_name = _("administrator of a pilot")
        verbose_name_plural = _("administrators of pilots")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "pilot"], name="administrator_once_per_pilot"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.pilot}"


class ApiClient(models.Model):
    """Other software, bound to one pilot: acts as one user, or for people who let it.

    user: its own account. An app that acts for people has none, and no place either.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    client = models.OneToOneField(Client, on_delete=models.CASCADE)
    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE)
    user = models.OneToOneField(User, null=True, on_delete=models.CASCADE)

    class Meta:
        verbose_name = _("other software")
        verbose_name_plural = _("other software")

    def __str__(self) -> str:
        return str(self.client.name)

    @property
    def is_active(self) -> bool:
        """Suspended software is allowed no way to a token."""
        return bool(self.client.get_grant_types())


class IdentityProvider(models.Model):
    """Where an organisation's people sign in (OpenID Connect), offered by one pilot.

    It vouches for accounts that have nothing to do with any other pilot, and only for
    those whose owners once showed that they read the mail of the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pilot = models.ForeignKey(
        Pilot, on_delete=models.CASCADE, related_name="identity_providers"
    )
    name = models.CharField(_("name"), max_length=40)
    names = models.JSONField(default=dict)  # the same in other languages: {"ar": …}
    issuer = models.CharField(max_length=200)
    client_id = models.CharField(max_length=191)
    secret = models.TextField()  # locked
    domains = ArrayField(models.CharField(max_length=253), default=list, blank=True)
    is_active = models.BooleanField(_("offered to people"), default=True)

    class Meta:
        verbose_name = _("sign-in service")
        verbose_name_plural = _("sign-in services")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["pilot", "issuer"], name="a_sign_in_service_once_per_pilot"
            )
        ]

    def __str__(self) -> str:
        return str(self.names.get(get_language() or "", self.name))
