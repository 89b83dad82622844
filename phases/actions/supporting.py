"""Supporting what somebody said: the row and what is counted of it are one statement.

The most frequent act of all, so it does no more than a database must: whoever clicks
twice, or at the same moment as others, is counted once and exactly.
"""

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
COUNTED = """
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
    if _change_support(GIVEN, by, contribution, 1):
        log.count(events.SUPPORTED, contribution.project)


@transaction.atomic
def withdraw_support(*, by: Participant, contribution: Contribution) -> None:
    """Take support back, from the side it was given for."""
    ensure(may_support(by, contribution))
    if _change_support(TAKEN_BACK, by, contribution, -1):
        log.count(events.SUPPORT_WITHDRAWN, contribution.project)


def _change_support(
    sql: str, by: Participant, contribution: Contribution, step: int
) -> bool:
    """Row and counts in one statement: whether there was anything to change."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql + COUNTED,
            {
                "contribution": contribution.pk,
                "participant": by.pk,
                "side": by.side,
                "step": step,
            },
        )
        changed: int = cursor.rowcount
    return changed > 0
