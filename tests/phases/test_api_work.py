"""Other tool plans, moderates and calls meetings by the rules of the pages."""

from datetime import timedelta

from phases import actions
from phases.models import Commission, Meeting, Task
from projects import clock
from tests.phases.go_aheads import phase_of


def test_a_task_goes_all_its_way(cast, plan, api):
    made = api(cast.carer, "post", "tasks", plan, title="Card", receiver="community")
    assert (made.status_code, made.json()["is_vacant"]) == (201, True)
    task = Task.objects.get()
    for step, state in (("take", "planned"), ("start", "started")):
        assert api(cast.nurse, "post", f"task-{step}", task).json()["state"] == state
    api(cast.nurse, "post", "task-deliver", task)
    back = api(cast.user, "post", "task-return", task, because="No number.").json()
    assert (back["state"], back["returned_because"]) == ("started", "No number.")
    api(cast.nurse, "post", "task-deliver", task)
    own = api(cast.nurse, "post", "task-confirm", task)
    assert (own.status_code, "other side" in own.json()["detail"]) == (403, True)
    assert api(cast.user, "post", "task-confirm", task).json()["state"] == "confirmed"
    day = clock.today(cast.pilot).isoformat()
    given = api(cast.nurse, "post", "task-hours", task, minutes=90, day=day)
    assert given.json() == {"community": 0, "institution": 90}
    done = api(cast.nurse, "get", "tasks", plan, state="confirmed").json()["results"]
    assert [one["id"] for one in done] == [str(task.pk)]
    assert (
        api(cast.nurse, "get", "tasks", plan, state="planned").json()["results"] == []
    )


def test_what_is_not_sent_of_a_task_stays(cast, task, api):
    changed = api(cast.nurse, "patch", "task", task, seen=1, title="Two cards").json()
    assert (changed["title"], changed["owner"]) == ("Two cards", str(cast.nurse.pk))
    assert changed["edition"] == 2


def test_whoever_took_a_task_meanwhile_is_not_pushed_out(cast, plan, api):
    task = actions.add_task(
        by=cast.carer, activity=plan, promise=actions.Promise("Card")
    )
    seen = api(cast.carer, "get", "task", task)["ETag"].strip('"')
    actions.take_task(by=cast.nurse, task=task)
    refused = api(cast.carer, "patch", "task", task, seen=seen, owner=None)
    assert (refused.status_code, refused.json()["code"]) == (412, "changed")
    silent = api(cast.carer, "patch", "task", task, owner=None)
    assert (silent.status_code, silent.json()["code"]) == (428, "edition_needed")
    task.refresh_from_db()
    assert task.owner == cast.nurse


def test_software_adds_tasks_and_sees_to_none(cast, plan, api, tool):
    place, token = tool
    said = {"title": "Card", "receiver": "community"}
    assert api(token, "post", "tasks", plan, **said).status_code == 201
    for who in (token, cast.fiona):
        refused = api(who, "post", "tasks", plan, **said, owner=str(place.pk))
        assert refused.status_code == 403, refused.content
    assert api(token, "post", "task-take", Task.objects.get()).status_code == 403


def test_software_draws_up_no_priorities(cast, need, api, tool):
    said = {"text": "Nights.", "contributions": [str(need.pk)]}
    cycle = need.activity.phase.cycle
    refused = api(tool[1], "put", "priorities", cycle, seen=0, **said)
    assert (refused.status_code, "Only people" in refused.json()["detail"]) == (
        403,
        True,
    )
    assert not Commission.objects.exists()


def test_nobody_is_promised_something_on_a_side_that_is_not_here(cast, plan, api):
    cast.project.constituencies.filter(side="institution").update(side="community")
    said = {"title": "Card", "receiver": "institution"}
    assert api(cast.carer, "post", "tasks", plan, **said).status_code == 422


