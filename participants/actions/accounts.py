"""Accounts of people: opened by an address, described in a profile."""

from uuid import uuid5

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models.functions import Now

from participants import mail
from participants.models import User
from projects import clock, outbox
from projects.editions import ensure_current


@transaction.atomic
def open_account(*, email: str, name: str = "", language: str = "") -> User:
    """The account of an address, made if there is none. Only a code opens it.

    Whoever asks learns nothing from the time it takes: either way a row is offered to
    both tables and one is locked, so that there is something to write to the disk.
    """
    User.objects.bulk_create(
        [User.objects.unsaved(email, name=name, language=language)],
        ignore_conflicts=True,
    )
    user = User.objects.at(email).select_for_update().get()
    address = EmailAddress(user=user, email=user.email.lower(), primary=True)
    EmailAddress.objects.bulk_create([address], ignore_conflicts=True)
    return user


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


@transaction.atomic
def take_off_second_step(*, user: User) -> None:
    """For who lost phone and spare codes, and showed who runs the site who they are."""
    Authenticator.objects.filter(user=user).delete()
    end_other_sessions(by=user, but=None)
    tell_of_change(user=user, what="second_step_taken_off")


@transaction.atomic
def tell_of_change(*, user: User, what: str) -> None:
    """Promise its owner a letter: what lets somebody into an account has changed."""
    moment = int(clock.now().timestamp())
    outbox.put("participants.send_change", f"{user.pk}:{what}:{moment}")


def send_change(about: str) -> None:
    """about: the id of an account, what changed, and when."""
    user_id, what, _moment = about.split(":")
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user:
        mail.send_change(user, what, letter=uuid5(user.pk, about))
