"""The circle: cycles, phases, activities, and what people put into them."""

from phases.models.circle import Activity, Cycle, Meeting, Phase
from phases.models.contributions import (
    Comment,
    Contribution,
    Report,
    Support,
    Version,
)
from phases.models.work import Commission, CommissionItem, Hours, Task

__all__ = [
    "Activity",
    "Comment",
    "Commission",
    "CommissionItem",
    "Contribution",
    "Cycle",
    "Hours",
    "Meeting",
    "Phase",
    "Report",
    "Support",
    "Task",
    "Version",
]
