"""The pages of the circle: what each person may do there, without JavaScript."""

import re
from io import BytesIO

import pytest
from django.urls import reverse

from phases import actions
from phases.acts import OPEN_PHASE
from phases.models import Comment, Contribution, Meeting, Report, Task
from tests.matrix.things import asked
from tests.phases import go_aheads
from tests.phases.enclosing import png
from tests.phases.go_aheads import closed, set_up


def post(client, name, thing, **data):
    return client.post(reverse(f"phases:{name}", args=[thing.pk]), data)


def words_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_member_puts_something_in_and_finds_it(client, cast, board):
    client.force_login(cast.carer.user)
    answer = post(
        client, "contribute", board, kind="need", text="A bench", language="en"
    )
    assert (answer.status_code, answer.url) == (302, board.get_absolute_url())
    page = client.get(board.get_absolute_url())
    assert "A bench" in words_of(page)
    assert Contribution.objects.get().author == cast.carer


def test_a_bad_form_comes_back_with_what_was_typed(client, cast, board):
    client.force_login(cast.carer.user)
    answer = post(client, "contribute", board, text="A bench", language="ar")
    assert answer.status_code == 422
    assert "A bench" in words_of(answer)
    assert "Look again" in words_of(answer)
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("who", "why"),
    [
        (None, "Only people who have joined this project"),
        ("stranger", "Only people who have joined this project"),
        ("observer", "You are here as an observer"),
    ],
)
def test_a_closed_form_says_why_and_the_same_is_said_to_who_posts(
    client, cast, board, who, why
):
    if who:
        person = getattr(cast, who)
        client.force_login(getattr(person, "user", person))
    assert why in words_of(client.get(board.get_absolute_url()))
    answer = post(client, "contribute", board, kind="need", text="A bench")
    assert answer.status_code == (403 if who else 302)  # sign in first
    assert not Contribution.objects.exists()


def test_a_planned_phase_shows_what_would_open_it(client, cast, planned):
    activity = set_up(cast, planned, "ideas")
    client.force_login(cast.carer.user)
    assert "Both sides decide when it does" in words_of(
        client.get(activity.get_absolute_url())
    )
    page = words_of(client.get(planned.get_absolute_url()))
    assert "has no working agreement yet" in page


def test_support_is_one_click_and_leads_back_to_the_list(client, cast, board, need):
    client.force_login(cast.user.user)
    page = f"{board.get_absolute_url()}?kind=need&order=support"
    answer = post(client, "support", need, next=page)
    assert answer.url == page
    assert "You support it" in words_of(client.get(page))
    answer = post(client, "withdraw_support", need, next="https://evil.example/")
    assert answer.url == need.get_absolute_url()


def test_people_are_shown_by_group_never_by_name(client, cast, need):
    actions.comment(by=cast.nurse, contribution=need, text="We can ring back.")
    page = words_of(client.get(need.get_absolute_url()))
    assert "Family carers" in page
    assert "Nurses and care workers" in page
    for name in (cast.carer.name, cast.nurse.name):
        assert f">{name}<" not in page


def test_owners_of_tasks_are_named_among_the_people_of_the_project_only(
    client, cast, plan, task
):
    for address in (plan.get_absolute_url(), task.get_absolute_url()):
        client.logout()
        assert "<bdi>Nurse</bdi>" not in words_of(client.get(address))
        client.force_login(cast.user.user)
        assert "<bdi>Nurse</bdi>" in words_of(client.get(address))


def test_a_filtered_list_shows_one_kind(client, cast, board, need):
    actions.contribute(
        by=cast.user, activity=board, words=actions.Words("asset", "A van")
    )
    page = words_of(client.get(board.get_absolute_url(), {"kind": "asset"}))
    assert "A van" in page
    assert need.headline not in page


