"""Every write in judging together."""

from evaluation.actions.answering import Given, answer, answer_by_link, enter_answers
from evaluation.actions.asking import (
    Plan,
    change_round,
    close_round,
    close_when_due,
    open_round,
    plan_of,
    prepare_round,
    throw_away_round,
)
from evaluation.actions.concluding import (
    Words,
    change_finding,
    keep_minority_view,
    publish_findings,
    remove_finding,
    start_next_cycle,
    take_back_minority_view,
    words_of,
    write_finding,
)
from evaluation.actions.counting import count, figure, recount
from evaluation.actions.importing import (
    check_import,
    discard_import,
    import_answers,
    store_import,
    store_piece,
)
from evaluation.actions.instruments import (
    add_instrument,
    copy_questionnaire,
    keep_items,
    keep_questionnaire,
    retire_questionnaire,
    write_questionnaire,
)
from projects.models.brought import SentFile

__all__ = [
    "Given",
    "Plan",
    "SentFile",
    "Words",
    "add_instrument",
    "answer",
    "answer_by_link",
    "change_finding",
    "change_round",
    "check_import",
    "close_round",
    "close_when_due",
    "copy_questionnaire",
    "count",
    "discard_import",
    "enter_answers",
    "figure",
    "import_answers",
    "keep_items",
    "keep_minority_view",
    "keep_questionnaire",
    "open_round",
    "plan_of",
    "prepare_round",
    "publish_findings",
    "recount",
    "remove_finding",
    "retire_questionnaire",
    "start_next_cycle",
    "store_import",
    "store_piece",
    "take_back_minority_view",
    "throw_away_round",
    "words_of",
    "write_finding",
    "write_questionnaire",
]
