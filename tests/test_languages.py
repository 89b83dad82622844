"""One link for all languages, and what happens where there is no page."""

import pytest


@pytest.mark.django_db
def test_a_visitor_keeps_the_language_of_a_link(client):
    assert 'lang="ar" dir="rtl"' in client.get("/?lang=ar").content.decode()
    assert 'lang="ar" dir="rtl"' in client.get("/").content.decode()


def test_a_member_reads_her_own_language_on_a_borrowed_device(client, cast):
    client.get("/?lang=en")
    cast.carer.user.language = "ar"
    cast.carer.user.save(update_fields=["language"])
    client.force_login(cast.carer.user)
    assert 'lang="ar" dir="rtl"' in client.get("/").content.decode()


def test_an_address_that_only_takes_forms_says_so_in_words(client, cast):
    client.force_login(cast.carer.user)
    answer = client.get("/profile/save/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "only takes what a form sends" in answer.content.decode()