def test_the_next_page_keeps_the_order(client, cast, board):
    for number in range(25):
        words = actions.Words("need", f"Need {number}.")
        actions.contribute(by=cast.user, activity=board, words=words)
    page = client.get(board.get_absolute_url(), {"order": "support"})
    assert "?kind=&amp;order=support&amp;page=" in page.content.decode()
    following = page.context["page"].next
    more = client.get(board.get_absolute_url(), {"order": "support", "page": following})
    seen = {one.pk for one in (*page.context["page"].rows, *more.context["page"].rows)}
    assert len(seen) == 25


def test_a_facilitator_writes_down_what_someone_said(client, cast, board):
    client.force_login(cast.fiona.user)
    data = {
        "author": cast.offline.pk,
        "channel": "phone",
        "kind": "need",
        "text": "السلالم",
        "language": "ar",
    }
    answer = post(client, "save_entered", board, **data)
    assert answer.status_code == 302
    made = Contribution.objects.get()
    assert (made.author, made.entered_by, made.channel) == (
        cast.offline,
        cast.fiona,
        "phone",
    )
    page = words_of(client.get(made.get_absolute_url()))
    assert "by phone" in page
    assert "Written down by a facilitator" in page
    client.force_login(cast.carer.user)
    assert post(client, "save_entered", board, **data).status_code == 403


def both_versions(answer):
    """What stands beside what someone wrote, where the top of the page leads to it."""
    assert re.search(
        r'<a href="#differences">[^<]*changed while you wrote', answer.text
    )
    assert 'id="differences"' in answer.text
    return [(one.now, one.yours) for one in answer.context["differences"]]


def test_an_author_rewords_and_takes_back(client, cast, need):
    client.force_login(cast.carer.user)
    assert post(client, "edit", need, text="A voice", edition=1).status_code == 302
    stale = post(client, "edit", need, text="Older", edition=1)
    assert stale.status_code == 409
    assert both_versions(stale) == [("A voice", "Older")]
    assert stale.context["edit_form"]["edition"].value() == 2, "sent again, it counts"
    page = words_of(client.get(need.get_absolute_url()))
    assert f"/contributions/{need.pk}/versions/" in page
    assert post(client, "withdraw_contribution", need).status_code == 302
    client.force_login(cast.user.user)
    gone = client.get(need.get_absolute_url())
    assert (gone.status_code, "has taken it back" in words_of(gone)) == (403, True)


def test_what_is_hidden_is_read_by_its_author_with_the_reason(client, cast, need):
    client.force_login(cast.frank.user)
    empty = post(client, "hide", need, ground="private", because="")
    assert empty.status_code == 422
    post(client, "hide", need, ground="private", because="It names a doctor.")
    client.force_login(cast.carer.user)
    page = words_of(client.get(need.get_absolute_url()))
    assert "It names a doctor." in page
    assert need.text in page
    client.force_login(cast.user.user)
    refused = client.get(need.get_absolute_url())
    assert refused.status_code == 403
    assert need.text not in words_of(refused)
    assert "It names a doctor." not in words_of(refused)


def test_reports_are_for_facilitators_and_end_up_settled(client, cast, need):
    client.force_login(cast.observer.user)
    assert post(client, "report", need, reason="A name").status_code == 302
    reports = reverse("phases:reports", args=[cast.project.pk])
    assert client.get(reports).status_code == 403
    client.force_login(cast.fiona.user)
    assert "A name" in words_of(client.get(reports))
    assert post(client, "dismiss_report", Report.objects.get()).status_code == 302
    assert "A name" not in words_of(client.get(reports))


def test_a_comment_is_reported_hidden_and_taken_back_on_its_own_page(
    client, cast, need
):
    client.force_login(cast.nurse.user)
    assert post(client, "comment", need, text="").status_code == 422
    post(client, "comment", need, text="Ask Mrs Smith.", language="en")
    said = Comment.objects.get()
    client.force_login(cast.user.user)
    assert post(client, "report_comment", said, reason="A name").status_code == 302
    client.force_login(cast.fiona.user)
    post(client, "hide_comment", said, ground="private", because="It names her.")
    client.force_login(cast.user.user)
    page = words_of(client.get(need.get_absolute_url()))
    assert "Mrs Smith" not in page
    assert "has hidden this comment" in page
    assert client.get(reverse("phases:one_comment", args=[said.pk])).status_code == 403
    client.force_login(cast.fiona.user)
    assert post(client, "unhide_comment", said).status_code == 302
    client.force_login(cast.nurse.user)
    assert post(client, "withdraw_comment", said).status_code == 302
    assert "Mrs Smith" not in words_of(client.get(need.get_absolute_url()))


