"""How a request reaches cycles, phases, activities and meetings."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, Q, QuerySet
from django.db.models.functions import Now
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisions.models import Charter
from decisions.queries import charter_in_force
from phases.models import Activity, Cycle, Meeting, Phase
from projects.access import Person
from projects.models import Project, Reach, reach_of
from projects.paging import Page, page
from projects.prepared import prepared

ABOUT = {  # what people do in each phase
    Phase.Kind.CO_COMMISSION: gettext_lazy(
        "We say what matters to us and choose our priorities."
    ),
    Phase.Kind.CO_DESIGN: gettext_lazy("We collect ideas and choose what to try."),
    Phase.Kind.CO_DELIVERY: gettext_lazy(
        "We do what we planned, and each side confirms what arrives."
    ),
    Phase.Kind.CO_ASSESSMENT: gettext_lazy(
        "Both sides answer the same questions and draw conclusions together."
    ),
}
TERMS = {  # the field’s own words, in small print
    Phase.Kind.CO_COMMISSION: gettext_lazy("co-commission"),
    Phase.Kind.CO_DESIGN: gettext_lazy("co-design"),
    Phase.Kind.CO_DELIVERY: gettext_lazy("co-delivery"),
    Phase.Kind.CO_ASSESSMENT: gettext_lazy("co-assessment"),
}


@dataclass(frozen=True)
class PhaseLine:
    """One phase as circles and lists draw it."""

    phase: Phase
    name: str
    state: str
    text: str
    url: str
    link: str
    activities: int


@dataclass(frozen=True)
class Circle:
    """Where a project is: its round, the four phases, and what is open now."""

    cycle: Cycle
    phases: list[PhaseLine]
    now: str
    note: str
    completed: bool


def cycle_for(user: Person, pk: UUID) -> Cycle:
    cycles = Cycle.objects.select_related("project__pilot", "commission")
    return get_object_or_404(cycles.filter(project__in=_visible(user)), pk=pk)


def phase_for(user: Person, pk: UUID) -> Phase:
    """The only way a request reaches a phase: hidden and missing look the same."""
    phases = Phase.objects.select_related("project__pilot", "cycle")
    return get_object_or_404(phases.filter(project__in=_visible(user)), pk=pk)


def activity_for(user: Person, pk: UUID) -> Activity:
    found = _activity.get(pk, reach_of(user))
    found.phase.project = found.project  # rules about the phase need not ask
    return found


@prepared
def _activity(pk: UUID, reach: Reach) -> QuerySet[Activity]:
    rows = Activity.objects.select_related("project__pilot", "phase__cycle")
    return rows.filter(pk=pk, project__in=Project.objects.within(*reach))


def meeting_for(user: Person, pk: UUID) -> Meeting:
    meetings = Meeting.objects.select_related("project__pilot")
    return get_object_or_404(meetings.filter(project__in=_visible(user)), pk=pk)


def current_cycle(project: Project) -> Cycle:
    """The round people are in: the latest."""
    return project.cycles.select_related("commission").latest("number")


def is_over(cycle: Cycle) -> bool:
    """A round goes on until the next one begins."""
    return not cycle.is_latest and bool(_later(cycle.project_id, cycle.number))


@prepared
def _later(project: UUID, number: int) -> QuerySet[Cycle]:
    return Cycle.objects.filter(project=project, number__gt=number)


def cycles_page(project: Project, cursor: str | None) -> Page[Cycle]:
    """All rounds with their phases and priorities, the latest first."""
    cycles = project.cycles.select_related("commission__adopted_by")
    related = cycles.prefetch_related("phases", "commission__items")
    return page(related, "number", cursor)


def circle_of(project: Project) -> Circle:
    """The current round as every page tells it. One query."""
    phases = _phases(project)
    cycle = phases[0].cycle
    for phase in phases:
        phase.cycle.is_latest = phase.cycle_id == cycle.pk
    lines = [_line(phase) for phase in phases if phase.cycle.is_latest]
    open_now = [line.name for line in lines if line.state == Phase.State.OPEN]
    return Circle(
        cycle=cycle,
        phases=lines,
        now=" · ".join(open_now) or _while_nothing_is_open(project),
        note=_("open now") if open_now else _("nothing is open"),
        completed=cycle.number > 1,
    )


@prepared
def _phases(project: Project) -> QuerySet[Phase]:
    """Of all rounds, those of the latest first."""
    rows = Phase.objects.filter(project=project)
    counted = rows.annotate(activities_kept=Count("activities"))
    known = counted.select_related("cycle__commission", "opened_by", "closed_by")
    return known.order_by("-cycle__number", "position")


def _while_nothing_is_open(project: Project) -> str:
    begun = charter_in_force(project) is not None
    return _("Between phases") if begun else _("At the beginning")


def _line(phase: Phase) -> PhaseLine:
    activities: int = phase.activities_kept  # type: ignore[attr-defined]
    return PhaseLine(
        phase=phase,
        name=phase.get_kind_display(),
        state=phase.state,
        text=_about(phase),
        url=phase.get_absolute_url(),
        link=_("See what is in it") if activities else _("More about it"),
        activities=activities,
    )


def _about(phase: Phase) -> str:
    about = str(ABOUT[Phase.Kind(phase.kind)])
    if phase.state == Phase.State.PLANNED:
        opens = _("It opens when both sides decide so.")
        return f"{about} {opens}"
    return about


def activities_of(phase: Phase) -> list[Activity]:
    """What there is to do in a phase, in the order it was set up."""
    return list(phase.activities.all())


def activities_page(
    project: Project, cursor: str | None, phase: str = ""
) -> Page[Activity]:
    """All that was ever set up, newest first; if asked, in one kind of phase."""
    rows = project.activities.select_related("phase")
    rows = rows.filter(phase__kind=phase) if phase else rows
    return page(rows, "added_at", cursor)


@prepared
def open_activities(project: Project) -> QuerySet[Activity]:
    """What takes something now: in open phases, and boards before any agreement."""
    in_force = Charter.objects.filter(project=project, state=Charter.State.ADOPTED)
    early = Q(method="board", phase__state=Phase.State.PLANNED) & ~Exists(in_force)
    takes = Q(phase__state=Phase.State.OPEN) | early
    found = Activity.objects.filter(takes, project=project, accepted_by=None)
    return found.select_related("phase__cycle").order_by("added_at")


def next_meeting(project: Project) -> Meeting | None:
    return _meetings_to_come.first(project)


@prepared
def _meetings_to_come(project: Project) -> QuerySet[Meeting]:
    rows = Meeting.objects.filter(project=project, called_off_at=None)
    return rows.filter(starts_at__gte=Now()).order_by("starts_at")[:1]


def meetings_page(project: Project, cursor: str | None) -> Page[Meeting]:
    """The latest date first."""
    return page(project.meetings.all(), "starts_at", cursor)


def _visible(user: Person) -> QuerySet[Project]:
    return Project.objects.visible_to(user)
