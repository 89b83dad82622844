"""The shape of what people send in judging together."""

from evaluation.forms.answering import AnswerForm
from evaluation.forms.asking import RoundForm
from evaluation.forms.concluding import FindingForm, MinorityViewForm
from evaluation.forms.importing import FileForm

__all__ = [
    "AnswerForm",
    "FileForm",
    "FindingForm",
    "MinorityViewForm",
    "RoundForm",
]
