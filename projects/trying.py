"""Acting on what a form says: what the action misses goes on the form."""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

from allauth.core.internal import ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy
from redis.exceptions import RedisError

from projects.editions import ChangedError

YES_OR_NO = ((True, gettext_lazy("Yes")), (False, gettext_lazy("No")))


class EditionField(forms.IntegerField):
    """Which edition someone has before them, unseen in the form."""

    widget = forms.HiddenInput


def tried(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Whether it is done. If not, the form says why and keeps what was typed."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    except ChangedError as problem:
        keep_own(form, problem)
        return False
    return True


def written(form: forms.BaseForm) -> dict[str, Any]:
    """What a form says, and in which language: that of the page it was written on."""
    return {**form.cleaned_data, "language": get_language() or "en"}


def too_often(request: HttpRequest, action: str, *, reading: bool = False) -> bool:
    """Count this, as ACCOUNT_RATE_LIMITS says; reading: also what only asks for a page.

    Without Redis nobody counts, and people get on.
    """
    try:
        return not ratelimit.consume(
            request, app="allauth.account", action=action, limit_get=reading
        )
    except RedisError:
        return False


def was_changed(form: forms.BaseForm) -> bool:
    """Whether somebody else was quicker: the page then shows both."""
    return getattr(form, "changed", False)


def status_of(form: forms.BaseForm | None) -> int:
    """How to answer with a page that has this form on it."""
    if form is None or not form.is_bound:
        return 200
    return 409 if was_changed(form) else 422


def keep_own(form: forms.BaseForm, problem: ChangedError) -> None:
    """The page has the new words; the form keeps one’s own, to be sent knowingly."""
    form.add_error(None, str(problem))
    said: Any = copy(form.data)  # also what was ticked more than once
    said[form.add_prefix("edition")] = problem.current
    form.data = said
    form.changed = True  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Difference:
    """One field that now says something else than what someone wrote."""

    label: str
    now: str
    yours: str


def differences(
    form: forms.BaseForm | None, now: forms.BaseForm
) -> list[Difference] | None:
    """Both versions, field by field; None where nobody else was quicker.

    now: the same form with what stands.
    """
    if form is None or not was_changed(form):
        return None
    return compared(form, now)


def compared(form: forms.BaseForm, now: forms.BaseForm) -> list[Difference]:
    """Where what someone wrote is not what stands, by the fields of what stands."""
    found = [
        Difference(str(stands.label), _words(stands), _words(form[stands.name]))
        for stands in now.visible_fields()
    ]
    return [one for one in found if one.now != one.yours]


def _words(bound: forms.BoundField) -> str:
    """What a field holds, in the words of its choices."""
    value = bound.value()
    held = value if isinstance(value, list | tuple) else [value]
    yes_or_no = YES_OR_NO if isinstance(bound.field, forms.BooleanField) else ()
    labels = dict(_labels(getattr(bound.field, "choices", yes_or_no)))
    said = ["" if one is None else str(one) for one in held]
    return ", ".join(labels.get(one, one) for one in said)


def _labels(choices: Any) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _labels(label)
        else:
            yield str(value), str(label)
