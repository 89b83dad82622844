"""One's own account, and one's own place in a project."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participants import actions, permissions, queries
from participants.forms import (
    ConsentsForm,
    GroupForm,
    OwnDetailsForm,
    ProfileForm,
)
from participants.models import Participant
from projects.models import Project
from projects.queries import project_for
from projects.trying import differences, status_of, tried

LANGUAGE_COOKIE = "language"  # what coprod.middleware reads before the profile


@login_required
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Name, language, colours, and all one's places."""
    return _profile(request, _profile_form(request))


def _profile_form(request: HttpRequest) -> ProfileForm:
    user = queries.account(request.user)
    return ProfileForm.showing(user, get_language() or "")


@login_required
@require_POST
def save_profile(request: HttpRequest) -> HttpResponse:
    by = queries.account(request.user)
    form = ProfileForm(request.POST)
    if not tried(form, lambda: actions.change_profile(by=by, **form.cleaned_data)):
        by.refresh_from_db(fields=["name", "language", "scheme", "edition"])
        return _profile(request, form)
    messages.success(request, _("It is saved."))
    response = redirect("participants:profile")
    response.delete_cookie(LANGUAGE_COOKIE, samesite="Lax")
    return response


def _profile(request: HttpRequest, form: ProfileForm) -> HttpResponse:
    places = [
        {"place": place, "may_return": permissions.may_return(place)}
        for place in queries.places_of(request.user)
    ]
    now = _profile_form(request)
    context = {
        "form": form,
        "places": places,
        "differences": differences(form, now),
    }
    page = "participants/profile.html"
    return render(request, page, context, status=status_of(form))


@login_required
@require_safe
def my_place(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How one takes part in a project: needs, consents, group, leaving."""
    return _my_place(request, _own(request, pk))


@login_required
@require_POST
def save_details(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = _own(request, pk)
    form = OwnDetailsForm(place.project, request.POST, prefix="details")
    if not tried(form, lambda: _change_details(place, form)):
        place.refresh_from_db()
        return _my_place(request, place, details_form=form)
    messages.success(request, _("It is saved. The facilitators see what changed."))
    return redirect("participants:my_place", pk=pk)


def _change_details(place: Participant, form: OwnDetailsForm) -> None:
    given = form.cleaned_data
    details = form.details(given["name"])
    actions.change_details(by=place, details=details, edition=given["edition"])


@login_required
@require_POST
def save_consents(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = _own(request, pk)
    form = ConsentsForm(request.POST, prefix="consents")
    if not form.is_valid():
        return _my_place(request, place, consents_form=form)
    actions.set_consents(by=place, kinds=form.cleaned_data["consents"])
    messages.success(request, _("Your choices hold from now on."))
    return redirect("participants:my_place", pk=pk)


@login_required
@require_POST
def change_group(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = _own(request, pk)
    form = GroupForm(place.project, request.POST, prefix="group")
    if not form.is_valid():
        return _my_place(request, place, group_form=form)
    actions.change_group(by=place, group=form.cleaned_data["group"])
    messages.success(
        request, _("You speak from another group now. Open decisions keep the old one.")
    )
    return redirect("participants:my_place", pk=pk)


@login_required
@require_safe
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask once more, and say what stays."""
    place = _own(request, pk)
    last = place.role in queries.HELPING and queries.helpers_of(place.project)
    context = {
        **_in_project(request, place.project),
        "place": place,
        "may_leave": permissions.may_leave(place),
        "last_helper": last and len(last) == 1,
    }
    return render(request, "participants/leave.html", context)


@login_required
@require_POST
def leave_now(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = _own(request, pk)
    actions.leave(by=place)
    messages.success(request, _("You have left. You can come back from this page."))
    return redirect("participants:profile")


@login_required
@require_POST
def come_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = queries.own_place_for(request.user, pk)
    actions.come_back(by=place)
    messages.success(request, _("Welcome back."))
    return redirect("project", pk=place.project_id)


def _own(request: HttpRequest, pk: UUID) -> Participant:
    project = project_for(request.user, pk)
    return queries.own_place(request.user, project)


def _my_place(
    request: HttpRequest,
    place: Participant,
    *,
    details_form: OwnDetailsForm | None = None,
    consents_form: ConsentsForm | None = None,
    group_form: GroupForm | None = None,
) -> HttpResponse:
    wrong = details_form or consents_form or group_form
    now = OwnDetailsForm.showing(place)
    context = {
        **_in_project(request, place.project),
        "place": place,
        "details_form": details_form or now,
        "consents_form": consents_form or _consents_form(place),
        "group_form": group_form or GroupForm(place.project, prefix="group"),
        "form": wrong,
        "differences": differences(details_form, now),
        "may_change": permissions.may_change_own_place(place),
        "may_leave": permissions.may_leave(place),
    }
    status = status_of(wrong)
    return render(request, "participants/my_place.html", context, status=status)


def _consents_form(place: Participant) -> ConsentsForm:
    given = queries.consents_of(place)
    return ConsentsForm(prefix="consents", initial={"consents": sorted(given)})


def _in_project(request: HttpRequest, project: Project) -> dict[str, object]:
    desk = bool(permissions.may_facilitate(request.user, project))
    return {"project": project, "tab": "mine", "desk": desk}
