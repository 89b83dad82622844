"""The shape of questionnaires, for those who write them."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework import serializers

from evaluation.models import Item
from evaluation.rules.instruments import Asked
from evaluation.serializers.asking import QuestionnaireOut
from projects.endpoint.verdicts import verdicts

LANGUAGES = dict(settings.LANGUAGES)
MOST_QUESTIONS, MOST_CHOICES = 200, 50
LOWEST, HIGHEST = -(2**31), 2**31 - 1


class WordsField(serializers.DictField):
    """The same words by language, {"en": …, "fi": …}; in at least one of them."""

    child = serializers.CharField(max_length=300)

    def to_internal_value(self, data: Any) -> dict[str, str]:
        said: dict[str, str] = super().to_internal_value(data)
        if unknown := set(said) - set(LANGUAGES):
            refused = _("This language is not spoken here.")
            raise serializers.ValidationError(dict.fromkeys(unknown, refused))
        return said


class OfAList(serializers.Serializer[Any]):
    """Sent whole, also where DRF lets out parts of what it stands in (PATCH)."""

    def to_internal_value(self, data: Any) -> Any:
        said = super().to_internal_value(data)
        missing = [
            name
            for name, field in self.fields.items()
            if field.required and name not in said
        ]
        if missing:
            refused = [serializers.Field.default_error_messages["required"]]
            raise serializers.ValidationError(dict.fromkeys(missing, refused))
        return said


class ChoiceIn(OfAList):
    value = serializers.SlugField(max_length=40, help_text="Its name in files.")
    texts = WordsField(allow_empty=False)


class QuestionIn(OfAList):
    """One question. Its code is its name in files, and says which question it is."""

    code = serializers.SlugField(max_length=40)
    kind = serializers.ChoiceField(Item.Kind.choices)
    texts = WordsField(allow_empty=False)
    low = WordsField(default=dict, help_text="Words at the low end of a scale.")
    high = WordsField(default=dict)
    least = serializers.IntegerField(min_value=LOWEST, max_value=HIGHEST, default=1)
    most = serializers.IntegerField(min_value=LOWEST, max_value=HIGHEST, default=5)
    choices = serializers.ListField(
        child=ChoiceIn(), max_length=MOST_CHOICES, default=list
    )
    required = serializers.BooleanField(default=False)  # type: ignore[assignment]

    def to_internal_value(self, data: Any) -> Asked:
        said = super().to_internal_value(data)
        choices = [(one["value"], one["texts"]) for one in said.pop("choices", ())]
        return Asked(**said, choices=tuple(choices))


class QuestionnaireIn(serializers.Serializer[Any]):
    """What is asked, in its order; questions that are not sent are taken out."""

    name = serializers.CharField(max_length=120)
    names = WordsField(default=dict, help_text="The name in other languages.")
    source = serializers.CharField(  # type: ignore[assignment]
        max_length=300, default="", allow_blank=True
    )
    items = serializers.ListField(
        child=QuestionIn(), max_length=MOST_QUESTIONS, default=list
    )


class KeptQuestionnaireOut(QuestionnaireOut):
    class Meta(QuestionnaireOut.Meta):
        fields = (*QuestionnaireOut.Meta.fields, "pilot", "retired_at", "edition")
        read_only_fields = fields


class OneQuestionnaireOut(serializers.Serializer[Any]):
    questionnaire = KeptQuestionnaireOut()
    may = verdicts("MayWithQuestionnaire", "change")
    edition = serializers.IntegerField()
