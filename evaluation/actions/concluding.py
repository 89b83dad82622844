"""What people conclude from the results, and publishing it, which both sides decide."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from decisions.acts import carries_out
from decisions.models import Mandate
from evaluation import acts, events
from evaluation.actions.asking import hold
from evaluation.models import Finding, MinorityView, Round, Snapshot
from evaluation.permissions import (
    may_be_followed,
    may_be_published,
    may_change_finding,
    may_keep_minority_view,
    may_take_back_minority_view,
    may_write_finding,
)
from evaluation.queries import adopted_findings, looked_back_on
from participants.models import Participant
from phases.actions import Seed, begin_cycle, seed_board
from phases.models import Contribution, Cycle
from projects import log
from projects.access import ensure
from projects.editions import ensure_current
from projects.log import PublicAct


@dataclass(frozen=True)
class Words:
    """What someone concludes, and the need or idea it looks back on."""

    text: str
    language: str = "en"
    about: Contribution | None = None


def words_of(finding: Finding) -> Words:
    """What a conclusion says now."""
    return Words(finding.text, finding.language, finding.about)


@transaction.atomic
def write_finding(*, by: Participant, round: Round, words: Words) -> Finding:
    """Write down a conclusion for both sides to agree on."""
    held = hold(round.pk)
    ensure(may_write_finding(by, held))
    _check(held, words)
    finding = Finding.objects.create(round=held, written_by=by, **vars(words))
    _changed(held)
    _note(events.FINDING_WRITTEN, finding, by)
    return finding


@transaction.atomic
def change_finding(
    *, by: Participant, finding: Finding, words: Words, edition: int
) -> Finding:
    """Put one's own conclusion in other words.

    edition: what the writer had before them, perhaps on another device.
    """
    held = hold(finding.round_id)
    finding.refresh_from_db()
    ensure(may_change_finding(by, finding))
    ensure_current(finding.edition, edition)
    _check(held, words)
    for name, value in vars(words).items():
        setattr(finding, name, value)
    finding.edition += 1
    finding.save(update_fields=[*vars(words), "edition"])
    _changed(held)
    _note(events.FINDING_CHANGED, finding, by)
    return finding


@transaction.atomic
def remove_finding(*, by: Participant, finding: Finding) -> None:
    """Take one's own conclusion back before it is decided on."""
    held = hold(finding.round_id)
    ensure(may_change_finding(by, finding))
    _note(events.FINDING_REMOVED, finding, by)
    finding.delete()
    _changed(held)


@transaction.atomic
def keep_minority_view(
    *, by: Participant, finding: Finding, text: str, language: str = "en"
) -> MinorityView:
    """Have it written beside a conclusion that one sees it otherwise.

    What is decided on does not change by it, so a running decision goes on.
    """
    ensure(may_keep_minority_view(by, finding))
    view = MinorityView.objects.create(
        finding=finding, author=by, text=text, language=language
    )
    _note(events.MINORITY_VIEW_KEPT, finding, by)
    return view


@transaction.atomic
def take_back_minority_view(*, by: Participant, view: MinorityView) -> None:
    ensure(may_take_back_minority_view(by, view))
    _note(events.MINORITY_VIEW_TAKEN_BACK, view.finding, by)
    view.delete()


@carries_out(acts.PUBLISH_FINDINGS, ready=may_be_published)
def publish_findings(mandate: Mandate, round: Round) -> None:
    """Freeze the figures, and make the conclusions those of both sides."""
    Snapshot.objects.create(round=round, figures=round.figures)
    round.state, round.published_by = Round.State.PUBLISHED, mandate
    round.save(update_fields=["state", "published_by"])
    round.findings.update(state=Finding.State.ADOPTED, adopted_by=mandate)
    log.record(
        events.FINDINGS_PUBLISHED,
        round.project,
        None,
        round=str(round.pk),
        decision=str(mandate.decision_id),
    )


@carries_out(acts.START_NEXT_CYCLE, ready=may_be_followed)
def start_next_cycle(mandate: Mandate, cycle: Cycle) -> None:
    """Go round again: what both sides concluded are the first needs on the board."""
    findings = list(adopted_findings(cycle))
    following = begin_cycle(cycle.project, mandate)
    seeds = [Seed(each.text, each.language, each.about) for each in findings]
    for finding, need in zip(findings, seed_board(following, seeds), strict=True):
        finding.became = need
        finding.save(update_fields=["became"])


def _check(round: Round, words: Words) -> None:
    about = words.about
    if about and not looked_back_on(round).filter(pk=about.pk).exists():
        raise ValidationError(_("This is not one of the priorities of this round."))


def _changed(held: Round) -> None:
    """What would be decided on is not what it was."""
    held.edition += 1
    held.save(update_fields=["edition"])


def _note(event: PublicAct, finding: Finding, by: Participant) -> None:
    log.record(event, finding.round.project, by.as_actor, finding=str(finding.pk))
