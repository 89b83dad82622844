"""A survey that many people answer over HTTP, and what the workers make of it."""

from django.db.models import Sum

from evaluation.models import Aggregate
from participants.actions import give_place
from projects.models import Job
from tests.cast import Cast, make_user
from tests.drills.site import Asked, Visitor
from tests.evaluation import stories
from tests.worker import wait

SAID = {"answers": {code: int(value) for code, value in stories.AGREE.items()}}


def carers(cast: Cast, web: Asked, number: int) -> list[Visitor]:
    """So many more, each at a device of their own."""
    visitors = []
    for each in range(number):
        user = make_user(f"carer{each}of{number}")
        group = cast.groups[stories.CARERS]
        give_place(project=cast.project, constituency=group, name=user.name, user=user)
        visitors.append(Visitor(web, user))
    return visitors


def rounds(cast: Cast, number: int) -> list[str]:
    """Where the answers to each are sent."""
    made = [stories.opened(cast, name=f"Round {each}") for each in range(number)]
    return [f"/api/v1/rounds/{round.pk}/responses/" for round in made]


def counted() -> int:
    """By the workers, in all rounds."""
    everybody = Aggregate.objects.filter(item=None, slice="all")
    return int(everybody.aggregate(n=Sum("n"))["n"] or 0)


def drained() -> None:
    """Wait until nothing is left to count."""
    left = Job.objects.filter(done_at=None, task="evaluation.count")
    wait(lambda: not left.exists(), "The backlog is not drained.")
