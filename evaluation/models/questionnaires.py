"""What is asked, in every language."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models import Pilot


class Questionnaire(models.Model):
    """A set of questions that a pilot may ask in any of its projects."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pilot = models.ForeignKey(
        Pilot, on_delete=models.CASCADE, related_name="questionnaires"
    )
    name = models.CharField(_("name"), max_length=120)
    names = models.JSONField(default=dict)  # {"ar": …}
    source = models.CharField(_("where it comes from"), max_length=300, blank=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """One question."""

    class Kind(models.TextChoices):
        SCALE = "scale", _("Scale")
        NUMBER = "number", _("Number")
        SINGLE = "single", _("One answer")
        MULTIPLE = "multiple", _("Several answers")
        TEXT = "text", _("Words")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="items"
    )
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    kind = models.CharField(max_length=8, choices=Kind)
    texts = models.JSONField()  # {"en": "I can influence …", "ar": …}
    low = models.JSONField(default=dict, blank=True)  # words at the ends of a scale
    high = models.JSONField(default=dict, blank=True)
    least = models.IntegerField(default=1)  # of a scale or number
    most = models.IntegerField(default=5)
    choices = models.JSONField(default=list, blank=True)  # [{"value": "yes", "texts": {…}}]
    required = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "code"], name="each_item_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.code
