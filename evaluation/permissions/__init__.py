"""Who may ask, answer, see and conclude, and when. A no says what would change it."""

from evaluation.models import Round
from evaluation.permissions.answering import (
    may_answer,
    may_answer_by_link,
    may_enter_answers,
)
from evaluation.permissions.asking import (
    may_change_round,
    may_close_round,
    may_evaluate,
    may_keep_questionnaire,
    may_open_round,
    may_prepare_round,
    may_throw_away_round,
)
from evaluation.permissions.concluding import (
    gate_to_publish,
    may_be_followed,
    may_be_published,
    may_change_finding,
    may_keep_minority_view,
    may_read_words,
    may_see_it_otherwise,
    may_see_results,
    may_take_back_minority_view,
    may_write_finding,
)
from evaluation.permissions.importing import (
    may_import,
    may_see_import,
    may_store_import,
)
from participants.queries import Who
from projects.access import Verdict

__all__ = [
    "gate_to_publish",
    "may_answer",
    "may_answer_by_link",
    "may_be_followed",
    "may_be_published",
    "may_change_finding",
    "may_change_round",
    "may_close_round",
    "may_enter_answers",
    "may_evaluate",
    "may_import",
    "may_keep_minority_view",
    "may_keep_questionnaire",
    "may_open_round",
    "may_prepare_round",
    "may_read_words",
    "may_see_import",
    "may_see_it_otherwise",
    "may_see_results",
    "may_store_import",
    "may_take_back_minority_view",
    "may_throw_away_round",
    "may_write_finding",
    "round_verdicts",
]


def round_verdicts(who: Who, round: Round) -> dict[str, Verdict]:
    """All that one may do with a round, by what it is called."""
    return {
        "answer": may_answer(who, round),
        "see": may_see_results(who, round),
        "change": may_change_round(who, round),
        "throw_away": may_throw_away_round(who, round),
        "open": may_open_round(who, round),
        "close": may_close_round(who, round),
        "import": may_import(who, round),
        "conclude": may_write_finding(who, round),
    }
