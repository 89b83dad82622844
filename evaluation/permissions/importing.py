"""Rules about bringing in a file of answers."""

from django.utils.translation import gettext as _

from evaluation.models import ImportBatch, Round
from evaluation.permissions.asking import may_evaluate
from participants.queries import Who
from projects.access import YES, Verdict, no


def may_import(who: Who, round: Round) -> Verdict:
    if not (evaluates := may_evaluate(who, round.project)):
        return evaluates
    if round.state == Round.State.DRAFT:
        return no(_("Open the survey round first. Then answers can come in."))
    if not round.is_open:
        return no(_("This survey round is closed. No more answers can come in."))
    return YES


def may_see_import(who: Who, batch: ImportBatch) -> Verdict:
    """A file holds what single people said, so only who brings in files reads it."""
    return may_evaluate(who, batch.round.project)


def may_store_import(who: Who, batch: ImportBatch, *, good_only: bool) -> Verdict:
    if batch.state == ImportBatch.State.CHECKING:
        return no(_("The file is still being checked. Try again in a moment."))
    if batch.state != ImportBatch.State.CHECKED:
        return no(_("This file was dealt with already. Bring it in again if needed."))
    if batch.bad and not good_only:
        return no(_("Some rows are wrong. Mend the file, or store only the good rows."))
    if not batch.good:
        return no(_("The file has no row that could be stored. Mend it first."))
    return may_import(who, batch.round)