def test_a_need_leads_to_an_idea_that_grew_from_it(client, cast, need, ideas):
    client.force_login(cast.nurse.user)
    page = words_of(client.get(need.get_absolute_url()))
    assert f"{ideas.get_absolute_url()}?from={need.pk}" in page
    form = client.get(ideas.get_absolute_url(), {"from": need.pk}).context["add_form"]
    assert form["grew_from"].value() == str(need.pk)
    post(client, "contribute", ideas, text="One number", grew_from=need.pk)
    assert need.led_to.get().text == "One number"


def test_a_task_goes_its_way_on_its_page(client, cast, plan):
    client.force_login(cast.nurse.user)
    data = {"title": "Print the card", "receiver": "community", "owner": ""}
    assert post(client, "add_task", plan, **data).status_code == 302
    task = Task.objects.get()
    for step in ("take_task", "start_task", "deliver_task"):
        assert post(client, step, task).status_code == 302, step
    assert post(client, "confirm_task", task).status_code == 403
    client.force_login(cast.user.user)
    assert post(client, "return_task", task, because="").status_code == 422
    post(client, "return_task", task, because="Wrong number")
    assert "Wrong number" in words_of(client.get(task.get_absolute_url()))
    client.force_login(cast.nurse.user)
    hours = {"hours": 1, "minutes": 30, "day": "2020-01-01"}
    assert post(client, "give_hours", task, **hours).status_code == 302
    assert post(client, "give_hours", task, day="2020-01-01").status_code == 422
    post(client, "deliver_task", task)
    client.force_login(cast.user.user)
    post(client, "confirm_task", task)
    task.refresh_from_db()
    assert task.state == "confirmed"


def test_members_name_only_themselves_for_a_task(client, cast, plan):
    client.force_login(cast.nurse.user)
    page = client.get(plan.get_absolute_url())
    owners = page.context["add_form"].fields["owner"].queryset
    assert list(owners) == [cast.nurse]
    data = {"title": "Bake", "receiver": "community", "owner": cast.user.pk}
    assert post(client, "add_task", plan, **data).status_code == 422


def test_priorities_are_numbered_on_a_page_and_wait_for_both_sides(client, cast, need):
    cycle = need.activity.phase.cycle
    client.force_login(cast.fiona.user)
    data = {"text": "Nights first.", "language": "en", "edition": 0}
    assert post(client, "save_priorities", cycle, **data).status_code == 422
    data[f"place_{need.pk}"] = "1"
    assert post(client, "save_priorities", cycle, **data).status_code == 302
    page = words_of(client.get(cycle.get_absolute_url()))
    assert "Nights first." in page
    assert "has no working agreement yet" in page
    client.force_login(cast.observer.user)
    refused = client.get(reverse("phases:draft_priorities", args=[cycle.pk]))
    assert refused.status_code == 403


def test_whoever_numbered_an_older_list_sees_both(client, cast, need):
    cycle = need.activity.phase.cycle
    client.force_login(cast.fiona.user)
    data = {"language": "en", "edition": 0, f"place_{need.pk}": "1"}
    post(client, "save_priorities", cycle, text="Nights first.", **data)
    late = post(client, "save_priorities", cycle, text="Days first.", **data)
    assert late.status_code == 409
    for both in ("changed while you wrote", "Nights first.", "Days first."):
        assert both in words_of(late)
    again = data | {"edition": late.context["form"]["edition"].value()}
    sent = post(client, "save_priorities", cycle, text="Days first.", **again)
    assert sent.status_code == 302