def test_priorities_are_put_together_and_nobodys_list_is_lost(cast, need, api):
    cycle = need.activity.phase.cycle
    empty = api(cast.fiona, "get", "priorities", cycle)
    assert empty.json()["priorities"] is None
    assert [one["id"] for one in empty.json()["offered"]] == [str(need.pk)]
    said = {"text": "Nights.", "contributions": [str(need.pk)]}
    seen = empty["ETag"].strip('"')
    made = api(cast.fiona, "put", "priorities", cycle, seen=seen, **said)
    assert (made.status_code, made.json()["edition"]) == (200, 1)
    assert [one["contribution"] for one in made.json()["items"]] == [str(need.pk)]
    late = api(cast.frank, "put", "priorities", cycle, seen=seen, **said)
    assert (late.status_code, late.json()["current"]) == (412, 1)
    gone = {"text": "-", "contributions": [str(cast.fiona.pk)]}
    assert (
        api(cast.fiona, "put", "priorities", cycle, seen=1, **gone).status_code == 404
    )


def test_something_to_do_is_set_up_and_found_by_its_phase(cast, api):
    phase = phase_of(cast, "co_design")
    said = {"method": "ideas", "title": "More", "task": "Say.", "offline_way": "Ring."}
    made = api(cast.fiona, "post", "phase-activities", phase, **said)
    assert (made.status_code, made.json()["title"]) == (201, "More")
    where = api(
        cast.carer, "get", "project-activities", cast.project, phase="co_design"
    )
    assert [one["id"] for one in where.json()["results"]] == [made.json()["id"]]
    plan = said | {"method": "plan"}
    assert api(cast.fiona, "post", "phase-activities", phase, **plan).status_code == 403


def test_a_meeting_is_called_and_called_off(cast, api):
    soon = clock.now() + timedelta(days=3)
    said = {"starts_at": soon.isoformat(), "place": "Library", "access": "Step-free"}
    made = api(cast.fiona, "post", "project-meetings", cast.project, **said)
    assert made.status_code == 201
    meeting = Meeting.objects.get()
    assert api(cast.frank, "get", "meeting", meeting).json()["may_call_off"]["allowed"]
    assert api(cast.frank, "post", "meeting-call-off", meeting).json()["called_off_at"]
    past = said | {"starts_at": "2020-01-01T10:00:00Z"}
    refused = api(cast.fiona, "post", "project-meetings", cast.project, **past)
    assert refused.status_code == 422


def test_what_should_not_stand_is_reported_hidden_and_shown_again(cast, need, api):
    reason = {"reason": "It names somebody."}
    assert (
        api(cast.user, "post", "contribution-report", need, **reason).status_code == 204
    )
    [report] = api(cast.frank, "get", "project-reports", cast.project).json()["results"]
    assert (report["contribution"], report["reason"]) == (
        str(need.pk),
        reason["reason"],
    )
    assert cast.user.name not in str(report)
    why = {"ground": "private", "because": "A name."}
    assert api(cast.frank, "post", "contribution-hide", need, **why).status_code == 204
    [hidden] = api(cast.frank, "get", "project-hidden", cast.project).json()["results"]
    assert (hidden["hidden_ground"], hidden["hidden_because"]) == ("private", "A name.")
    assert api(cast.user, "get", "contribution", need).status_code == 403
    assert api(cast.frank, "post", "contribution-unhide", need).status_code == 204
    assert api(cast.user, "get", "contribution", need).status_code == 200


def test_a_hidden_comment_is_read_by_its_author(cast, need, api):
    said = actions.comment(by=cast.nurse, contribution=need, text="No.")
    why = {"ground": "insult", "because": "It insults."}
    assert api(cast.fiona, "post", "comment-hide", said, **why).status_code == 204
    own = api(cast.nurse, "get", "comment", said).json()
    assert (own["comment"]["text"], own["comment"]["hidden"]) == ("No.", True)
    assert api(cast.user, "get", "comment", said).status_code == 403
    assert api(cast.nurse, "post", "comment-withdraw", said).status_code == 204


def test_where_something_stands_is_said_with_a_reason(cast, need, api):
    bare = api(cast.fiona, "post", "contribution-status", need, status="not_now")
    assert bare.status_code == 422
    said = {"status": "not_now", "because": "The van is sold."}
    stands = api(cast.fiona, "post", "contribution-status", need, **said).json()
    assert (stands["status"], stands["status_because"]) == tuple(said.values())
    chosen = api(cast.fiona, "post", "contribution-status", need, status="chosen")
    assert chosen.status_code == 422
