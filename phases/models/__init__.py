"""The circle: cycles, phases, activities, and what people put into them."""

from phases.models.attachments import Attachment
from phases.models.circle import Activity, Cycle, Meeting, Phase
from phases.models.contributions import (
    HEADLINE,
    Comment,
    Contribution,
    Ground,
    Support,
    Version,
)
from phases.models.imports import ContributionFile, FileProblem, Wrong
from phases.models.reports import Report
from phases.models.searching import Searchable
from phases.models.work import Commission, CommissionItem, Hours, Task

__all__ = [
    "HEADLINE",
    "Activity",
    "Attachment",
    "Comment",
    "Commission",
    "CommissionItem",
    "Contribution",
    "ContributionFile",
    "Cycle",
    "FileProblem",
    "Ground",
    "Hours",
    "Meeting",
    "Phase",
    "Report",
    "Searchable",
    "Support",
    "Task",
    "Version",
    "Wrong",
]
