"""Rules about results, conclusions, publishing, and going round again."""

from django.utils.translation import gettext as _

from decisions.models import Mandate
from decisions.permissions import Gate, gate
from decisions.queries import running_decision
from evaluation.acts import PUBLISH_FINDINGS
from evaluation.models import Finding, MinorityView, Round
from participants.models import Participant
from participants.queries import Who, grants_of
from phases import permissions as phases
from phases.models import Cycle
from phases.permissions.taking_part import may_speak_for_a_side
from projects.access import YES, Verdict, no


def may_see_results(who: Who, round: Round) -> Verdict:
    """Nobody while people answer; then who is in the project; then everyone."""
    if round.state == Round.State.PUBLISHED:
        return YES
    if round.state != Round.State.CLOSED:
        return no(
            _(
                "Nobody sees results while people answer, so that nobody is led by "
                "them. They come when the survey round is closed."
            )
        )
    if "view_project" not in grants_of(who, round.project):
        return no(
            _(
                "The people of this project look at the results first. They become "
                "public when both sides decide to publish them."
            )
        )
    return YES


def may_read_words(who: Who, round: Round) -> Verdict:
    """What people wrote in a survey is for the people inside, also once published."""
    if not round.is_over or "view_project" not in grants_of(who, round.project):
        return no(_("The people of this project read what was written."))
    return YES


def may_write_finding(who: Who, round: Round) -> Verdict:
    if round.state == Round.State.PUBLISHED:
        return no(_("The conclusions of this survey round are published."))
    if round.state != Round.State.CLOSED:
        return no(_("Conclusions come after the survey round is closed."))
    if _is_being_decided(round):
        return no(
            _(
                "These conclusions are being decided on, so their words stay. You can "
                "have it written beside one that you see it otherwise."
            )
        )
    return may_speak_for_a_side(who, round.project)


def may_change_finding(who: Participant, finding: Finding) -> Verdict:
    if not (writes := may_write_finding(who, finding.round)):
        return writes
    if finding.written_by_id != who.pk:
        return no(
            _("Only who wrote a conclusion changes it. Write another one beside it.")
        )
    return YES


def may_see_it_otherwise(who: Who, round: Round) -> Verdict:
    """Always: also while it is decided on, and after."""
    return may_speak_for_a_side(who, round.project)


def may_keep_minority_view(who: Who, finding: Finding) -> Verdict:
    return may_see_it_otherwise(who, finding.round)


def may_take_back_minority_view(who: Participant, view: MinorityView) -> Verdict:
    if view.author_id != who.pk:
        return no(_("Only who said this can take it back."))
    return YES


def gate_to_publish(who: Who, round: Round) -> Gate | None:
    """What would publish the results, while they are not."""
    if round.state == Round.State.PUBLISHED:
        return None
    return gate(who, PUBLISH_FINDINGS, round)


def may_be_published(round: Round) -> Verdict:
    """Asked when it is proposed, and again when it would take effect."""
    if round.state == Round.State.PUBLISHED:
        return no(_("These results are published already."))
    if round.state != Round.State.CLOSED:
        return no(_("This survey round is not closed yet. Results come after that."))
    if round.figures is None:
        return no(_("The answers are still being added up. Try again in a moment."))
    if not round.findings.exists():
        return no(
            _("There is no conclusion yet. Write at least one before you propose this.")
        )
    return YES


def may_be_followed(cycle: Cycle) -> Verdict:
    """The next round of the circle starts with what both sides concluded."""
    if not (closed := phases.may_be_followed(cycle)):
        return closed
    agreed = Finding.objects.filter(
        round__phase__cycle=cycle, state=Finding.State.ADOPTED
    )
    if not agreed.exists():
        return no(
            _(
                "Both sides have not agreed on conclusions yet. The next round starts "
                "with them, so publish them first."
            )
        )
    return YES


def _is_being_decided(round: Round) -> bool:
    waiting = Mandate.objects.filter(
        act=PUBLISH_FINDINGS.code,
        decision__about=round.pk,
        decision__about_edition=round.edition,
        state=Mandate.State.PENDING,
    )
    return running_decision(PUBLISH_FINDINGS, round) is not None or waiting.exists()
