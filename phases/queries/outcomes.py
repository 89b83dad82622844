"""What became of what people put in, by the group it came from."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import Coalesce

from participants.models import Constituency
from phases.models import Activity, Contribution
from phases.queries.contributions import shown

Status = Contribution.Status
ACCEPTED = (Status.CHOSEN, Status.DONE, Status.ACCEPTED)
MANY = 1000
Found = dict[UUID | None, Counter[str]]


@dataclass(frozen=True)
class Outcome:
    """How far things from one group have come. No group: from both sides together."""

    group: Constituency | None
    counts: dict[Status, int]  # of every status that occurs anywhere

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def accepted(self) -> int:
        return sum(self.counts.get(status, 0) for status in ACCEPTED)

    @property
    def in_100(self) -> float:
        """How many of 100 were accepted."""
        return 100 * self.accepted / self.total if self.total else 0.0

    @property
    def places(self) -> int:
        """Behind the point: as many as the number of things carries."""
        return 2 if self.total >= MANY else 0


@dataclass(frozen=True)
class Outcomes:
    """Every group that something came from, and all of them together."""

    lines: list[Outcome]
    whole: Outcome


def outcomes_of(activity: Activity) -> Outcomes:
    """Two queries, however much there is."""
    whose = Coalesce("author__constituency", "group")
    there_now = shown(activity.contributions.all()).order_by()
    counted = there_now.values("status").annotate(whose=whose, number=Count("pk"))
    found: Found = {}
    for row in counted:
        found.setdefault(row["whose"], Counter())[row["status"]] = row["number"]
    whole = sum(found.values(), Counter[str]())
    groups = Constituency.objects.filter(project=activity.project_id)
    there: list[Constituency | None] = [one for one in groups if one.pk in found]
    if None in found:  # of no one group: both sides concluded it
        there.append(None)
    lines = [_line(one, found[one.pk if one else None], whole) for one in there]
    return Outcomes(lines, _line(None, whole, whole))


def _line(
    group: Constituency | None, counted: Counter[str], whole: Counter[str]
) -> Outcome:
    occur = [status for status in Status if whole[status]]
    return Outcome(group, {status: counted[status] for status in occur})
