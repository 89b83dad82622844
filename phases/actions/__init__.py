"""Every write in the circle."""

from phases.actions.activities import (
    ActivityWords,
    Seed,
    add_activity,
    begin_cycle,
    seed_board,
)
from phases.actions.attaching import (
    Enclosed,
    attach,
    forget_attachment,
    put_attachment_away,
    put_back_attachment,
    remove_attachment,
)
from phases.actions.commissioning import draft_priorities
from phases.actions.contributing import (
    OPEN_STATUSES,
    Words,
    comment,
    contribute,
    edit,
    set_status,
    withdraw_comment,
    withdraw_contribution,
)
from phases.actions.governed import (
    accept_delivery,
    adopt_priorities,
    close_phase,
    open_phase,
)
from phases.actions.importing import (
    check_file,
    import_contributions,
    read_columns,
    set_aside_file,
    store_file,
    store_piece,
    take_back_file,
)
from phases.actions.meeting import MeetingWords, call_meeting, call_off
from phases.actions.moderating import dismiss_report, hide, report, unhide
from phases.actions.planning import (
    DAY,
    Promise,
    add_task,
    change_task,
    confirm_task,
    deliver_task,
    give_hours,
    leave_task,
    promise_of,
    return_task,
    start_task,
    take_task,
)
from phases.actions.starting import start_project
from phases.actions.supporting import support, withdraw_support
from projects.models.brought import SentFile

__all__ = [
    "DAY",
    "OPEN_STATUSES",
    "ActivityWords",
    "Enclosed",
    "MeetingWords",
    "Promise",
    "Seed",
    "SentFile",
    "Words",
    "accept_delivery",
    "add_activity",
    "add_task",
    "adopt_priorities",
    "attach",
    "begin_cycle",
    "call_meeting",
    "call_off",
    "change_task",
    "check_file",
    "close_phase",
    "comment",
    "confirm_task",
    "contribute",
    "deliver_task",
    "dismiss_report",
    "draft_priorities",
    "edit",
    "forget_attachment",
    "give_hours",
    "hide",
    "import_contributions",
    "leave_task",
    "open_phase",
    "promise_of",
    "put_attachment_away",
    "put_back_attachment",
    "read_columns",
    "remove_attachment",
    "report",
    "return_task",
    "seed_board",
    "set_aside_file",
    "set_status",
    "start_project",
    "start_task",
    "store_file",
    "store_piece",
    "support",
    "take_back_file",
    "take_task",
    "unhide",
    "withdraw_comment",
    "withdraw_contribution",
    "withdraw_support",
]
