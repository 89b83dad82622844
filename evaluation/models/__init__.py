"""The same questions to every side, exact sums, and what people conclude."""

from evaluation.models.findings import Finding, MinorityView, Snapshot
from evaluation.models.questionnaires import Item, Questionnaire
from evaluation.models.rounds import (
    Aggregate,
    Answer,
    Answered,
    ImportBatch,
    Response,
    Round,
)

__all__ = [
    "Aggregate",
    "Answer",
    "Answered",
    "Finding",
    "ImportBatch",
    "Item",
    "MinorityView",
    "Questionnaire",
    "Response",
    "Round",
    "Snapshot",
]
