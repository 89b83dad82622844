"""Reporting, hiding with a reason, showing again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participants.actions import notify
from participants.models import Participant
from phases import events
from phases.actions.contributing import hold, keep_comments, keep_pieces
from phases.models import Comment, Contribution, Ground, Report
from phases.permissions import (
    may_dismiss_report,
    may_hide,
    may_report,
    may_unhide,
)
from projects import clock, log
from projects.access import ensure

Said = Contribution | Comment
HIDING = ("hidden_at", "hidden_ground", "hidden_because", "hidden_language")


@transaction.atomic
def report(*, by: Participant, said: Said, reason: str, language: str = "en") -> Report:
    """Tell the facilitators that something should not stand here; once each."""
    ensure(may_report(by, said))
    if not reason.strip():
        raise ValidationError(_("Say in a few words what is wrong with it."))
    about = {"comment" if isinstance(said, Comment) else "contribution": said}
    project = by.project
    made, is_new = Report.objects.get_or_create(
        project=project,
        by=by,
        settled_at=None,
        defaults={"reason": reason, "language": language},
        **about,
    )
    if is_new:
        log.count(events.REPORTED, project)
    return made


@transaction.atomic
def hide(
    *,
    by: Participant,
    said: Said,
    ground: str,
    because: str,
    language: str = "en",
) -> None:
    """Hide something on one of a few grounds, and tell whoever wrote it why."""
    held = _hold(said)
    ensure(may_hide(by, held))
    if ground not in Ground.values or not because.strip():
        raise ValidationError(_("Say on which ground you hide this, and why."))
    held.hidden_at = clock.now()
    held.hidden_ground, held.hidden_because = ground, because
    held.hidden_language = language
    held.save(update_fields=HIDING)
    _settle_reports(held)
    _count(held, -1)
    event = events.COMMENT_HIDDEN if isinstance(held, Comment) else events.HIDDEN
    log.record_reserved(event, by.project, by.role, ground=str(ground), **_fact(held))
    if held.author:
        notify(
            participant=held.author,
            kind="hidden",
            about=held.pk,
            link=held.get_absolute_url(),
            words={"reason": because},
        )


@transaction.atomic
def unhide(*, by: Participant, said: Said) -> None:
    """Show it again, for everyone."""
    held = _hold(said)
    ensure(may_unhide(by, held))
    held.hidden_at, held.hidden_ground, held.hidden_because = None, "", ""
    held.hidden_language = ""
    held.save(update_fields=HIDING)
    _count(held, 1)
    event = events.COMMENT_UNHIDDEN if isinstance(held, Comment) else events.UNHIDDEN
    log.record_reserved(event, by.project, by.role, **_fact(held))


@transaction.atomic
def dismiss_report(*, by: Participant, report: Report) -> None:
    """Looked at, and it stays."""
    held = Report.objects.select_for_update().get(pk=report.pk)
    ensure(may_dismiss_report(by, held))
    held.settled_at = clock.now()
    held.save(update_fields=["settled_at"])
    log.record_reserved(
        events.REPORT_DISMISSED, by.project, by.role, report=str(held.pk)
    )


def _hold(said: Said) -> Said:
    if isinstance(said, Contribution):
        return hold(said)
    rows = Comment.objects.select_for_update(of=("self",))
    return rows.select_related("author", "contribution__project").get(pk=said.pk)


def _fact(said: Said) -> dict[str, str]:
    name = "comment" if isinstance(said, Comment) else "contribution"
    return {name: str(said.pk)}


def _settle_reports(said: Said) -> None:
    said.reports.filter(settled_at=None).update(settled_at=clock.now())


def _count(said: Said, step: int) -> None:
    """Counters tell what is shown; what was taken back is not counted twice."""
    if said.withdrawn_at:
        return
    if isinstance(said, Comment):
        keep_comments(said.contribution, step)
    else:
        keep_pieces(said.activity, step)
