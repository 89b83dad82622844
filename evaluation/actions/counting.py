"""Adding up, in pieces, each answer exactly once.

One piece is one transaction: the sums grow and the responses are marked together. Who
counts holds the round, and who answers holds it too: a response is either seen by the
job that is waiting, or it finds that none is waiting and promises one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from time import monotonic
from uuid import UUID

from django.db import transaction

from evaluation.actions.asking import hold
from evaluation.models import Aggregate, Answer, Item, Response, Round
from evaluation.queries import Figuring, items_of, sums
from evaluation.statistics.sums import EMPTY, Sums
from projects import outbox

PIECE = 500
A_MOMENT = 15  # seconds of working out before the next job goes on

Place = tuple[UUID | None, str, str]  # item (None: the people), slice, choice
FIELDS = ["n", "w", "w2", "wx", "wx2"]


@transaction.atomic
def count(round_id: UUID) -> int:
    """Count some of what came in; promise the rest, or else the figures."""
    held = hold(round_id)
    waiting = held.responses.select_for_update(skip_locked=True)
    found = list(
        waiting.filter(is_counted=False)
        .order_by("pk")
        .prefetch_related("answers__item")[:PIECE]
    )
    _fold(held, found)
    Response.objects.filter(pk__in=[each.pk for each in found]).update(is_counted=True)
    if len(found) == PIECE:
        outbox.put("evaluation.count", held.pk)
        return len(found)
    held.is_behind, held.figured = False, []
    held.save(update_fields=["is_behind", "figured"])
    if held.state == Round.State.CLOSED:
        outbox.put("evaluation.figure", held.pk)
    return len(found)


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
def recount(round_id: UUID) -> None:
    """Forget the sums and add up again from the answers: the same to the last bit.

    What was published stays as it was published.
    """
    held = hold(round_id)
    held.aggregates.all().delete()
    held.responses.update(is_counted=False)
    held.is_behind = True
    held.save(update_fields=["is_behind"])
    outbox.put("evaluation.count", held.pk)


def _fold(held: Round, responses: Sequence[Response]) -> None:
    """Add the sums of these responses to the sums there are."""
    more: defaultdict[Place, Sums] = defaultdict(lambda: EMPTY)
    for response in responses:
        for place, one in _parts(response):
            more[place] += one
    slices = {slice_ for _, slice_, _ in more}
    for row in held.aggregates.filter(slice__in=slices):
        place = (row.item_id, row.slice, row.choice)
        if place in more:
            more[place] += sums(row)
    Aggregate.objects.bulk_create(
        [
            Aggregate(
                round=held, item_id=item, slice=slice_, choice=choice, **vars(each)
            )
            for (item, slice_, choice), each in more.items()
        ],
        update_conflicts=True,
        unique_fields=["round", "item", "slice", "choice"],
        update_fields=FIELDS,
    )


def _parts(response: Response) -> Iterator[tuple[Place, Sums]]:
    """What one response adds, and where: in each of its slices, for each answer."""
    weight = response.weight
    for slice_ in _slices(response):
        yield (None, slice_, ""), Sums.of(0, weight)
        for answer in response.answers.all():
            yield (answer.item_id, slice_, ""), Sums.of(answer.number or 0, weight)
            for choice in _choices(answer):
                yield (answer.item_id, slice_, choice), Sums.of(0, weight)


def _slices(response: Response) -> list[str]:
    """An answer by link stands apart: nobody knows whose it is, or whether once."""
    if response.source == Response.Source.LINK:
        return ["link"]
    found = ["all"]
    if response.side:
        found.append(f"side:{response.side}")
    if response.constituency_id:
        found.append(f"group:{response.constituency_id}")
    found += [f"{name}:{label}" for name, label in response.attributes.items()]
    return found


def _choices(answer: Answer) -> Iterable[str]:
    if answer.item.kind == Item.Kind.SCALE and answer.number is not None:
        return [str(int(answer.number))]
    return answer.choices
