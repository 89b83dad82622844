"""The shape of what people send about agreements and decisions."""

from decisions.forms.charters import DraftForm, RowForm
from decisions.forms.meetings import MeetingForm
from decisions.forms.paper import CheckForm, PaperForm
from decisions.forms.speaking import (
    AgreeForm,
    ChallengeForm,
    ConcernForm,
    HideForm,
    ProposeForm,
    RemarkForm,
    ReviseForm,
    VoteForm,
)

__all__ = [
    "AgreeForm",
    "ChallengeForm",
    "CheckForm",
    "ConcernForm",
    "DraftForm",
    "HideForm",
    "MeetingForm",
    "PaperForm",
    "ProposeForm",
    "RemarkForm",
    "ReviseForm",
    "RowForm",
    "VoteForm",
]
