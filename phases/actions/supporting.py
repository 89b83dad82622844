"""Supporting what somebody said: the row and all that is counted are one statement.

The most frequent act of all, so it does no more than a database must: whoever clicks
twice, or at the same moment as others, is counted once and exactly.
"""

from uuid import UUID

from django.db import connection, transaction

from participants.models import Participant
from phases import events
from phases.models import Contribution
from phases.permissions import may_support
from projects import log
from projects.access import ensure

GIVEN = """
WITH changed AS (
    INSERT INTO phases_support (contribution_id, participant_id, side)
    VALUES (%(contribution)s, %(participant)s, %(side)s)
    ON CONFLICT DO NOTHING RETURNING contribution_id, side
)"""
TAKEN_BACK = """
WITH changed AS (
    DELETE FROM phases_support WHERE contribution_id = %(contribution)s
    AND participant_id = %(participant)s RETURNING contribution_id, side
)"""
COUNTED = """, tallied AS ({tally})
UPDATE phases_contribution AS counted SET support = support + %(step)s,
    support_community = support_community
        + CASE side WHEN 'community' THEN %(step)s ELSE 0 END,
    support_institution = support_institution
        + CASE side WHEN 'institution' THEN %(step)s ELSE 0 END
FROM changed WHERE counted.id = contribution_id
"""


@transaction.atomic
def support(*, by: Participant, contribution: Contribution) -> None:
    """Support it. A constraint keeps it to once, however often it is asked."""
    ensure(may_support(by, contribution))
    _change_support(GIVEN, events.SUPPORTED, by, contribution, 1)


@transaction.atomic
def withdraw_support(*, by: Participant, contribution: Contribution) -> None:
    """Take support back, from the side it was given for."""
    ensure(may_support(by, contribution))
    _change_support(TAKEN_BACK, events.SUPPORT_WITHDRAWN, by, contribution, -1)


def _change_support(
    sql: str,
    event: log.PersonalAct,
    by: Participant,
    contribution: Contribution,
    step: int,
) -> None:
    """Row, counts and the day's number at once; nothing where nothing changes."""
    tally, today = log.counting(event, contribution.project, "changed")
    said: dict[str, UUID | str | int] = {
        "contribution": contribution.pk,
        "participant": by.pk,
        "side": by.side,
        "step": step,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql + COUNTED.format(tally=tally), {**said, **today})
