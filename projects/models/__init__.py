"""Pilots and projects, who holds what on them, the log, and promised work."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID, uuid4

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from projects.models.exports import Export

__all__ = [
    "Export",
    "Job",
    "LogEntry",
    "LogSeal",
    "Once",
    "Pilot",
    "Project",
    "ProjectGrant",
    "ProjectQuerySet",
    "Side",
    "Tally",
]


class Side(models.TextChoices):
    """The two sides of every project; groups belong to one of them."""

    COMMUNITY = "community", _("Community")
    INSTITUTION = "institution", _("Institution")


class Pilot(models.Model):
    """A programme run by one or more organisations: languages, presets, people."""

    class Starters(models.TextChoices):
        ANYONE = "anyone", _("Anyone with an account")
        ADMINISTRATORS = "administrators", _("Administrators only")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=80)
    about = models.TextField(_("what it is for"), blank=True)
    organisations = models.CharField(_("run by"), max_length=200, blank=True)
    languages = ArrayField(models.CharField(max_length=5), verbose_name=_("languages"))
    time_zone = models.CharField(_("time zone"), max_length=40, default="UTC")
    offline_way = models.TextField(_("taking part without a computer"), blank=True)
    starters = models.CharField(
        _("who may start a project"),
        max_length=14,
        choices=Starters,
        default=Starters.ANYONE,
    )
    charter_preset = models.CharField(
        _("agreement suggested to new projects"), max_length=20, default="shared"
    )
    groups_preset = models.CharField(
        _("groups suggested to new projects"), max_length=20, default="health"
    )

    class Meta:
        verbose_name = _("pilot")
        verbose_name_plural = _("pilots")

    def __str__(self) -> str:
        return self.name


class Reach(NamedTuple):
    """How far somebody sees beyond what is public: all that a query needs of them."""

    user: UUID | None = None
    opening: Collection[str] = ()
    bound_to: UUID | None = None  # an API client's pilot


def reach_of(user: AbstractBaseUser | AnonymousUser) -> Reach:
    if user.pk is None or not user.is_active:
        return Reach()
    office = ("administer_project",) if getattr(user, "holds_office", False) else ()
    return Reach(user.pk, ("view_project", *office), getattr(user, "bound_to", None))


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> "ProjectQuerySet":
        """Public ones, and those that this user's place or office opens."""
        return self.within(*reach_of(user))

    def within(
        self, user: UUID | None, opening: Collection[str], bound_to: UUID | None
    ) -> "ProjectQuerySet":
        """The same, once it is worked out how far somebody reaches."""
        public = Q(visibility=Project.Visibility.PUBLIC)
        if user is None:
            return self.filter(public)
        granted = ProjectGrant.objects.filter(
            user_id=user, permission__codename__in=opening
        )
        seen = self.filter(public | Q(pk__in=granted.values("content_object_id")))
        return seen.filter(pilot_id=bound_to) if bound_to else seen


class Project(models.Model):
    """A service that people and professionals make together."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everyone can read it")
        MEMBERS = "members", _("Only the people in it can read it")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="projects")
    name = models.CharField(_("name"), max_length=80)
    purpose = models.CharField(_("what it is for"), max_length=300)
    decided_here = models.TextField(_("what can be decided here"), blank=True)
    decided_elsewhere = models.TextField(
        _("what cannot be decided here, and who decides it"), blank=True
    )
    language = models.CharField(max_length=5, default="en")
    visibility = models.CharField(
        max_length=7, choices=Visibility, default=Visibility.PUBLIC
    )
    # What both sides agreed on how people treat each other, for those who join. The
    # agreement itself is in decisions/, which this may not know; adopting writes both.
    ground_rules = models.TextField(blank=True)
    rules_language = models.CharField(max_length=5, blank=True)  # once there are any
    created_at = models.DateTimeField(db_default=Now())

    objects = ProjectQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = [
            ("view_project", "See the project"),
            ("contribute_to_project", "Contribute"),
            ("decide_in_project", "Propose and decide"),
            ("facilitate_project", "Invite, enter paper, moderate"),
            ("coordinate_project", "Retry go-aheads, change roles"),
            ("evaluate_project", "Prepare survey rounds and import answers"),
            ("administer_project", "Administer the pilot of the project"),
        ]
        indexes = [
            models.Index(fields=["pilot", "-created_at", "-id"], name="project_newest")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def read_by(self) -> str:
        """Who reads what is written here, told to whoever is about to write."""
        if self.visibility == self.Visibility.PUBLIC:
            return gettext("Everyone can read it, also without an account.")
        return gettext("Everyone in this project can read it.")


class ProjectGrant(UserObjectPermissionBase):
    """Guardian's rows, with real foreign keys: who holds what on which project."""

    content_object = models.ForeignKey(Project, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False


class LogEntry(models.Model):
    """One public line; a trigger refuses any change or deletion."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="log")
    event = models.CharField(max_length=60)
    at = models.DateTimeField(db_default=Now())
    actor = models.UUIDField(null=True)  # a participant's id, never a user's
    side = models.CharField(max_length=11, blank=True)
    constituency = models.UUIDField(null=True)
    # Of reserved acts the role alone; and that software did it.
    role = models.CharField(max_length=12, blank=True)
    facts = models.JSONField(encoder=DjangoJSONEncoder, default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["project", "-at", "-id"], name="log_newest"),
            models.Index(
                fields=["project", "event", "-at", "-id"], name="log_by_event"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.at:%Y-%m-%d %H:%M}"

    @property
    def number(self) -> int | None:
        """Its place in the chain, once it has one."""
        seal: LogSeal | None = getattr(self, "seal", None)
        return seal.number if seal else None


class LogSeal(models.Model):
    """The chain beside the log: a number and a hash over the line and the one before.

    Apart from the line itself, so that sealing never has to change a line.
    """

    entry = models.OneToOneField(
        LogEntry, primary_key=True, on_delete=models.PROTECT, related_name="seal"
    )
    project = models.ForeignKey(Project, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"], name="each_number_is_sealed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.hash}"


class Tally(models.Model):
    """Personal acts are counted by day, never written down one by one."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE)
    event = models.CharField(max_length=60)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "event", "day"], name="one_tally_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.count}"


class Job(models.Model):
    """A promise of work, written in the transaction of its cause."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    task = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    due_at = models.DateTimeField(db_default=Now())
    wake_at = models.DateTimeField(db_default=Now())  # moves on with every try
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["wake_at"], condition=Q(done_at=None), name="job_to_wake"
            )
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.subject}"


class Once(models.Model):
    """The answer to a request that must not be done twice; it tells nothing by itself.

    Its id and what was sent are digests, the answer is sealed with the client's key.
    """

    id = models.CharField(primary_key=True, max_length=64)
    kept_until = models.DateTimeField(db_index=True)
    sent = models.CharField(max_length=64, blank=True)
    answer = models.BinaryField(null=True)

    def __str__(self) -> str:
        return self.pk[:8]
