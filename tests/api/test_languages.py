"""Whatever people wrote says in which language, so that software can read it out."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import CharField, Model
from django.db.models.fields import TextField
from rest_framework.serializers import ModelSerializer

import coprod.urls  # noqa: F401 - so that every serializer is known
from participants.models import Invitation, Participant, User
from phases.serializers.contributing import ContributionOut

ADDRESSED = {Invitation, Participant, User}  # their language is the one they read


def shapes(kind: Any = ModelSerializer) -> Iterator[Any]:
    for shape in kind.__subclasses__():
        yield shape
        yield from shapes(shape)


def written(model: type[Model]) -> set[str]:
    """The fields that hold people's own words."""
    return {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField)
        and not field.choices
        and field.name != "language"
    }


def mute(shape: Any) -> bool:
    """Whether it hands out words that have a language and does not say which."""
    model, shown = shape.Meta.model, {*shape.Meta.fields}
    has_one = "language" in {field.name for field in model._meta.fields}
    words = written(model) & shown
    return (
        has_one and model not in ADDRESSED and bool(words) and "language" not in shown
    )


OURS = [
    shape
    for shape in {*shapes()}
    if shape.__module__.partition(".")[0] in {"phases", "decisions", "evaluation"}
    or shape.__module__.startswith(("projects", "participants"))
]


@pytest.mark.parametrize("shape", sorted(OURS, key=str), ids=lambda each: each.__name__)
def test_words_come_with_their_language(shape):
    assert not mute(shape)


def test_canary_words_without_a_language_are_noticed():
    class Mute(ContributionOut):
        class Meta(ContributionOut.Meta):
            fields = ("id", "text")

    assert mute(Mute)
