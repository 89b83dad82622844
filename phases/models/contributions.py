"""What people put in, where it came from, and what others say of it."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.models import Constituency, Participant
from phases.models.circle import Activity, Cycle
from phases.models.imports import ContributionFile
from projects.models import Project, Side

HEADLINE = 80
CAME = [  # by the channel of a person, or without one
    *Participant.Channel.choices,
    ("software", _("By other software")),
    ("file", _("From a file")),
    ("conclusion", _("Both sides together")),
]


class Ground(models.TextChoices):
    """Why something may be hidden: nothing else is a reason."""

    PRIVATE = "private", _("It tells something private about somebody")
    INSULT = "insult", _("It insults or threatens somebody")
    UNLAWFUL = "unlawful", _("It breaks the law")
    ADVERTISING = "advertising", _("It is advertising")


class Contribution(models.Model):
    """One need, asset, barrier or idea, with its provenance."""

    class Kind(models.TextChoices):
        NEED = "need", _("Something we need")
        ASSET = "asset", _("Something we have")
        BARRIER = "barrier", _("Something in the way")
        IDEA = "idea", _("An idea")

    class Status(models.TextChoices):
        NEW = "new", _("Not yet looked at")
        TALKED_OVER = "talked_over", _("Being talked over")
        CHOSEN = "chosen", _("Chosen by a decision")
        DONE = "done", _("Done")
        NOT_NOW = "not_now", _("Not now")
        # said by a file of what was settled elsewhere: here, only decisions choose
        ACCEPTED = "accepted", _("Accepted elsewhere")
        REJECTED = "rejected", _("Turned down elsewhere")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="contributions"
    )
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="contributions"
    )
    author = models.ForeignKey(  # nobody, when both sides concluded it together
        Participant, null=True, on_delete=models.PROTECT, related_name="contributions"
    )
    entered_by = models.ForeignKey(  # who typed it, when that is someone else
        Participant, null=True, on_delete=models.PROTECT, related_name="+"
    )
    channel = models.CharField(
        max_length=7,
        choices=Participant.Channel,
        default=Participant.Channel.ONLINE,
    )
    language = models.CharField(_("language"), max_length=5, default="en")
    kind = models.CharField(_("what it is"), max_length=7, choices=Kind)
    text = models.TextField(_("in your words"))
    status = models.CharField(max_length=11, choices=Status, default=Status.NEW)
    status_because = models.CharField(max_length=300, blank=True)
    status_language = models.CharField(max_length=5, default="", db_default="")
    grew_from = models.ForeignKey(  # an idea from a need, a need from an idea before
        "self", null=True, on_delete=models.SET_NULL, related_name="led_to"
    )
    concluded_in = models.ForeignKey(  # the round whose conclusion it was
        Cycle, null=True, on_delete=models.PROTECT, related_name="conclusions"
    )
    file = models.ForeignKey(  # that it came in with, from people of some group
        ContributionFile, null=True, on_delete=models.PROTECT, related_name="brought"
    )
    group = models.ForeignKey(
        Constituency, null=True, on_delete=models.PROTECT, related_name="+"
    )
    key = models.CharField(max_length=64, blank=True)  # of its row, never readable
    support = models.PositiveIntegerField(default=0)  # kept, not counted
    support_community = models.PositiveIntegerField(default=0)
    support_institution = models.PositiveIntegerField(default=0)
    comments_kept = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(db_default=Now())
    edition = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_ground = models.CharField(max_length=11, choices=Ground, blank=True)
    hidden_because = models.CharField(max_length=300, blank=True)
    hidden_language = models.CharField(max_length=5, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["activity", "-support", "-id"], name="contribution_by_support"
            ),
            models.Index(
                fields=["activity", "-made_at", "-id"], name="contribution_newest"
            ),
            models.Index(  # what others can grow from
                fields=["project", "-support", "-made_at"],
                condition=Q(withdrawn_at=None, hidden_at=None),
                name="contribution_best_supported",
            ),
            models.Index(  # how far how many have come
                fields=["activity", "status"],
                condition=Q(withdrawn_at=None, hidden_at=None),
                name="contribution_by_status",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at=None) | Q(hidden_because__gt=""),
                name="what_is_hidden_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(status="not_now") | Q(status_because__gt=""),
                name="not_now_says_why",
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=False)
                | Q(concluded_in__isnull=False)
                | Q(file__isnull=False, group__isnull=False),
                name="someone_or_a_group_said_it_or_both_sides_concluded_it",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "rejected"])
                | Q(file__isnull=False),
                name="what_was_settled_elsewhere_came_by_file",
            ),
            models.UniqueConstraint(
                fields=["activity", "key"],
                condition=Q(key__gt=""),
                name="one_row_of_a_file_comes_in_once",
            ),
            models.CheckConstraint(
                condition=Q(support=F("support_community") + F("support_institution")),
                name="support_is_the_sum_of_both_sides",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("phases:contribution", args=[self.pk])

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """Its label. Django’s own way translates every label to find one."""
        return str(self.Kind(self.kind).label)

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        return str(self.Status(self.status).label)

    @property
    def origin(self) -> Constituency | None:
        """The group it comes from; none where both sides concluded it together."""
        return self.author.constituency if self.author else self.group

    @property
    def voice(self) -> str:
        """Whom it comes from, in words: as `origin`, and through which software."""
        return self.author.voice if self.author else str(self.group or "")

    @property
    def came(self) -> str:
        """How it came in: one of `CAME`."""
        if self.author is None:
            return "file" if self.group_id else "conclusion"
        return "software" if self.author.software else self.channel

    @property
    def concluded(self) -> int:
        """The number of the round whose conclusion it was, or 0."""
        return self.concluded_in.number if self.concluded_in else 0

    @property
    def first_line(self) -> str:
        return (self.text.strip().splitlines() or [""])[0]

    @property
    def headline(self) -> str:
        """The first line, cut at a word."""
        first = self.first_line
        if len(first) <= HEADLINE:
            return first
        return first[:HEADLINE].rsplit(" ", 1)[0].rstrip(".,;:،؛") + "…"

    @property
    def rest(self) -> str:
        """What follows the first line."""
        return self.text.strip().partition("\n")[2].strip()

    @property
    def is_shown(self) -> bool:
        return self.withdrawn_at is None and self.hidden_at is None


class Version(models.Model):
    """What a contribution said before it was changed."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="versions"
    )
    edition = models.PositiveIntegerField()
    text = models.TextField()
    replaced_at = models.DateTimeField(db_default=Now())
    replaced_by = models.ForeignKey(  # who put it in the words that follow
        Participant, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "edition"], name="each_edition_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition}"


class Support(models.Model):
    """One person's support; a constraint keeps it to one."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="supports"
    )
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)
    side = models.CharField(max_length=11, choices=Side)  # as it was then

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "participant"], name="one_person_one_support"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Comment(models.Model):
    """What someone says beneath a contribution."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="comments"
    )
    author = models.ForeignKey(Participant, on_delete=models.PROTECT)
    text = models.TextField(_("in your words"))
    language = models.CharField(max_length=5, default="en")
    said_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_ground = models.CharField(max_length=11, choices=Ground, blank=True)
    hidden_because = models.CharField(max_length=300, blank=True)
    hidden_language = models.CharField(max_length=5, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["contribution", "-said_at", "-id"], name="comment_newest"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at=None) | Q(hidden_because__gt=""),
                name="a_hidden_comment_says_why",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("phases:contribution", args=[self.contribution_id])

    @property
    def is_shown(self) -> bool:
        return self.withdrawn_at is None and self.hidden_at is None
