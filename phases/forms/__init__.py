"""The shape of what people type into the circle."""

from phases.forms.attaching import AttachForm
from phases.forms.contributing import (
    CommentForm,
    ContributionForm,
    EditForm,
    EnteredForm,
    FilterForm,
    HideForm,
    ReportForm,
    StatusForm,
    as_uuid,
)
from phases.forms.importing import ContributionFileForm
from phases.forms.starting import GroupsForm, PurposeForm
from phases.forms.working import (
    ActivityForm,
    HoursForm,
    MeetingForm,
    PrioritiesForm,
    ReturnForm,
    TaskForm,
)

__all__ = [
    "ActivityForm",
    "AttachForm",
    "CommentForm",
    "ContributionFileForm",
    "ContributionForm",
    "EditForm",
    "EnteredForm",
    "FilterForm",
    "GroupsForm",
    "HideForm",
    "HoursForm",
    "MeetingForm",
    "PrioritiesForm",
    "PurposeForm",
    "ReportForm",
    "ReturnForm",
    "StatusForm",
    "TaskForm",
    "as_uuid",
]
