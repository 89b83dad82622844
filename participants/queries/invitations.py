"""How a request reaches the ways into a project."""

from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.http import Http404
from django.shortcuts import get_object_or_404

from participants.models import Invitation
from projects.access import Person
from projects.models import Project
from projects.paging import Page, page


class _ShortSigner(signing.Signer):
    """84 bits of signature: the id it guards cannot be guessed either."""

    def signature(self, value: str | bytes, key: str | bytes | None = None) -> str:
        return super().signature(value, key)[:14]


def _signer() -> signing.Signer:
    return _ShortSigner(salt="participants.invitation", sep=".")


def token_of(invitation: Invitation) -> str:
    """What stands in the link: the id, signed. Short, to be typed from paper."""
    return _signer().sign(signing.b64_encode(invitation.pk.bytes).decode())


def invitation_of(token: str) -> Invitation:
    """Where a link leads. Damaged, foreign and deleted ones look the same."""
    rows = Invitation.objects.select_related("project__pilot", "constituency")
    try:
        pk = UUID(bytes=signing.b64_decode(_signer().unsign(token).encode()))
        return rows.get(pk=pk)
    except (signing.BadSignature, ValueError, Invitation.DoesNotExist) as error:
        raise Http404("No such invitation.") from error


def invitation_at(user: Person, token: str) -> Invitation:
    """Where a link leads this user; an app goes nowhere outside its pilot."""
    found = invitation_of(token)
    if getattr(user, "bound_to", None) not in (None, found.project.pilot_id):
        raise Http404("No such invitation.")
    return found


def invitation_for(user: Person, pk: UUID) -> Invitation:
    """An invitation, as far as this user may see the project."""
    visible = Project.objects.visible_to(user)
    rows = Invitation.objects.select_related("project__pilot", "constituency")
    return get_object_or_404(rows, pk=pk, project__in=visible)


def invitations_page(project: Project, cursor: str | None) -> Page[Invitation]:
    """Newest first, the personal ones among them."""
    rows = project.invitations.select_related("constituency")
    return page(rows, "created_at", cursor)


def mailed_today(project: Project) -> int:
    """Personal invitations of the last day: a limit against unwanted mail."""
    lately = project.invitations.filter(created_at__gt=Now() - timedelta(days=1))
    return lately.exclude(sent_at=None, email="").count()


def open_invitations(project: Project) -> QuerySet[Invitation]:
    fresh = project.invitations.filter(revoked_at=None, used__lt=F("places"))
    return fresh.filter(expires_at__gt=Now())
