"""A code by e-mail, and no password anywhere."""

import pytest
from django.core import mail
from django.urls import reverse

from participants.models import User
from tests.participants.ways_in import html_of, last_letter, the_code, type_code

SIGN_IN = "account_request_login_code"


def ask(client, email, **more):
    return client.post(reverse(SIGN_IN), {"email": email, **more})


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_a_code_signs_in_and_leads_on(client, cast):
    onward = reverse("participants:profile")
    response = ask(client, "carer@example.org", next=onward)
    response = type_code(client, response)
    assert response.url == onward
    assert signed_in(client) == str(cast.carer.user_id)
    assert len(mail.outbox) == 1


def test_the_code_page_leads_to_the_mail_in_the_demonstration_only(
    client, cast, settings
):
    page = ask(client, "carer@example.org").url
    settings.DEMO = True
    assert reverse("demo_mail") in client.get(page).content.decode()
    settings.DEMO = False
    assert "/demo/mail/" not in client.get(page).content.decode()


def test_the_case_of_an_address_does_not_matter(client, cast):
    type_code(client, ask(client, "CARER@Example.org"))
    assert signed_in(client) == str(cast.carer.user_id)


def test_an_unknown_address_looks_the_same_and_gets_another_letter(client, cast):
    known = ask(client, "carer@example.org")
    seen = client.get(known.url).content.decode()
    client.cookies.clear()
    unknown = ask(client, "nobody@example.org")
    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    page = client.get(unknown.url).content.decode()
    assert _without_token(page, "nobody") == _without_token(seen, "carer")
    letter = mail.outbox[-1]
    assert letter.to == ["nobody@example.org"]
    assert reverse("account_signup") in letter.body
    assert not User.objects.filter(email="nobody@example.org").exists()


def _without_token(page, name):
    lines = page.replace(name, "somebody").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


def test_a_new_person_signs_up_with_one_code(client, db):
    page = reverse("account_signup") + "?lang=fi"
    response = client.post(page, {"email": "new@example.org"})
    response = client.post(response.url, {"code": the_code()})
    assert response.status_code == 302
    user = User.objects.get(pk=signed_in(client))
    assert (user.email, user.language) == ("new@example.org", "fi")
    assert len(mail.outbox) == 1


def test_signing_up_a_second_time_signs_in(client, cast):
    new = client.post(reverse("account_signup"), {"email": "new@example.org"})
    client.cookies.clear()
    known = client.post(reverse("account_signup"), {"email": "Carer@example.org"})
    assert (known.status_code, known.url) == (new.status_code, new.url)
    assert {letter.subject for letter in mail.outbox} == {"Your code to sign in"}
    type_code(client, known)
    assert signed_in(client) == str(cast.carer.user_id)


def test_a_look_alike_of_an_address_is_somebody_else(client, cast):
    """Both are written with the same capital letters, and it is not the same domain."""
    cast.carer.user.email = "carer@it.example"
    cast.carer.user.save(update_fields=["email"])
    address = "carer@\u0131t.example"
    type_code(client, client.post(reverse("account_signup"), {"email": address}))
    assert User.objects.get(pk=signed_in(client)).email == address


def test_an_address_can_be_too_long(client, db):
    address = "a@" + ".".join(["b" * 60] * 5)
    page = client.post(reverse("account_signup"), {"email": address})
    assert page.context["form"].errors
    assert address in page.content.decode()


@pytest.mark.parametrize("tries", [3])
def test_a_code_cannot_be_guessed(client, cast, tries):
    response = ask(client, "carer@example.org")
    code = the_code()
    for _ in range(tries):
        client.post(response.url, {"code": "AAAAAA"})
    client.post(response.url, {"code": code})
    assert not signed_in(client)


def test_letters_to_one_address_are_limited(client, cast):
    for _ in range(6):
        client.cookies.clear()
        ask(client, "carer@example.org")
    assert len(mail.outbox) == 3


def test_a_paused_account_does_not_come_in(client, cast):
    User.objects.filter(pk=cast.carer.user_id).update(is_active=False)
    response = ask(client, "carer@example.org")
    assert response.status_code == 302
    assert "code" not in mail.outbox[-1].subject.lower()


def test_the_letter_is_in_the_language_of_the_page(client, cast):
    client.get(reverse(SIGN_IN) + "?lang=ar")
    ask(client, "carer@example.org")
    html = html_of(last_letter())
    assert 'dir="rtl"' in html
    assert the_code() in html


@pytest.mark.parametrize("kind", ["login_code", "unknown_account"])
def test_letters_use_plain_words(client, cast, kind):
    ask(client, "carer@example.org" if kind == "login_code" else "x@example.org")
    letter = mail.outbox[-1]
    for jargon in ("Sign-In", "initiate", "database", "example.com", "listed below"):
        assert jargon not in f"{letter.subject} {letter.body}"


def test_letter_and_page_say_for_how_many_minutes_a_code_works(client, cast):
    response = ask(client, "carer@example.org")
    assert "It works for 15 minutes, on the device where you asked." in str(
        last_letter().body
    )
    page = client.get(response.url).content.decode()
    assert "It works for 15 minutes." in page
