"""Rules about questionnaires, and about preparing, opening and closing a round."""

from django.utils.translation import gettext as _

from evaluation.models import Questionnaire, Round
from evaluation.queries import is_in_use, is_storing
from participants.permissions import may_administer
from participants.queries import Who, grants_of
from phases.models import Phase
from phases.permissions.taking_part import takes_now
from projects.access import YES, Person, Verdict, no
from projects.models import Project


def may_keep_questionnaire(who: Person, questionnaire: Questionnaire) -> Verdict:
    """Its words stay what people answered to."""
    if is_in_use(questionnaire):
        return no(
            _(
                "People have answered these questions, so their words stay. Make a "
                "copy and change that."
            )
        )
    return may_administer(who, questionnaire.pilot)


def may_evaluate(who: Who, project: Project) -> Verdict:
    if not grants_of(who, project) & {"evaluate_project", "facilitate_project"}:
        return no(
            _("Evaluators and facilitators do this. Any facilitator can help you.")
        )
    return YES


def may_prepare_round(who: Who, phase: Phase) -> Verdict:
    if not (evaluates := may_evaluate(who, phase.project)):
        return evaluates
    if phase.kind != Phase.Kind.CO_ASSESSMENT:
        return no(_("Survey rounds belong in the phase “Judge it together”."))
    return takes_now(phase)


def may_change_round(who: Who, round: Round) -> Verdict:
    if round.state != Round.State.DRAFT:
        return no(_("This survey round has opened. What it asks stays as it is."))
    return may_prepare_round(who, round.phase)


def may_throw_away_round(who: Who, round: Round) -> Verdict:
    """Nobody was asked yet, so nothing that people said goes with it."""
    if round.state != Round.State.DRAFT:
        return no(_("This survey round has been opened already."))
    return may_evaluate(who, round.project)


def may_open_round(who: Who, round: Round) -> Verdict:
    if round.state != Round.State.DRAFT:
        return no(_("This survey round has been opened already."))
    if not (prepares := may_prepare_round(who, round.phase)):
        return prepares
    if not round.questionnaire.items.exists():
        return no(_("This questionnaire has no questions yet."))
    groups = round.project.constituencies.values_list("side", flat=True)
    if set(groups) - set(round.groups.values_list("side", flat=True)):
        return no(_("Choose at least one group of each side. Both are asked the same."))
    return YES


def may_close_round(who: Who, round: Round) -> Verdict:
    if round.state == Round.State.DRAFT:
        return no(_("This survey round has not opened yet."))
    if not round.is_open:
        return no(_("This survey round is closed already."))
    if is_storing(round):
        return no(_("A file is being stored. Close the round when that is done."))
    return may_evaluate(who, round.project)
