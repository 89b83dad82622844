"""Starting a project in three screens; what was typed stays in the session."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participants.models import User
from phases import actions, permissions
from phases.forms import GroupsForm, PurposeForm
from projects.models import Pilot
from projects.queries import pilots

KEY = "starting"  # {"purpose": what was posted, "groups": the same}
Typed = dict[str, dict[str, str]]


@login_required
@require_safe
def start_project(request: HttpRequest) -> HttpResponse:
    """1: what it is called and for, and what it can decide."""
    typed = _typed(request).get("purpose")
    form = PurposeForm(pilots=_open_to(request), initial=typed)
    return _screen(request, 1, form)


@login_required
@require_POST
def save_purpose(request: HttpRequest) -> HttpResponse:
    form = PurposeForm(request.POST, pilots=_open_to(request))
    if not form.pilots or not form.is_valid():
        return _screen(request, 1, form, status=422)
    _keep(request, "purpose")
    return redirect("phases:start_groups")


@login_required
@require_safe
def start_groups(request: HttpRequest) -> HttpResponse:
    """2: the groups on two sides, and which one is yours."""
    purpose = _purpose(request)
    if purpose is None:
        return redirect("phases:start_project")
    typed = _typed(request).get("groups")
    return _screen(request, 2, _groups(purpose, initial=typed))


@login_required
@require_POST
def save_groups(request: HttpRequest) -> HttpResponse:
    purpose = _purpose(request)
    if purpose is None:
        return redirect("phases:start_project")
    form = _groups(purpose, data=request.POST)
    if not form.is_valid():
        return _screen(request, 2, form, status=422)
    _keep(request, "groups")
    return redirect("phases:start_check")


@login_required
@require_safe
def start_check(request: HttpRequest) -> HttpResponse:
    """3: look at it once more, and start."""
    purpose, groups = _both(request)
    if purpose is None or groups is None:
        return redirect("phases:start_project")
    return _check(request, purpose, groups)


@login_required
@require_POST
def start_now(request: HttpRequest) -> HttpResponse:
    purpose, groups = _both(request)
    if purpose is None or groups is None:
        return redirect("phases:start_project")
    words = dict(purpose.cleaned_data)
    words.pop("pilot", None)
    project = actions.start_project(
        by=cast(User, request.user),
        pilot=purpose.pilot(),
        words=words,
        groups=groups.groups(),
        own=groups.own_place(),
    )
    del request.session[KEY]
    messages.success(request, _("Your project has begun. Now invite both sides."))
    return redirect("project", project.pk)


def _open_to(request: HttpRequest) -> list[Pilot]:
    """The pilots in which this person may start a project."""
    may = permissions.may_start_project
    return [pilot for pilot in pilots() if may(request.user, pilot)]


def _typed(request: HttpRequest) -> Typed:
    return cast(Typed, request.session.get(KEY, {}))


def _keep(request: HttpRequest, screen: str) -> None:
    said = {key: str(value) for key, value in request.POST.items()}
    said.pop("csrfmiddlewaretoken", None)
    request.session[KEY] = {**_typed(request), screen: said}


def _again(said: dict[str, str]) -> QueryDict:
    """What was typed on an earlier screen, to be checked like something posted."""
    typed = QueryDict(mutable=True)
    typed.update(said)
    return typed


def _purpose(request: HttpRequest) -> PurposeForm | None:
    said = _typed(request).get("purpose")
    form = PurposeForm(_again(said), pilots=_open_to(request)) if said else None
    return form if form and form.pilots and form.is_valid() else None


def _groups(purpose: PurposeForm, **given: Any) -> GroupsForm:
    language = purpose.cleaned_data["language"]
    preset = purpose.pilot().groups_preset
    return GroupsForm(preset=preset, language=language, **given)


def _both(request: HttpRequest) -> tuple[PurposeForm | None, GroupsForm | None]:
    purpose, said = _purpose(request), _typed(request).get("groups")
    if purpose is None or said is None:
        return purpose, None
    groups = _groups(purpose, data=_again(said))
    return purpose, groups if groups.is_valid() else None


def _check(
    request: HttpRequest, purpose: PurposeForm, groups: GroupsForm
) -> HttpResponse:
    context = {
        **_steps(3),
        "words": purpose.cleaned_data,
        "chosen": purpose.chosen(),
        "pilot": purpose.pilot(),
        "groups": groups.groups(),
        "own": groups.own_place(),
        "community_run": groups.cleaned_data["community_run"],
    }
    return render(request, "phases/start_check.html", context)


def _screen(
    request: HttpRequest, step: int, form: Any, status: int = 200
) -> HttpResponse:
    context = {**_steps(step), "form": form, "refused": _refusal(request, form)}
    page = "phases/start_project.html" if step == 1 else "phases/start_groups.html"
    return render(request, page, context, status=status)


def _steps(current: int) -> dict[str, object]:
    return {"steps": [_("What for"), _("Who"), _("Check")], "current": current}


def _refusal(request: HttpRequest, form: Any) -> str:
    """Why nothing can be started here, if that is so."""
    if getattr(form, "pilots", True):
        return ""
    may = permissions.may_start_project
    reasons = [may(request.user, pilot).reason for pilot in pilots()]
    return reasons[0] if reasons else _("There is no pilot here yet to start it in.")
