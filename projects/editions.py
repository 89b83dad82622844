"""Nobody's change is lost: whoever changes a thing says which edition they read.

Pages carry it in the form, the API in `If-Match`. Asked under the lock of the row.
"""

from django.utils.translation import gettext as _


class ChangedError(Exception):
    """Somebody else was quicker; `current` is the edition that stands now."""

    def __init__(self, current: int, seen: int) -> None:
        super().__init__(
            _("This was changed while you wrote. Look at the new words first.")
        )
        self.current, self.seen = current, seen


def ensure_current(current: int, seen: int) -> None:
    """Call it on a row that is locked in this transaction."""
    if current != seen:
        raise ChangedError(current, seen)
