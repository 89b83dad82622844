"""Acting on what a form says: what the action misses goes on the form."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.editions import ChangedError


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
        _keep_own(form, problem)
        return False
    return True


def was_changed(form: forms.BaseForm) -> bool:
    """Whether somebody else was quicker: the page then shows both."""
    return getattr(form, "changed", False)


def status_of(form: forms.BaseForm | None) -> int:
    """How to answer with a page that has this form on it."""
    if form is None or not form.is_bound:
        return 200
    return 409 if was_changed(form) else 422


def _keep_own(form: forms.BaseForm, problem: ChangedError) -> None:
    """The page has the new words; the form keeps one’s own, to be sent knowingly."""
    form.add_error(None, str(problem))
    said: Any = copy(form.data)  # also what was ticked more than once
    said[form.add_prefix("edition")] = problem.current
    form.data = said
    form.changed = True  # type: ignore[attr-defined]
