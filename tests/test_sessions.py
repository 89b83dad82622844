"""Who is signed in, as every request asks it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone

from coprod import sessions
from coprod.sessions import SessionStore
from participants.models import User
from projects.prepared import prepared

CHOSEN = "a-name-that-somebody-chose-32-ab"


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.carer.user)
    assert is_in(client)
    return client


def is_in(client):
    return client.get("/profile/").status_code == 200


def test_a_session_that_ran_out_lets_nobody_in(signed_in):
    ago = timezone.now() - timedelta(seconds=1)
    Session.objects.update(expire_date=ago)
    assert not is_in(signed_in)


def test_canary_without_an_end_it_lets_them_in(signed_in, monkeypatch):
    monkeypatch.setattr(sessions, "_running", prepared(Session.objects.all))
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert is_in(signed_in)


def test_a_paused_account_is_out_at_its_next_request(signed_in, cast):
    User.objects.filter(pk=cast.carer.user_id).update(is_active=False)
    assert not is_in(signed_in)


def test_an_account_that_is_gone_is_out_at_its_next_request(client, cast):
    client.force_login(cast.stranger)
    cast.stranger.delete()
    assert not is_in(client)


def test_nobody_is_let_in_by_the_session_of_another(signed_in, cast):
    mine = signed_in.session.session_key
    signed_in.cookies["sessionid"] = mine[::-1]
    assert not is_in(signed_in)


def test_nobody_chooses_the_name_of_their_session(db):
    store = SessionStore(CHOSEN)
    store["anything"] = 1
    store.save()
    assert store.session_key != CHOSEN
    assert SessionStore(store.session_key)["anything"] == 1


def test_counting_up_begins_only_where_there_is_a_count():
    name = uuid4().hex
    with pytest.raises(ValueError, match=name):
        cache.incr(name)
    cache.add(name, 0, 60)
    assert [cache.incr(name), cache.incr(name, 2)] == [1, 3]
