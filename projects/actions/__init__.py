"""Everything that changes something of the ground itself."""

from projects.actions.delivering import deliver, forget_deliveries
from projects.actions.exporting import (
    ask_for_list,
    forget_exports,
    give_up_export,
    make_export,
    throw_away,
)

__all__ = [
    "ask_for_list",
    "deliver",
    "forget_deliveries",
    "forget_exports",
    "give_up_export",
    "make_export",
    "throw_away",
]
