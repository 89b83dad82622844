"""What is asked, in every language."""

from collections.abc import Iterator
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from evaluation.rules.instruments import HOW_WE_WORK
from projects.models import Pilot

SOURCES = {  # of what comes with Coprod, in the words of the page
    HOW_WE_WORK.source: _("Coprod’s own words, free to use and change"),
}


def in_words(texts: dict[str, str]) -> str:
    """What was written, in the page's language, else in the first there is."""
    return texts.get(get_language() or "", "") or next(iter(texts.values()), "")


class Questionnaire(models.Model):
    """A set of questions that a pilot may ask in any of its projects."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pilot = models.ForeignKey(
        Pilot, on_delete=models.CASCADE, related_name="questionnaires"
    )
    name = models.CharField(_("name"), max_length=120)
    names = models.JSONField(default=dict, blank=True)  # {"ar": …}
    source = models.CharField(_("where it comes from"), max_length=300, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        ordering = ["name"]
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")

    def __str__(self) -> str:
        return self.names.get(get_language() or "", "") or self.name

    @property
    def source_words(self) -> str:
        return str(SOURCES.get(self.source, self.source))


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
    choices = models.JSONField(
        default=list, blank=True
    )  # [{"value": "yes", "texts": {…}}]
    required = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "code"], name="each_item_code_once"
            ),
            models.CheckConstraint(
                condition=Q(least__lt=models.F("most")),
                name="a_scale_has_two_ends",
                violation_error_message=_("The highest answer is above the lowest."),
            ),
        ]

    def __str__(self) -> str:
        return in_words(self.texts)

    def clean(self) -> None:
        """Whether people could answer it.

        Raises ValidationError with all that is missing.
        """
        wrong = list(self._missing())
        if wrong:
            raise ValidationError(wrong)

    def _missing(self) -> Iterator[str]:
        if not self.texts:
            yield gettext("Write the question in at least one language.")
        if self.kind in (self.Kind.SINGLE, self.Kind.MULTIPLE) and not self.choices:
            yield gettext("Write the answers that people choose from.")
        if len({each["value"] for each in self.choices}) < len(self.choices):
            yield gettext("Two answers are the same.")
        if not all(each["texts"] for each in self.choices):
            yield gettext("Write each answer in at least one language.")

    def speaks(self, language: str) -> bool:
        """Whether all that one reads of it has words in a language."""
        said = [self.texts, *(each["texts"] for each in self.choices)]
        ends = [words for words in (self.low, self.high) if words]
        return all(words.get(language) for words in said + ends)

    @property
    def has_ends(self) -> bool:
        """Whether one is told what the ends of a scale mean."""
        return self.kind != self.Kind.SCALE or bool(self.low and self.high)

    @property
    def low_words(self) -> str:
        return in_words(self.low)

    @property
    def high_words(self) -> str:
        return in_words(self.high)

    @property
    def choice_words(self) -> dict[str, str]:
        """What each choice says, by its value."""
        return {each["value"]: in_words(each["texts"]) for each in self.choices}
