"""Saying something, supporting it, changing it, taking it back."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from participants.models import Participant
from phases import events
from phases.methods import method_of
from phases.models import (
    Activity,
    Attachment,
    Comment,
    Commission,
    Contribution,
    Version,
)
from phases.permissions import (
    may_comment,
    may_contribute,
    may_edit,
    may_enter_for,
    may_set_status,
    may_withdraw_comment,
    may_withdraw_contribution,
)
from projects import clock, log, outbox
from projects.access import ensure
from projects.editions import ensure_current
from projects.log import Fact

Channel = Participant.Channel
UNTIL_GONE = timedelta(days=1)  # so long a file is kept after it was taken away
OPEN_STATUSES = (  # those a facilitator may set; a decision chooses, work makes done
    Contribution.Status.NEW,
    Contribution.Status.TALKED_OVER,
    Contribution.Status.NOT_NOW,
)


@dataclass(frozen=True)
class Words:
    """What someone says: what it is, in which language, what it grew from."""

    kind: str
    text: str
    language: str = "en"
    grew_from: Contribution | None = None


@transaction.atomic
def contribute(
    *,
    by: Participant,
    activity: Activity,
    words: Words,
    author: Participant | None = None,
    channel: str = Channel.ONLINE,
) -> Contribution:
    """Put something in; as a facilitator, on behalf of someone who said it elsewhere.

    Raises ValidationError where it does not fit the activity.
    """
    ensure(may_contribute(author or by, activity))
    if entered := author is not None and author != by:
        ensure(may_enter_for(by, activity))
    _check(activity, words)
    made = Contribution.objects.create(
        activity=activity,
        project=activity.project,
        author=author or by,
        entered_by=by if entered else None,
        channel=channel,
        **vars(words),
    )
    keep_pieces(activity, 1)
    actor, contribution = (author or by).as_actor, str(made.pk)
    log.record(events.CONTRIBUTED, made.project, actor, contribution=contribution)
    if entered:
        facts = {"contribution": contribution, "channel": str(channel)}
        log.record(events.ENTERED_FOR, made.project, by.as_actor, **facts)
    return made


def _check(activity: Activity, words: Words) -> None:
    if words.kind not in method_of(activity.method).takes:
        raise ValidationError(_("This kind does not belong here."))
    if not words.text.strip():
        raise ValidationError(_("Write something first."))
    origin = words.grew_from
    if origin and (origin.project_id != activity.project_id or not origin.is_shown):
        raise ValidationError(_("It can only grow from something of this project."))


@transaction.atomic
def edit(
    *, by: Participant, contribution: Contribution, text: str, edition: int
) -> Contribution:
    """Put it in new words. The old ones are kept, and a draft that lists it is new.

    edition: what the writer had before them; someone else’s change is not lost.
    """
    held = hold(contribution)
    ensure(may_edit(by, held))
    ensure_current(held.edition, edition)
    if not text.strip():
        raise ValidationError(_("Write something first."))
    Version.objects.create(
        contribution=held, edition=held.edition, text=held.text, replaced_by=by
    )
    held.text, held.edition = text, held.edition + 1
    held.save(update_fields=["text", "edition"])
    make_drafts_new(held)
    facts: dict[str, Fact] = {"contribution": str(held.pk), "edition": held.edition}
    log.record(events.EDITED, held.project, by.as_actor, **facts)
    return held


@transaction.atomic
def withdraw_contribution(*, by: Participant, contribution: Contribution) -> None:
    """Take it back: nobody but its author reads it from here. Its files go for good."""
    held = hold(contribution)
    ensure(may_withdraw_contribution(by, held))
    held.withdrawn_at = clock.now()
    held.save(update_fields=["withdrawn_at"])
    if held.hidden_at is None:
        keep_pieces(held.activity, -1)
    files = held.attachments.filter(removed_at=None).defer("content")
    for attachment in files.select_for_update():
        take_away(attachment)
    make_drafts_new(held)
    log.record(events.WITHDRAWN, held.project, by.as_actor, contribution=str(held.pk))


@transaction.atomic
def comment(
    *, by: Participant, contribution: Contribution, text: str, language: str = "en"
) -> Comment:
    """Say something beneath it."""
    ensure(may_comment(by, contribution))
    if not text.strip():
        raise ValidationError(_("Write something first."))
    made = Comment.objects.create(
        contribution=contribution, author=by, text=text, language=language
    )
    keep_comments(contribution, 1)
    log.record(
        events.COMMENTED, contribution.project, by.as_actor, comment=str(made.pk)
    )
    return made


@transaction.atomic
def withdraw_comment(*, by: Participant, comment: Comment) -> None:
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    ensure(may_withdraw_comment(by, held))
    held.withdrawn_at = clock.now()
    held.save(update_fields=["withdrawn_at"])
    if held.hidden_at is None:
        keep_comments(held.contribution, -1)
    project = held.contribution.project
    log.record(events.COMMENT_WITHDRAWN, project, by.as_actor, comment=str(held.pk))


@transaction.atomic
def set_status(
    *,
    by: Participant,
    contribution: Contribution,
    status: str,
    because: str = "",
    language: str = "en",
) -> Contribution:
    """Say what becomes of it; “not now” says why. Only decisions choose."""
    held = hold(contribution)
    ensure(may_set_status(by, held))
    if status not in OPEN_STATUSES:
        raise ValidationError(_("Only a decision can choose it."))
    if status == Contribution.Status.NOT_NOW and not because.strip():
        raise ValidationError(_("Say why not now, and who answers instead."))
    if because != held.status_because:  # else they are somebody else's words
        held.status_because, held.status_language = because, language
    held.status = status
    held.save(update_fields=["status", "status_because", "status_language"])
    facts = {"contribution": str(held.pk), "status": str(status)}
    log.record(events.STATUS_SET, held.project, by.as_actor, **facts)
    return held


def hold(contribution: Contribution) -> Contribution:
    """The row as it is now, until this transaction ends."""
    rows = Contribution.objects.select_for_update(of=("self",))
    return rows.select_related("project", "activity__phase", "author").get(
        pk=contribution.pk
    )


def keep_pieces(activity: Activity, step: int) -> None:
    Activity.objects.filter(pk=activity.pk).update(pieces=F("pieces") + step)


def keep_comments(contribution: Contribution, step: int) -> None:
    Contribution.objects.filter(pk=contribution.pk).update(
        comments_kept=F("comments_kept") + step
    )


def take_away(attachment: Attachment) -> None:
    """From everyone now, and for good after a day."""
    attachment.removed_at = clock.now()
    attachment.save(update_fields=["removed_at"])
    gone_at = attachment.removed_at + UNTIL_GONE
    outbox.put("phases.forget_attachment", attachment.pk, at=gone_at)


def make_drafts_new(contribution: Contribution) -> None:
    """Whoever decides on a list decides on these words and files, so it is another."""
    drafts = Commission.objects.filter(
        Q(items__contribution=contribution), adopted_by=None
    )
    drafts.update(edition=F("edition") + 1)
