"""Tell the whole story, once, in one transaction."""

from django.db import transaction

from coprod.story import beginnings, first_round, judging, second_round
from coprod.story.people import ADMINISTRATOR
from coprod.story.yard import yard_begins
from participants.queries import account_of
from projects import log
from projects.models import Pilot


class NotEmptyError(RuntimeError):
    """There is something already that moving the time would change."""


@transaction.atomic
def tell() -> bool:
    """Fill an empty database; whether there was anything to do.

    Moving time moves every row, so nobody else's may be there.
    """
    if account_of(ADMINISTRATOR[0]):
        return False
    if Pilot.objects.exists():
        raise NotEmptyError("Another pilot is here. The story needs an empty site.")
    pilot = beginnings.pilot_begins()
    stage = beginnings.project_begins(pilot)
    first_round.first_board(stage)
    beginnings.agreement_is_made(stage)
    first_round.what_matters(stage)
    first_round.what_to_try(stage)
    first_round.doing_it(stage)
    judging.judging_together(stage)
    second_round.what_matters_now(stage)
    second_round.designing(stage)
    yard = yard_begins(pilot)
    second_round.today(stage)
    for project in (stage.project, yard.project):
        log.seal(project)
    return True
