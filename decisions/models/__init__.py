"""Charters, decisions, ballots and mandates: power as data."""

from decisions.models.charters import Charter, DecisionRight
from decisions.models.decisions import (
    Ballot,
    Decision,
    Elector,
    MeetingConfirmation,
    MeetingRecord,
    Objection,
    Remark,
)
from decisions.models.mandates import Challenge, Mandate

__all__ = [
    "Ballot",
    "Challenge",
    "Charter",
    "Decision",
    "DecisionRight",
    "Elector",
    "Mandate",
    "MeetingConfirmation",
    "MeetingRecord",
    "Objection",
    "Remark",
]
