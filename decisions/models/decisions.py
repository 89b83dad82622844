"""A question put to both sides, frozen on opening, and what people answer."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from decisions.models.charters import Charter
from participants.models import Constituency, Participant
from projects.models import Project, Side


class Decision(models.Model):
    """Question, rule, electorate and what it is about: none moves once it is open."""

    class Way(models.TextChoices):
        NO_OBJECTION = "no_objection", _("No objection")
        VOTE = "vote", _("Vote")
        MEETING = "meeting", _("Agreed in a meeting")

    class State(models.TextChoices):
        DISCUSSING = "discussing", _("Being discussed")
        OPEN = "open", _("Open now")
        TALKING = "talking", _("A concern is being talked over")
        CONFIRMING = "confirming", _("The record waits for both sides")
        OBJECTING = "objecting", _("Absent people may object")
        CLOSED = "closed", _("Closed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Result(models.TextChoices):
        CARRIED = "carried", _("Carried")
        REJECTED = "rejected", _("Not carried")
        INVALID = "invalid", _("Not valid: too few took part")
        BLOCKED = "blocked", _("Held up")

    RUNNING = (
        State.DISCUSSING,
        State.OPEN,
        State.TALKING,
        State.CONFIRMING,
        State.OBJECTING,
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="decisions"
    )
    charter = models.ForeignKey(Charter, null=True, on_delete=models.PROTECT)
    act = models.CharField(max_length=40)
    weight = models.CharField(max_length=8)
    about = models.UUIDField()
    about_edition = models.PositiveIntegerField(default=1)
    text = models.TextField(_("what you propose, and why"))
    language = models.CharField(max_length=5, default="en")
    way = models.CharField(max_length=12, choices=Way)
    rule = models.JSONField()  # decisions.rules.Rule.as_json
    objectors = ArrayField(models.CharField(max_length=11, choices=Side), default=list)
    is_frozen = models.BooleanField(default=False)  # triggers hold what was frozen
    state = models.CharField(max_length=10, choices=State)
    result = models.CharField(max_length=8, choices=Result, blank=True)
    outcome = models.JSONField(null=True)  # decisions.rules.Outcome.as_json
    proposed_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="proposed"
    )
    proposed_at = models.DateTimeField(db_default=Now())
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    extended_at = models.DateTimeField(null=True)
    paused_by = models.ForeignKey(
        Participant, null=True, on_delete=models.PROTECT, related_name="+"
    )
    waits_for = models.CharField(max_length=11, choices=Side, blank=True)
    follows = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="followed_by"
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["act", "about"],
                condition=~Q(state__in=["closed", "withdrawn"]),
                name="one_running_decision_on_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")),
                name="a_decision_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", outcome__isnull=False) & ~Q(result="")
                | ~Q(state="closed") & Q(result="", outcome=None),
                name="a_result_comes_with_closing_and_not_before",
            ),
        ]
        indexes = [
            models.Index(
                fields=["project", "-proposed_at", "-id"], name="decision_newest"
            )
        ]

    def __str__(self) -> str:
        return Truncator(self.text).words(8)

    def get_absolute_url(self) -> str:
        return reverse("decisions:decision", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.state in self.RUNNING


class Elector(models.Model):
    """One of those who may decide, as they were when the decision opened."""

    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="electorate"
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="votes"
    )
    side = models.CharField(max_length=11, choices=Side)
    constituency = models.ForeignKey(Constituency, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "participant"], name="one_voice_in_one_decision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant} ({self.side})"


class Ballot(models.Model):
    """What one person says; changeable until closing, counted once."""

    class Choice(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        ABSTAIN = "abstain", _("I stand aside")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    elector = models.OneToOneField(
        Elector, on_delete=models.PROTECT, related_name="ballot"
    )
    choice = models.CharField(max_length=7, choices=Choice)
    reason = models.TextField(_("your reason, if you like"), blank=True)
    language = models.CharField(max_length=5, default="", db_default="")
    channel = models.CharField(
        max_length=7,
        choices=Participant.Channel,
        default=Participant.Channel.ONLINE,
    )
    entered_by = models.ForeignKey(
        Participant, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        Participant, null=True, on_delete=models.PROTECT, related_name="+"
    )
    cast_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | ~Q(confirmed_by=models.F("entered_by")),
                name="a_paper_ballot_is_checked_by_someone_else",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def counts(self) -> bool:
        return self.entered_by_id is None or self.confirmed_by_id is not None


class Objection(models.Model):
    """A concern with a reason; it stands until its author takes it back."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    elector = models.ForeignKey(
        Elector, on_delete=models.PROTECT, related_name="objections"
    )
    reason = models.TextField(_("what would go wrong"))
    language = models.CharField(max_length=5, default="en")
    raised_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["elector"],
                condition=Q(withdrawn_at=None),
                name="one_standing_objection_each",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="an_objection_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Remark(models.Model):
    """A reason or a comment beneath a decision, before and while it is open."""

    class Stance(models.TextChoices):
        FOR = "for", _("A reason for")
        AGAINST = "against", _("A reason against")
        OPEN = "open", _("A question or comment")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="remarks"
    )
    author = models.ForeignKey(Participant, on_delete=models.PROTECT)
    stance = models.CharField(max_length=7, choices=Stance, default=Stance.OPEN)
    text = models.TextField(_("in your words"))
    language = models.CharField(max_length=5, default="en")
    said_at = models.DateTimeField(db_default=Now())
    hidden_because = models.CharField(max_length=300, blank=True)
    hidden_language = models.CharField(max_length=5, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["decision", "-said_at", "-id"], name="remark_newest")
        ]

    def __str__(self) -> str:
        return self.text[:40]


class MeetingRecord(models.Model):
    """Agreed in a meeting: when, who was there, the words, and who disagreed."""

    decision = models.OneToOneField(
        Decision, primary_key=True, on_delete=models.CASCADE, related_name="meeting"
    )
    held_on = models.DateField(_("date of the meeting"))
    present = models.ManyToManyField(Elector, related_name="meetings")
    dissent = models.TextField(_("who disagreed, and why"), blank=True)

    def __str__(self) -> str:
        return f"{self.held_on}"


class MeetingConfirmation(models.Model):
    """One facilitator of each side says that the record is true."""

    record = models.ForeignKey(
        MeetingRecord, on_delete=models.CASCADE, related_name="confirmations"
    )
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT)
    side = models.CharField(max_length=11, choices=Side)
    confirmed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "side"], name="each_side_confirms_a_meeting_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.participant}"
