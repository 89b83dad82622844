"""Asking: rounds, answers without names, and exact sums."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from decisions.models import Mandate
from evaluation.models.questionnaires import Item, Questionnaire
from participants.models import Constituency, Participant
from phases.models import Phase
from projects.models import Project, Side


class Round(models.Model):
    """One asking of a questionnaire, of chosen groups, for a time."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        OPEN = "open", _("Open now")
        CLOSED = "closed", _("Closed")
        PUBLISHED = "published", _("Published")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="rounds"
    )
    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="rounds")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT)
    name = models.CharField(_("name"), max_length=80)
    groups = models.ManyToManyField(Constituency, verbose_name=_("who is asked"))
    link_item = models.ForeignKey(  # asked by link, of anyone, without an account
        Item, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    made_at = models.DateTimeField(db_default=Now())
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        Participant, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closes_at = models.DateTimeField(_("open until"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True)
    received = models.PositiveIntegerField(default=0)  # responses: kept, not counted
    is_behind = models.BooleanField(default=False)  # a job will count what came in
    figured = models.JSONField(default=list)  # questions whose figures are worked out
    figures = models.JSONField(null=True)  # a worker's, once closed and all counted
    published_by = models.OneToOneField(
        Mandate, null=True, on_delete=models.PROTECT, related_name="published_round"
    )
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_by__isnull=False),
                name="findings_were_published_by_a_mandate",
            )
        ]
        indexes = [
            models.Index(fields=["project", "-made_at", "-id"], name="round_newest")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("evaluation:round", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.CLOSED, self.State.PUBLISHED)


class Response(models.Model):
    """One set of answers. Whose it is, is not kept."""

    class Source(models.TextChoices):
        WEB = "web", _("On the site")
        LINK = "link", _("By link, without an account")
        PAPER = "paper", _("On paper")
        API = "api", _("From other software")
        IMPORT = "import", _("From a file")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="responses")
    source = models.CharField(max_length=6, choices=Source)
    side = models.CharField(max_length=11, choices=Side, blank=True)
    constituency = models.ForeignKey(Constituency, null=True, on_delete=models.PROTECT)
    attributes = models.JSONField(default=dict)  # {"sex": "woman", "age": "25-34"}
    weight = models.PositiveBigIntegerField(default=1_000_000)  # in millionths
    key = models.CharField(max_length=80, null=True)  # noqa: DJ001 - null is "no key"
    given_on = models.DateField(db_default=Now())  # the day only

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "key"], name="the_same_row_is_stored_once"
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0), name="weight_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Uncounted(models.Model):
    """A response that is not in the sums yet; it leaves in the step that adds it.

    The trigger `every_response_waits` writes these rows and nothing else does. Apart
    from the response, since marking that would write it, and all its indexes, anew.
    """

    response = models.OneToOneField(
        Response, on_delete=models.CASCADE, primary_key=True, related_name="uncounted"
    )
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="uncounted")

    def __str__(self) -> str:
        return str(self.response_id)


class Answer(models.Model):
    """What one response says to one item.

    In which language is not kept: nobody asks, and that of the page would tell which
    language someone reads, of whom nobody is to know more than they wrote.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    response = models.ForeignKey(
        Response, on_delete=models.CASCADE, related_name="answers"
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT)
    number = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    choices = ArrayField(models.CharField(max_length=40), default=list)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "item"], name="one_answer_to_one_question"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Answered(models.Model):
    """That a participant has answered a round, with no link to what they said.

    Random ids here and on answers: numbers in a row would put the two side by side.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answered")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "participant"], name="everyone_answers_a_round_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Aggregate(models.Model):
    """Exact sums for one item in one slice; choice "" is the item as a whole.

    No item: the people who answered anything. Units as in statistics.sums: whole
    numbers throughout, so that merging in any order gives the same bits.
    """

    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="aggregates"
    )
    item = models.ForeignKey(Item, null=True, on_delete=models.PROTECT)
    slice = models.CharField(max_length=100)  # "all", "side:community", "sex:woman"
    choice = models.CharField(max_length=40, blank=True)
    n = models.PositiveIntegerField(default=0)
    w = models.DecimalField(max_digits=60, decimal_places=0, default=0)
    w2 = models.DecimalField(max_digits=60, decimal_places=0, default=0)
    wx = models.DecimalField(max_digits=60, decimal_places=0, default=0)
    wx2 = models.DecimalField(max_digits=60, decimal_places=0, default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "item", "slice", "choice"],
                name="one_sum_for_each_slice",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.slice} {self.choice}"
