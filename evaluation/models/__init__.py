"""The same questions to every side, exact sums, and what people conclude."""

from evaluation.models.findings import Finding, MinorityView, Snapshot
from evaluation.models.imports import (
    ImportBatch,
    ImportProblem,
    Wrong,
    in_detail,
)
from evaluation.models.questionnaires import Item, Questionnaire, in_words
from evaluation.models.rounds import (
    Aggregate,
    Answer,
    Answered,
    Response,
    Round,
    Uncounted,
)

__all__ = [
    "Aggregate",
    "Answer",
    "Answered",
    "Finding",
    "ImportBatch",
    "ImportProblem",
    "Item",
    "MinorityView",
    "Questionnaire",
    "Response",
    "Round",
    "Snapshot",
    "Uncounted",
    "Wrong",
    "in_detail",
    "in_words",
]
