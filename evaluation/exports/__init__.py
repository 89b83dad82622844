"""What leaves the house: the same figures as a page in words, and as a file."""

from evaluation.exports.files import (
    answer_sheet,
    mapping_example,
    results_csv,
    results_head,
    results_lines,
)
from evaluation.exports.report import Report, report

__all__ = [
    "Report",
    "answer_sheet",
    "mapping_example",
    "report",
    "results_csv",
    "results_head",
    "results_lines",
]
