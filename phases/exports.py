"""What leaves the house: figures and examples as files."""

import json

from django.utils.translation import gettext as _

from phases.models import Activity
from phases.queries import Outcome, Outcomes
from phases.rules.files import LOOKUPS, NAMES
from projects.rules.tables import Cells, table


def outcomes_csv(found: Outcomes) -> str:
    """One line for each group, and one for the whole; shares to four places."""
    head = [_("group"), _("side"), _("all"), *(one.label for one in found.whole.counts)]
    head += [_("accepted"), _("accepted, in 100")]
    lines = [_outcome(line) for line in found.lines]
    return table([head, *lines, _outcome(found.whole, _("all together"))])


def _outcome(line: Outcome, name: str = "") -> Cells:
    group, side = line.group, line.group.get_side_display() if line.group else ""
    words = name or str(group or _("both sides together"))
    counts = line.counts.values()
    return [words, side, line.total, *counts, line.accepted, f"{line.in_100:.2f}"]


def contribution_sheet() -> str:
    """An empty file with the right columns."""
    return table([[*NAMES[:2], *LOOKUPS, *NAMES[2:]]])


def columns_example(activity: Activity) -> str:
    """A mapping to start from, with the groups of this project."""
    groups = [group.name for group in activity.project.constituencies.all()]
    example = {
        "id": "ID",
        "text": "PROPOSAL",
        "group": {
            "column": "FROM",
            "values": {str(number): name for number, name in enumerate(groups, 1)},
        },
        "status": {"column": "FATE", "values": {"1": "accepted", "0": "rejected"}},
        "in_language": activity.project.language,
        "empty": ["-"],
    }
    return json.dumps(example, indent=2, ensure_ascii=False)
