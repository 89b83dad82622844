"""The people of a project: in numbers for everyone, by name for facilitators."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participants import actions, permissions, queries
from participants.forms import OfflineForm, PauseForm, RoleForm, SoftwareForm
from participants.models import Constituency, Participant, Pause
from participants.permissions import may_facilitate
from projects.access import Verdict, ensure
from projects.models import Project
from projects.queries import project_for
from projects.trying import differences, status_of, tried


@require_safe
def people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is here: numbers by side and group; names for those who facilitate."""
    return _people(request, project_for(request.user, pk))


def _people(
    request: HttpRequest, project: Project, form: SoftwareForm | None = None
) -> HttpResponse:
    helping = may_facilitate(request.user, project)
    group = _asked_group(project, request.GET.get("group"))
    context = {
        **_in_project(request, project),
        "sides": queries.sides_of(project, exact=bool(helping)),
        "pauses": _pauses(project),
        "place": queries.place_of(request.user, project),
        "group": group,
    }
    if helping:
        cursor = request.GET.get("page")
        context["page"] = queries.people_page(project, cursor, group)
        context["may_give_tasks"] = permissions.may_give_tasks(request.user, project)
        context["software_form"] = form or SoftwareForm(project)
        context["may_be_checked"] = _may_be_checked(request, project)
        context["form"] = form
    status = 422 if form else 200
    return render(request, "participants/people.html", context, status=status)


def _may_be_checked(request: HttpRequest, project: Project) -> Verdict | None:
    """Said where it matters: where someone takes part without an account."""
    if not project.participants.filter(user=None).exists():
        return None
    by = queries.own_place(request.user, project)
    return permissions.may_have_paper_checked(by)


def _asked_group(project: Project, asked: str | None) -> Constituency | None:
    groups = {str(group.pk): group for group in project.constituencies.all()}
    return groups.get(asked or "")


def _pauses(project: Project) -> list[dict[str, object]]:
    counted = queries.pauses_counted(project)
    return [
        {"text": Pause.Category(category).label, "count": count}
        for category, count in counted.most_common()
    ]


@login_required
@require_safe
def add_offline(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Someone without e-mail, written down by a facilitator."""
    project = project_for(request.user, pk)
    form = OfflineForm(project, initial={"language": get_language()})
    return _adding(request, project, form)


@login_required
@require_POST
def add_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    project = project_for(request.user, pk)
    by = queries.own_place(request.user, project)
    form = OfflineForm(project, request.POST)
    if not form.is_valid():
        return _adding(request, project, form, status=422)
    given = form.cleaned_data
    details = form.details(given["name"])
    added = actions.add_offline(
        by=by, constituency=given["group"], details=details, consents=given["consents"]
    )
    messages.success(request, _("%(name)s has a place now.") % {"name": added.name})
    return redirect("participants:person", pk=added.pk)


def _adding(
    request: HttpRequest, project: Project, form: OfflineForm, status: int = 200
) -> HttpResponse:
    ensure(may_facilitate(request.user, project))
    by = queries.own_place(request.user, project)
    context = {
        **_in_project(request, project),
        "form": form,
        "may_be_checked": permissions.may_have_paper_checked(by),
    }
    return render(request, "participants/add_offline.html", context, status=status)


@login_required
@require_safe
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person, for those who facilitate: needs, role, pause."""
    place = queries.participant_for(request.user, pk)
    return _person(request, place)


@login_required
@require_POST
def change_role(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = queries.participant_for(request.user, pk)
    by = queries.own_place(request.user, place.project)
    form = RoleForm(request.POST, prefix="role")
    if not tried(
        form, lambda: actions.change_role(by=by, place=place, **form.cleaned_data)
    ):
        place.refresh_from_db()
        return _person(request, place, role_form=form)
    messages.success(request, _("The new role holds from now on."))
    return redirect("participants:person", pk=pk)


@login_required
@require_POST
def pause(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = queries.participant_for(request.user, pk)
    by = queries.own_place(request.user, place.project)
    form = PauseForm(request.POST, prefix="pause")
    if not form.is_valid():
        return _person(request, place, pause_form=form)
    actions.pause(by=by, place=place, **form.cleaned_data)
    messages.success(request, _("The place is paused. Its person was told why."))
    return redirect("participants:person", pk=pk)


@login_required
@require_POST
def lift_pause(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = queries.participant_for(request.user, pk)
    by = queries.own_place(request.user, place.project)
    actions.lift_pause(by=by, place=place)
    messages.success(request, _("The pause is over."))
    return redirect("participants:person", pk=pk)


@login_required
@require_POST
def record_leaving(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = queries.participant_for(request.user, pk)
    by = queries.own_place(request.user, place.project)
    actions.record_leaving(by=by, place=place)
    messages.success(request, _("It is written down that they left."))
    return redirect("participants:people", pk=place.project_id)


@login_required
@require_POST
def let_software_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    project = project_for(request.user, pk)
    by = queries.own_place(request.user, project)
    ensure(permissions.may_give_tasks(by, project))
    form = SoftwareForm(project, request.POST)
    if not form.is_valid():
        return _people(request, project, form)
    actions.let_software_in(by=by, **form.cleaned_data)
    messages.success(request, _("This software can bring things in now."))
    return redirect("participants:people", pk=pk)


def _person(
    request: HttpRequest,
    place: Participant,
    *,
    role_form: RoleForm | None = None,
    pause_form: Form | None = None,
) -> HttpResponse:
    ensure(may_facilitate(request.user, place.project))
    by = queries.own_place(request.user, place.project)
    wrong = role_form or pause_form
    context = {
        **_in_project(request, place.project),
        "place": place,
        "help_wanted": [Participant.Help(code).of_them for code in place.help_wanted],
        "running_pause": queries.running_pause(place),
        "role_form": role_form or RoleForm.showing(place),
        "pause_form": pause_form or PauseForm(prefix="pause"),
        "form": wrong,
        "differences": differences(role_form, RoleForm.showing(place)),
        "may_change_role": permissions.may_change_role(by, place, place.role),
        "may_pause": permissions.may_pause(by, place),
        "may_lift_pause": permissions.may_lift_pause(by, place),
        "may_record_leaving": permissions.may_record_leaving(by, place),
    }
    status = status_of(wrong)
    return render(request, "participants/person.html", context, status=status)


def _in_project(request: HttpRequest, project: Project) -> dict[str, object]:
    desk = bool(may_facilitate(request.user, project))
    return {"project": project, "tab": "people", "desk": desk}
