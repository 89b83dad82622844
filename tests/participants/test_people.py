"""The people of a project: numbers for everyone, names for those who facilitate."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.actions import add_offline, give_place, let_software_in
from participants.actions import register_client as register
from participants.models import Constituency, Participant, User
from participants.permissions import may_have_paper_checked
from participants.queries import consents_of, sides_of
from participants.rules.joining import Details
from projects.models import LogEntry

DETAILS = Details(
    name="Mrs Paper",
    language="ar",
    channel="paper",
    helper="Her daughter",
    help_wanted=("interpreter",),
)
FORM = {
    "name": "Mrs Paper",
    "language": "ar",
    "channel": "paper",
    "helper": "Her daughter",
    "help_wanted": ["interpreter"],
    "rules": "on",
    "consents": ["quote"],
}


def address(name, pk):
    return reverse(f"participants:{name}", args=[pk])


def fill(cast, group, number):
    for one in range(number):
        give_place(
            project=cast.project, constituency=cast.groups[group], name=f"N {one}"
        )


def test_someone_without_email_has_the_same_place_as_everyone(cast):
    carers = cast.groups["Family carers"]
    added = add_offline(
        by=cast.frank, constituency=carers, details=DETAILS, consents=["quote"]
    )
    assert added.user is None
    assert added.added_by == cast.frank
    assert added.accepted_rules_at
    assert consents_of(added) == {"quote"}
    line = LogEntry.objects.get(event="participants.added_offline")
    assert line.facts == {"participant": str(added.pk)}
    assert line.actor == cast.frank.pk


@pytest.mark.parametrize("who", ["carer", "nurse", "evaluator", "observer", "offline"])
def test_only_facilitators_add_people(cast, who):
    carers = cast.groups["Family carers"]
    with pytest.raises(PermissionDenied, match="Only facilitators"):
        add_offline(by=getattr(cast, who), constituency=carers, details=DETAILS)


def test_a_facilitator_adds_someone_in_the_browser(client, cast):
    client.force_login(cast.fiona.user)
    carers = cast.groups["Family carers"]
    page = client.get(address("add_offline", cast.project.pk)).content.decode()
    assert "On a phone or computer" not in page
    response = client.post(
        address("add_person", cast.project.pk), {**FORM, "group": carers.pk}
    )
    added = Participant.objects.get(name="Mrs Paper")
    assert response.url == address("person", added.pk)
    page = client.get(response.url).content.decode()
    assert "Her daughter" in page
    assert "An interpreter" in page


def test_nobody_is_added_without_a_yes(client, cast):
    client.force_login(cast.fiona.user)
    given = {key: value for key, value in FORM.items() if key != "rules"}
    group = cast.groups["Family carers"].pk
    response = client.post(
        address("add_person", cast.project.pk), {**given, "group": group}
    )
    assert response.status_code == 422
    assert "Nobody is added without a yes" in response.content.decode()
    assert not Participant.objects.filter(name="Mrs Paper").exists()


def test_a_facilitator_of_another_project_adds_nobody_here(client, cast):
    for who, status in (("carer", 403), ("stranger", 403)):
        person = getattr(cast, who)
        client.force_login(getattr(person, "user", person))
        assert client.get(address("add_offline", cast.project.pk)).status_code == status
        assert client.post(
            address("add_person", cast.project.pk), FORM
        ).status_code in (403, 422)
    assert not Participant.objects.filter(name="Mrs Paper").exists()


def test_everyone_sees_numbers_and_no_names(client, cast):
    fill(cast, "Neighbours and volunteers", 6)
    people = address("people", cast.project.pk)
    for who in (None, "stranger", "carer", "observer"):
        client.logout()
        if who:
            person = getattr(cast, who)
            client.force_login(getattr(person, "user", person))
        page = client.get(people).content.decode()
        assert "8 people" in page  # neighbours: six and the resident and the observer
        assert "fewer than 5" in page
        for name in ("Mr Offline", "Resident", "N 0"):
            assert name not in page


def test_groups_are_listed_in_the_order_the_project_gave_them(cast):
    cast.project.constituencies.bulk_create(
        Constituency(project=cast.project, side="community", name=f"{n}", position=n)
        for n in range(40, 10, -1)
    )
    [community, _institution] = sides_of(cast.project)
    positions = [number.group.position for number in community.groups]
    assert positions == sorted(positions)
    assert len(positions) > 30


def test_page_and_api_say_the_same(client, cast):
    fill(cast, "Neighbours and volunteers", 6)
    given = client.get(f"/api/v1/projects/{cast.project.pk}/groups/").json()
    assert [side["side"] for side in given] == ["community", "institution"]
    numbers = {g["name"]: g["people"] for side in given for g in side["groups"]}
    assert numbers["Neighbours and volunteers"] == 8
    assert numbers["Family carers"] is None
    shown = {n.group.name: n.shown for s in sides_of(cast.project) for n in s.groups}
    assert numbers == {name: number.count for name, number in shown.items()}


def test_who_left_is_not_counted(cast):
    fill(cast, "Managers", 5)
    fill(cast, "Nurses and care workers", 9)
    (managers,) = (
        number
        for side in sides_of(cast.project)
        for number in side.groups
        if number.group.name == "Managers"
    )
    assert managers.shown.count == 7
    gone = Participant.objects.filter(name="N 0", constituency__name="Managers")
    gone.update(state="left")
    counts = [n.shown.count for s in sides_of(cast.project) for n in s.groups]
    assert 6 in counts
    assert 7 not in counts


def test_facilitators_see_names_group_by_group(client, cast):
    client.force_login(cast.frank.user)
    people = address("people", cast.project.pk)
    page = client.get(people).content.decode()
    assert "Mr Offline" in page
    nurses = cast.groups["Nurses and care workers"]
    page = client.get(f"{people}?group={nurses.pk}").content.decode()
    assert "Nurse" in page
    assert "Mr Offline" not in page
    assert client.get(f"{people}?group=nonsense").status_code == 200


def test_the_list_costs_the_same_however_many_people(client, cast):
    client.force_login(cast.fiona.user)
    people = address("people", cast.project.pk)

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert client.get(people).status_code == 200
        return len(counted)

    before = cost()
    fill(cast, "Managers", 30)
    assert cost() == before
    assert before <= 14


def test_the_list_goes_on(client, cast):
    fill(cast, "Managers", 30)
    client.force_login(cast.fiona.user)
    people = address("people", cast.project.pk)
    first = client.get(people)
    assert "Show more" in first.content.decode()
    second = client.get(f"{people}?page={first.context['page'].next}")
    seen = {row.pk for page in (first, second) for row in page.context["page"].rows}
    assert len(seen) == 40


def test_one_person_is_seen_by_facilitators_only(client, cast):
    page = address("person", cast.offline.pk)
    for who, status in (("fiona", 200), ("frank", 200), ("carer", 403)):
        client.force_login(getattr(cast, who).user)
        assert client.get(page).status_code == status
    client.force_login(cast.foreign_admin)
    assert client.get(page).status_code == 403
    cast.project.visibility = "members"
    cast.project.save(update_fields=["visibility"])
    assert client.get(page).status_code == 404


def test_software_comes_in_without_a_vote(client, cast):
    made, _secret = register(
        by=cast.admin, pilot=cast.pilot, name="Scanner", scopes=["read", "write"]
    )
    group = cast.groups["Managers"]
    with pytest.raises(PermissionDenied, match="Only coordinators"):
        let_software_in(by=cast.fiona, client=made, group=group)
    client.force_login(cast.coordinator.user)
    page = client.get(address("people", cast.project.pk)).content.decode()
    assert "Let other software in" in page
    client.post(
        address("let_software_in", cast.project.pk),
        {"client": made.pk, "group": group.pk},
    )
    place = Participant.objects.get(user=made.user)
    assert place.role == "software"
    user = User.objects.get(apiclient=made)
    from_rows = set(
        user.projectgrant_set.values_list("permission__codename", flat=True)
    )
    assert "decide_in_project" not in from_rows
    assert "contribute_to_project" in from_rows
    fill(cast, "Managers", 5)
    fill(cast, "Nurses and care workers", 9)
    counts = [n.shown.count for s in sides_of(cast.project) for n in s.groups]
    assert 7 in counts  # the manager, the coordinator and five; not the software


def test_software_of_another_pilot_stays_out(cast):
    elsewhere = cast.foreign_admin.pilotadministrator_set.get().pilot
    made, _secret = register(
        by=cast.foreign_admin, pilot=elsewhere, name="Spy", scopes=["read"]
    )
    with pytest.raises(PermissionDenied):
        let_software_in(by=cast.coordinator, client=made, group=cast.groups["Managers"])


def test_the_form_for_others_speaks_of_them_and_not_of_me(client, cast):
    client.force_login(cast.fiona.user)
    words = client.get(address("add_offline", cast.project.pk)).content.decode()
    for mine in ("rings me", "I care for", "my words", "write to me"):
        assert mine not in words
    assert "Someone rings them" in words
    assert "Someone to be with the person they care for" in words


def begun(project, side):
    """Nobody of the side across is here yet."""
    project.participants.filter(constituency__side=side).update(state="left")


def test_paper_that_nobody_could_check_is_warned_of_before_it_is_taken(client, cast):
    client.force_login(cast.fiona.user)
    pages = [
        address("add_offline", cast.project.pk),
        address("people", cast.project.pk),
    ]
    warning = "is here yet who could check votes on paper"
    for page in pages:
        assert warning not in client.get(page).content.decode()
    begun(cast.project, "institution")
    for page in pages:
        assert warning in client.get(page).content.decode()
    assert not may_have_paper_checked(cast.fiona)


def test_a_side_with_members_and_no_facilitator_checks_paper_but_no_record(cast):
    for who in (cast.frank, cast.coordinator):
        Participant.objects.filter(pk=who.pk).update(role="member")
    verdict = may_have_paper_checked(cast.fiona)
    assert not verdict
    assert "no facilitator yet" in verdict.reason
    assert may_have_paper_checked(cast.nurse)


def test_where_there_is_one_side_only_paper_gives_way_to_a_meeting(cast):
    cast.project.participants.exclude(constituency__side="community").delete()
    cast.project.constituencies.filter(side="institution").delete()
    verdict = may_have_paper_checked(cast.fiona)
    assert "decide in a meeting instead" in verdict.reason
