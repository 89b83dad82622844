"""Accounts of people: opened by an address, described in a profile."""

from django.db import IntegrityError, transaction

from participants.models import User
from participants.queries import account_of


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
def change_profile(*, by: User, name: str, language: str, scheme: str) -> None:
    """Change one's name, language and colours everywhere on the site."""
    by.name, by.language, by.scheme = name, language, scheme
    by.save(update_fields=["name", "language", "scheme"])


@transaction.atomic
def choose_language(*, by: User, language: str) -> None:
    """Remember the language someone reads in, for pages and letters."""
    User.objects.filter(pk=by.pk).exclude(language=language).update(language=language)
