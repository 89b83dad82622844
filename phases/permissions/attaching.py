"""Who may put pictures and papers to a contribution, and take them away."""

from django.utils.translation import gettext as _

from participants.queries import Who
from phases.models import Attachment, Contribution
from phases.permissions.contributing import (
    may_call_own,
    may_edit,
    may_read,
)
from projects.access import YES, Verdict, no

MOST = 5  # on one contribution


def may_attach(who: Who, contribution: Contribution) -> Verdict:
    """Like putting it in other words: whoever wrote it, while it takes something."""
    if not (writes := may_edit(who, contribution)):
        return writes
    if contribution.attachments.filter(removed_at=None).count() >= MOST:
        return no(_("There are five already. Remove one to add another."))
    return YES


def may_read_attachment(who: Who, attachment: Attachment) -> Verdict:
    """Whoever reads what it belongs to. What was removed is gone for everyone."""
    if not (reads := may_read(who, attachment.contribution)):
        return reads
    if attachment.removed_at:
        return no(_("Whoever added this has removed it."))
    return YES


def may_remove_attachment(who: Who, attachment: Attachment) -> Verdict:
    """Even where the words stay for good: what a picture shows may be private."""
    if not (owns := may_call_own(who, attachment.contribution)):
        return owns
    if attachment.removed_at:
        return no(_("This was removed already."))
    return YES


def may_put_back_attachment(who: Who, attachment: Attachment) -> Verdict:
    """Within a day, by whoever could have added it anew."""
    if not attachment.removed_at:
        return no(_("This was not removed."))
    return may_attach(who, attachment.contribution)
