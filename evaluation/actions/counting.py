"""Adding up, in pieces, each answer exactly once.

One piece is one transaction: the sums grow and the responses stop waiting together. Who
counts holds the round, and who answers holds it too: a response is either seen by the
job that is waiting, or it finds that none is waiting and promises one.
"""

from time import monotonic
from uuid import UUID

from django.db import transaction

from evaluation.actions.adding import add_everybody, add_waiting
from evaluation.actions.asking import hold
from evaluation.models import Round
from evaluation.queries import Figuring, items_of
from projects import outbox

PIECE = 10_000  # under a second, in which nobody else can answer
A_MOMENT = 15  # seconds of working out before the next job goes on


@transaction.atomic
def count(round_id: UUID) -> None:
    """Count some of what came in; promise the rest, or else the figures."""
    held = hold(round_id)
    if add_waiting(held.pk, PIECE) == PIECE:
        outbox.put("evaluation.count", held.pk)
    else:
        _note_all_counted(held)


@transaction.atomic
def figure(round_id: UUID) -> None:
    """Work out what may be shown, as many questions as a moment allows; then the rest.

    Hiding what would expose people takes its time where there are many groups.
    """
    held, until = hold(round_id), monotonic() + A_MOMENT
    if held.state != Round.State.CLOSED or held.is_behind:
        return
    figuring, items = Figuring.of(held), items_of(held)
    while len(held.figured) < len(items) and monotonic() < until:
        held.figured.append(figuring.item(items[len(held.figured)]))
    if len(held.figured) < len(items):
        outbox.put("evaluation.figure", held.pk)
    else:
        held.figures, held.figured = figuring.whole(held.figured), []
    held.save(update_fields=["figures", "figured"])


@transaction.atomic
def recount(round_id: UUID) -> int:
    """Forget the sums and add up again from the answers: the same to the last bit.

    What was published stays as it was published.
    """
    held = hold(round_id)
    held.aggregates.all().delete()
    held.uncounted.all().delete()
    counted = add_everybody(held.pk)
    _note_all_counted(held)
    return counted


def _note_all_counted(held: Round) -> None:
    held.is_behind, held.figured = False, []
    held.save(update_fields=["is_behind", "figured"])
    if held.state == Round.State.CLOSED:
        outbox.put("evaluation.figure", held.pk)
