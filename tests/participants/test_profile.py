"""Name, language and colours, everywhere on the site."""

from django.urls import reverse

from participants.actions import leave
from participants.models import User
from projects.models import Project

PROFILE = "/profile/"
GIVEN = {"name": "Carla", "language": "ar", "scheme": "dark", "edition": 1}


def test_a_profile_is_for_who_is_signed_in(client, db):
    assert client.get(PROFILE).status_code == 302


def test_people_choose_name_language_and_colours(client, cast):
    client.force_login(cast.carer.user)
    assert client.get(PROFILE).status_code == 200
    response = client.post(reverse("participants:save_profile"), GIVEN, follow=True)
    user = User.objects.get(pk=cast.carer.user_id)
    assert (user.name, user.language, user.scheme) == ("Carla", "ar", "dark")
    page = response.content.decode()
    assert 'lang="ar" dir="rtl"' in page
    assert 'data-color-scheme="dark"' in page


def test_the_profile_outranks_an_older_choice_on_this_device(client, cast):
    client.force_login(cast.carer.user)
    client.get(PROFILE + "?lang=en")
    client.post(reverse("participants:save_profile"), GIVEN)
    assert '<html lang="ar"' in client.get(PROFILE).content.decode()


def test_a_language_chosen_while_signed_in_is_remembered(client, cast):
    client.force_login(cast.carer.user)
    client.get(PROFILE + "?lang=ar")
    client.cookies.clear()
    client.force_login(cast.carer.user)
    assert '<html lang="ar"' in client.get(PROFILE).content.decode()


def test_an_unknown_language_is_refused(client, cast):
    client.force_login(cast.carer.user)
    given = {**GIVEN, "language": "xx"}
    assert client.post(reverse("participants:save_profile"), given).status_code == 422


def test_my_places_show_also_what_i_left(client, cast):
    Project.objects.filter(pk=cast.project.pk).update(visibility="members")
    leave(by=cast.carer)
    client.force_login(cast.carer.user)
    page = client.get(PROFILE).content.decode()
    assert cast.project.name in page
    assert f'href="/projects/{cast.project.pk}/"' not in page
