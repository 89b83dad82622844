"""What people said and planned, to be taken along as a spreadsheet."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.models import Participant
from phases import queries
from phases.models import Activity, Contribution
from projects.files.spreadsheets import WIDE, Column
from projects.lists import List, Rows, address_of, words_for
from projects.models import Side


def _contributions(activity: Activity) -> Rows:
    """As plain values: there may be many, and groups are looked up once."""
    rows = queries.shown(activity.contributions.all())
    return rows.order_by("-made_at", "-pk").values_list(
        *("pk", "made_at", "kind", "text", "language", "channel", "status"),
        *("status_because", "support", "support_community", "support_institution"),
        *("comments_kept", "author__constituency", "group"),
        named=True,
    )


def _of_contributions(activity: Activity) -> Sequence[Column]:
    kinds, statuses = words_for(Contribution.Kind), words_for(Contribution.Status)
    address = address_of("phases:contribution")
    return [
        Column(_("When"), lambda row: row.made_at),
        Column(_("What it is"), lambda row: kinds[row.kind]),
        Column(_("Words"), lambda row: row.text, WIDE),
        Column(_("Written in"), lambda row: row.language),
        *_whence(activity),
        Column(_("Where it stands"), lambda row: statuses[row.status]),
        Column(_("Why"), lambda row: row.status_because),
        Column(_("How many support it"), lambda row: row.support),
        Column(_("From the community"), lambda row: row.support_community),
        Column(_("From the institution"), lambda row: row.support_institution),
        Column(_("Comments"), lambda row: row.comments_kept),
        Column(_("Address"), lambda row: address(row.pk)),
    ]


def _whence(activity: Activity) -> Sequence[Column]:
    """From which group: that of whoever said it, or of the file it came in with."""
    groups = {one.pk: one for one in activity.project.constituencies.all()}
    names = {pk: str(one) for pk, one in groups.items()}
    sides = {pk: str(Side(one.side).label) for pk, one in groups.items()}
    ways, by_file = words_for(Participant.Channel), _("From a file")
    together = _("Both sides together")

    def group(row: Any) -> Any:
        return row.author__constituency or row.group

    def came(row: Any) -> str:
        if row.author__constituency:
            return ways[row.channel]
        return by_file if row.group else together

    return [
        Column(_("Side"), lambda row: sides.get(group(row))),
        Column(_("Group"), lambda row: names.get(group(row))),
        Column(_("How it came in"), came),
    ]


List(
    "contributions",
    gettext_lazy("What people said"),
    found=queries.activity_for,
    rows=_contributions,
    columns=_of_contributions,
    page=Activity.get_absolute_url,
)
