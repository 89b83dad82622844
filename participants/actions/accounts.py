"""Accounts of people: opened by an address, described in a profile."""

from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from participants.models import User
from participants.queries import account_of
from projects.editions import ensure_current


@transaction.atomic
def open_account(*, email: str, name: str = "", language: str = "") -> User:
    """The account of an address, made if there is none. Only a code opens it."""
    known = account_of(email)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return User.objects.create_user(email, name=name, language=language)
    except IntegrityError:  # someone was faster with the same address
        return User.objects.get(email__iexact=email)


@transaction.atomic
def change_profile(
    *, by: User, name: str, language: str, scheme: str, edition: int
) -> User:
    """Change one's name, language and colours everywhere on the site."""
    held = User.objects.select_for_update().get(pk=by.pk)
    ensure_current(held.edition, edition)
    held.name, held.language, held.scheme = name, language, scheme
    held.edition += 1
    held.save(update_fields=["name", "language", "scheme", "edition"])
    return held


@transaction.atomic
def choose_language(*, by: User, language: str) -> None:
    """Remember the language someone reads in, for pages and letters."""
    User.objects.filter(pk=by.pk).exclude(language=language).update(language=language)


@transaction.atomic
def note_visit(*, session_key: str) -> None:
    """Keep when this device was last here, for the list its owner sees."""
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=Now())


@transaction.atomic
def end_session(*, by: User, session: UserSession) -> None:
    """Sign one device out at once; of somebody else's, nothing happens."""
    for own in UserSession.objects.filter(user=by, pk=session.pk):
        own.end()


@transaction.atomic
def end_other_sessions(*, by: User, but: str | None) -> None:
    """Sign out everywhere, except where one is now."""
    for session in UserSession.objects.filter(user=by).exclude(session_key=but or ""):
        session.end()