def test_whoever_changes_an_older_task_sees_both(client, cast, task):
    client.force_login(cast.nurse.user)
    data = {"receiver": "community", "language": "en", "owner": cast.nurse.pk}
    first = post(client, "change_task", task, title="Two cards", edition=1, **data)
    assert first.status_code == 302
    late = post(client, "change_task", task, title="One sheet", edition=1, **data)
    assert late.status_code == 409
    assert both_versions(late) == [("Two cards", "One sheet")]


def test_a_meeting_is_called_in_the_time_of_the_place(client, cast):
    client.force_login(cast.fiona.user)
    data = {
        "day": "2036-07-01",
        "time": "18:30",
        "place": "Library",
        "access": "Step-free",
        "language": "en",
    }
    assert post(client, "call_meeting", cast.project, **data).status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.starts_at.isoformat() == "2036-07-01T17:30:00+00:00"
    page = words_of(client.get(meeting.get_absolute_url()))
    assert "18:30" in page  # London, in summer
    data["day"] = "2001-07-01"
    assert post(client, "call_meeting", cast.project, **data).status_code == 422
    assert post(client, "call_off", meeting).status_code == 302
    assert "Called off" in words_of(client.get(meeting.get_absolute_url()))


def test_a_facilitator_sets_up_something_to_do(client, cast, planned):
    client.force_login(cast.frank.user)
    data = {
        "method": "ideas",
        "title": "Ideas",
        "task": "Say it",
        "offline_way": "Ring us",
        "language": "en",
    }
    assert post(client, "save_activity", planned, **data).status_code == 302
    assert planned.activities.get().added_by == cast.frank
    wrong = post(client, "save_activity", planned, **{**data, "method": "plan"})
    assert wrong.status_code == 422
    client.force_login(cast.carer.user)
    assert post(client, "save_activity", planned, **data).status_code == 403


def test_everything_open_stands_on_one_page(client, cast, board, ideas):
    page = client.get(reverse("take_part", args=[cast.project.pk]))
    assert page.context["activities"] == [board, ideas]
    closed(cast, board.phase)
    page = client.get(reverse("take_part", args=[cast.project.pk]))
    assert page.context["activities"] == [ideas]


def test_what_people_wrote_is_never_markup(client, cast, board):
    nasty = "<script>alert(1)</script>"
    made = actions.contribute(
        by=cast.carer, activity=board, words=actions.Words("need", nasty)
    )
    actions.comment(by=cast.user, contribution=made, text=nasty)
    for address in (board.get_absolute_url(), made.get_absolute_url()):
        assert nasty not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        ("public", "Everyone can read it, also without an account."),
        ("members", "Everyone in this project can read it."),
    ],
)
def test_whoever_writes_is_told_who_will_read_it(
    client, cast, need, ideas, visibility, readers
):
    """In one’s own words, beneath somebody’s, with a picture, beside a decision."""
    type(cast.project).objects.update(visibility=visibility)
    vote = asked(cast, OPEN_PHASE, go_aheads.phase_of(cast, "co_delivery"), way="vote")
    client.force_login(cast.carer.user)
    told = {
        page: words_of(client.get(page.get_absolute_url())).count(readers)
        for page in (ideas, need, vote)
    }
    assert told == {ideas: 1, need: 2, vote: 1}


def test_a_visitor_is_told_what_joining_is_for(client, need):
    page = words_of(client.get(need.get_absolute_url()))
    assert "have joined this project can support, comment," in page


def test_a_file_has_to_be_chosen_once_more(client, cast, need):
    """No browser keeps it, whatever else was wrong."""
    client.force_login(cast.carer.user)
    answer = post(client, "attach", need, file=BytesIO(png()), language="en")
    assert answer.status_code == 422
    assert "Only the file is not: choose it once more." in words_of(answer)
    assert "Choose the file once more." in words_of(answer)
    answer = post(client, "attach", need, description="A chair", language="en")
    assert "once more" not in words_of(answer)
