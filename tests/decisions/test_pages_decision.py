"""One decision on its page and in the API: before, while and after."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from decisions import actions
from decisions.acts import CHANGE_CHARTER
from decisions.models import Ballot, Challenge, Decision, Mandate, Objection
from participants.models import Participant
from phases import acts
from tests.clock import days_pass, work_off
from tests.decisions.stories import adopt_charter


@pytest.fixture
def draft(cast):
    return actions.draft_charter(
        by=cast.fiona, project=cast.project, preset="shared", ground_rules="Be kind."
    )


@pytest.fixture
def vote(cast, draft):
    """A vote by double majority, open now, under the founding rule."""
    return actions.propose(
        by=cast.fiona, act=CHANGE_CHARTER, thing=draft, text="Let us begin."
    )


@pytest.fixture
def phase(cast):
    adopt_charter(cast)
    return cast.project.phases.get(kind="co_commission")


@pytest.fixture
def proposal(cast, phase):
    """A proposal that goes ahead unless someone objects."""
    return actions.propose(
        by=cast.fiona, act=acts.OPEN_PHASE, thing=phase, text="Let us begin."
    )


def page_of(client, decision):
    return client.get(decision.get_absolute_url()).content.decode()


def api_of(client, decision):
    return client.get(f"/api/v1/decisions/{decision.pk}/").json()


def post(client, name, pk, **data):
    return client.post(reverse(f"decisions:{name}", args=[pk]), data)


def everybody_votes(cast, decision, institution="yes"):
    for who in (cast.carer, cast.user, cast.resident):
        actions.vote(by=who, decision=decision, choice="yes")
    for who in (cast.nurse, cast.manager, cast.frank):
        actions.vote(
            by=who, decision=decision, choice=institution, reason="Not in winter."
        )


def time_is_up(decision, days=14):
    days_pass(days)
    work_off()
    decision.refresh_from_db()


# ---------------------------------------- while it runs


def test_the_page_says_where_we_are_what_one_can_do_and_who_decides(client, cast, vote):
    client.force_login(cast.carer.user)
    text = page_of(client, vote)
    assert "The vote is open." in text
    assert "You have not voted yet." in text
    assert "Each side must say yes." in text
    assert "more than half" in text
    assert "Let us begin." in text


def test_someone_votes_and_changes_her_mind_on_page_and_by_api(client, cast, vote):
    client.force_login(cast.carer.user)
    post(client, "vote", vote.pk, choice="no", reason="Too soon.")
    assert "Change my vote" in page_of(client, vote)
    client.post(
        f"/api/v1/decisions/{vote.pk}/ballot/",
        {"choice": "yes"},
        content_type="application/json",
    )
    assert Ballot.objects.get().choice == "yes"


def test_a_vote_without_a_choice_comes_back_with_what_was_written(client, cast, vote):
    client.force_login(cast.carer.user)
    answer = post(client, "vote", vote.pk, reason="I wonder.")
    assert answer.status_code == 422
    assert "I wonder." in answer.content.decode()
    assert not Ballot.objects.exists()


def test_someone_from_outside_is_told_why_there_is_no_vote_for_her(client, cast, vote):
    client.force_login(cast.stranger)
    why = "Only those who were members when it was put can take part."
    assert why in page_of(client, vote)
    assert api_of(client, vote)["may"]["vote"] == {"allowed": False, "reason": why}
    assert post(client, "vote", vote.pk, choice="yes").status_code == 403


def test_whoever_is_not_signed_in_reads_and_is_asked_to_sign_in_to_vote(client, vote):
    assert client.get(vote.get_absolute_url()).status_code == 200
    asked = post(client, "vote", vote.pk, choice="yes")
    assert (asked.status_code, "next=" in asked.url) == (302, True)


def test_reasons_and_questions_stand_beneath_a_decision_at_once(client, cast, vote):
    client.force_login(cast.carer.user)
    url = reverse("decisions:remark", args=[vote.pk])
    words = {"remark-stance": "against", "remark-text": "Ask the night shift."}
    client.post(url, words)
    client.post(
        f"/api/v1/decisions/{vote.pk}/remarks/",
        {"stance": "for", "text": "It is fair."},
        content_type="application/json",
    )
    text = page_of(client, vote)
    assert "Ask the night shift." in text
    assert "It is fair." in text
    found = client.get(f"/api/v1/decisions/{vote.pk}/remarks/").json()["results"]
    assert [one["text"] for one in found] == ["It is fair.", "Ask the night shift."]


def test_a_hidden_comment_keeps_its_place_and_the_reason(client, cast, vote):
    said = actions.remark(by=cast.carer, decision=vote, stance="open", text="Rude.")
    client.force_login(cast.frank.user)
    assert post(client, "hide_remark", said.pk).status_code == 422
    post(client, "hide_remark", said.pk, reason="It names a neighbour.")
    text = page_of(client, vote)
    assert "Rude." not in text
    assert "It names a neighbour." in text
    found = client.get(f"/api/v1/decisions/{vote.pk}/remarks/").json()["results"]
    assert found[0]["text"] == ""


def test_anyone_who_takes_part_asks_once_for_more_time(client, cast, vote):
    client.force_login(cast.nurse.user)
    assert "Ask for seven more days" in page_of(client, vote)
    post(client, "ask_for_time", vote.pk)
    before = vote.closes_at
    vote.refresh_from_db()
    assert vote.closes_at > before + timedelta(days=6)
    assert "More time was asked for once already." in page_of(client, vote)


def test_whoever_proposed_takes_it_back_and_nobody_else(client, cast, vote):
    client.force_login(cast.carer.user)
    assert "Take it back" not in page_of(client, vote)
    assert post(client, "withdraw", vote.pk).status_code == 403
    client.force_login(cast.fiona.user)
    post(client, "withdraw", vote.pk)
    text = page_of(client, vote)
    assert "Taken back by the person who proposed it." in text
    assert "Propose it" in text  # the same question can be put again


def test_a_vote_closes_early_only_when_nobody_is_missing(client, cast, vote):
    client.force_login(cast.frank.user)
    assert post(client, "close_early", vote.pk).status_code == 403
    assert "Close and count" not in page_of(client, vote)


# ---------------------------------------- without objections


def test_someone_of_each_side_says_that_it_may_go_ahead(client, cast, proposal):
    client.force_login(cast.carer.user)
    assert "it may go ahead" in page_of(client, proposal)
    post(client, "vote", proposal.pk, choice="yes")
    text = page_of(client, proposal)
    assert "Someone of this side has said that it may go ahead." in text
    assert "Nobody of this side has said yet that it may go ahead." in text
    assert api_of(client, proposal)["came"] == {"community": True, "institution": False}


def test_a_concern_is_public_can_be_taken_back_and_leads_to_new_words(
    client, cast, proposal
):
    client.force_login(cast.nurse.user)
    url = reverse("decisions:object", args=[proposal.pk])
    assert client.post(url, {"concern-reason": ""}).status_code == 422
    client.post(url, {"concern-reason": "Nobody has time in May."})
    client.force_login(cast.carer.user)
    text = page_of(client, proposal)
    assert "Nobody has time in May." in text
    assert "Change the proposal" in text
    revise = reverse("decisions:revise", args=[proposal.pk])
    sent = client.post(revise, {"revise-text": "Let us begin in June."})
    new = Decision.objects.get(follows=proposal)
    assert sent.url == new.get_absolute_url()
    assert "Let us begin in June." in page_of(client, new)
    assert "Go to the changed proposal" in page_of(client, proposal)


def test_words_left_as_they_were_come_back_with_a_reason(client, cast, proposal):
    actions.object_to(by=cast.nurse, decision=proposal, reason="Not in May.")
    client.force_login(cast.carer.user)
    revise = reverse("decisions:revise", args=[proposal.pk])
    answer = client.post(revise, {"revise-text": " Let us  begin. "})
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "These are still the words that someone has a concern about." in words
    assert "Let us  begin." in words
    assert not Decision.objects.filter(follows=proposal).exists()


def test_a_changed_proposal_shows_the_concern_it_answers(client, cast, proposal):
    actions.object_to(by=cast.nurse, decision=proposal, reason="Not in May, please.")
    new = actions.revise(by=cast.carer, decision=proposal, text="In June, then.")
    client.force_login(cast.user.user)
    words = page_of(client, new)
    assert "The concern it answers" in words
    assert "Not in May, please." in words
    assert "Someone of the institution side" in words  # fewer than 5 nurses are here
    assert cast.nurse.name not in words


def test_who_raised_a_concern_reads_that_it_took_her_yes_back(client, cast, proposal):
    client.force_login(cast.nurse.user)
    post(client, "vote", proposal.pk, choice="yes")
    assert "A concern takes that back." in page_of(client, proposal)
    actions.object_to(by=cast.nurse, decision=proposal, reason="Not in May.")
    words = page_of(client, proposal)
    assert "You said that it may go ahead." not in words
    assert "Take it back first if this may go ahead after all." in words
    assert post(client, "vote", proposal.pk, choice="yes").status_code == 403


def test_a_concern_comes_by_api_and_is_taken_back_on_the_page(client, cast, proposal):
    client.force_login(cast.nurse.user)
    client.post(
        f"/api/v1/decisions/{proposal.pk}/objections/",
        {"reason": "Nobody has time."},
        content_type="application/json",
    )
    objection = Objection.objects.get()
    assert "Take my concern back" in page_of(client, proposal)
    post(client, "withdraw_objection", objection.pk)
    objection.refresh_from_db()
    assert objection.withdrawn_at
    client.force_login(cast.carer.user)
    assert "Taken back" in page_of(client, proposal)
    assert post(client, "withdraw_objection", objection.pk).status_code == 403


# ---------------------------------------- in meetings


def minutes(cast, phase, **changes):
    url = reverse(
        "decisions:write_record", args=[cast.project.pk, "phases.open_phase", phase.pk]
    )
    here = [cast.carer, cast.user, cast.nurse, cast.manager]
    return url, {
        "held_on": (timezone.localdate() - timedelta(days=1)).isoformat(),
        "present": [str(one.pk) for one in here],
        "text": "We begin on Monday.",
        "dissent": "One person would rather wait.",
    } | changes


def test_a_meeting_is_written_up_confirmed_by_both_sides_and_holds(client, cast, phase):
    client.force_login(cast.fiona.user)
    url, words = minutes(cast, phase)
    client.post(url, words)
    decision = Decision.objects.get(way="meeting")
    assert "2 of 6 people were there" in page_of(client, decision)
    post(client, "confirm_meeting", decision.pk)
    client.force_login(cast.frank.user)
    assert "The record is true" in page_of(client, decision)
    post(client, "confirm_meeting", decision.pk)
    client.force_login(cast.evaluator.user)
    assert "People who were absent may raise a concern" in page_of(client, decision)
    assert "Send my concern" in page_of(client, decision)
    time_is_up(decision, 8)
    text = page_of(client, decision)
    assert "Decided: yes" in text
    assert "One person would rather wait." in text
    phase.refresh_from_db()
    assert phase.is_open


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"present": []}, "required"),
        ({"held_on": "2999-01-01"}, "This day has not come yet."),
        ({"held_on": "2001-01-01"}, "more than 60 days ago"),
        ({"text": ""}, "required"),
    ],
)
def test_a_record_that_cannot_be_true_comes_back(client, cast, phase, changes, words):
    client.force_login(cast.fiona.user)
    url, given = minutes(cast, phase, **changes)
    answer = client.post(url, given)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_only_facilitators_see_the_names_to_tick(client, cast, phase):
    url, words = minutes(cast, phase)
    client.force_login(cast.carer.user)
    shown = client.get(url.removesuffix("send/"))
    assert "Only facilitators can do this." in shown.content.decode()
    assert "Mr Offline" not in shown.content.decode()
    assert client.post(url, words).status_code == 403


# ---------------------------------------- on paper


def enter(client, vote, cast, **changes):
    given = {"participant": str(cast.offline.pk), "choice": "yes", "channel": "paper"}
    return post(client, "enter_ballot", vote.pk, **(given | changes))


def test_a_vote_on_paper_is_entered_by_one_side_and_checked_by_the_other(
    client, cast, vote
):
    client.force_login(cast.fiona.user)
    assert enter(client, vote, cast).status_code == 302
    ballot = Ballot.objects.get()
    field = f"b{ballot.pk.hex[:8]}-choice"
    assert (
        post(client, "confirm_ballot", ballot.pk, **{field: "yes"}).status_code == 403
    )
    client.force_login(cast.nurse.user)
    sheet = client.get(reverse("decisions:paper", args=[vote.pk])).content.decode()
    assert "Mr Offline" in sheet
    assert "checked" not in sheet.replace("has checked", "")
    wrong = post(client, "confirm_ballot", ballot.pk, **{field: "no"})
    assert wrong.status_code == 422
    assert "This is not what was entered." in wrong.content.decode()
    post(client, "confirm_ballot", ballot.pk, **{field: "yes"})
    ballot.refresh_from_db()
    assert ballot.counts


def test_a_member_enters_no_votes_for_others(client, cast, vote):
    client.force_login(cast.carer.user)
    sheet = client.get(reverse("decisions:paper", args=[vote.pk])).content.decode()
    assert "Only facilitators can enter votes for others." in sheet
    assert "Mr Offline" not in sheet
    assert enter(client, vote, cast).status_code == 403


def test_only_who_may_check_a_paper_is_sent_there(client, cast, vote):
    client.force_login(cast.fiona.user)
    enter(client, vote, cast)
    address = reverse("decisions:paper", args=[vote.pk])
    client.force_login(cast.carer.user)  # of the side that entered it
    assert address not in page_of(client, vote)
    assert "Your side entered them" in page_of(client, vote)
    client.force_login(cast.nurse.user)
    assert address in page_of(client, vote)
    client.force_login(cast.observer.user)
    assert address not in page_of(client, vote)
    client.force_login(cast.frank.user)
    field = f"b{Ballot.objects.get().pk.hex[:8]}-choice"
    post(client, "confirm_ballot", Ballot.objects.get().pk, **{field: "yes"})
    client.force_login(cast.nurse.user)
    assert address not in page_of(client, vote)


def test_facilitators_see_who_was_entered_and_not_what_they_said(client, cast, vote):
    client.force_login(cast.fiona.user)
    enter(client, vote, cast, choice="no", reason="Too soon, says the neighbour.")
    sheets = []
    for who in (cast.fiona, cast.frank):
        client.force_login(who.user)
        sheet = client.get(reverse("decisions:paper", args=[vote.pk])).content.decode()
        assert "Waits for a check by the institution side" in sheet
        assert "Too soon" not in sheet
        sheets.append(sheet[sheet.index('id="entered"') :])
    Ballot.objects.update(choice="yes")
    client.force_login(cast.frank.user)
    sheet = client.get(reverse("decisions:paper", args=[vote.pk])).content.decode()
    assert sheet[sheet.index('id="entered"') :] == sheets[1]
    client.force_login(cast.nurse.user)
    sheet = client.get(reverse("decisions:paper", args=[vote.pk])).content.decode()
    assert 'id="entered"' not in sheet


def test_who_joins_after_the_question_was_put_is_told_of_on_the_paper_page(
    client, cast, vote
):
    Participant.objects.filter(pk=cast.observer.pk).update(role="member")
    client.force_login(cast.fiona.user)
    sheet = client.get(reverse("decisions:paper", args=[vote.pk])).content.decode()
    assert "1 person who came later is not on it" in sheet


def test_a_paper_that_nobody_could_check_is_warned_of_before_it_is_entered(
    client, cast, vote
):
    client.force_login(cast.fiona.user)
    address = reverse("decisions:paper", args=[vote.pk])
    assert "has no facilitator" not in client.get(address).content.decode()
    others = cast.project.participants.filter(constituency__side="institution")
    others.exclude(role="member").update(role="member")
    sheet = client.get(address).content.decode()
    assert "The institution side has no facilitator." in sheet
    others.update(state="left")
    sheet = client.get(address).content.decode()
    assert "Nobody of the institution side can check a vote now." in sheet
    assert reverse("participants:invitations", args=[cast.project.pk]) in sheet


def test_a_vote_on_paper_for_nobody_comes_back(client, cast, vote):
    client.force_login(cast.fiona.user)
    assert enter(client, vote, cast, participant="").status_code == 422


# ---------------------------------------- afterwards


def test_the_outcome_stands_with_its_arithmetic_and_dissent_beside_it(
    client, cast, vote
):
    everybody_votes(cast, vote, institution="no")
    time_is_up(vote)
    text = page_of(client, vote)
    assert "Decided: no." in text
    assert "3 of 6 took part. Needed: at least 3." in text
    assert "0 of 3 votes for or against were yes: 0 in 100. Needed: at least 2." in text
    assert text.count("Not in winter.") == 3
    answer = api_of(client, vote)
    assert answer["outcome"]["result"] == "rejected"
    assert [one["reason"] for one in answer["dissent"]] == ["Not in winter."] * 3
    assert {one["group"] for one in answer["dissent"]} == {None}  # too few to name


def test_a_go_ahead_waits_can_be_doubted_and_goes_on_when_both_sides_looked(
    client, cast, vote
):
    everybody_votes(cast, vote)
    time_is_up(vote, 8)
    mandate = vote.mandate
    client.force_login(cast.nurse.user)
    assert "It takes effect on" in page_of(client, vote)
    doubt = {"challenge-ground": "count", "challenge-reason": "A paper is missing."}
    url = reverse("decisions:challenge", args=[mandate.pk])
    assert client.post(url, {"challenge-ground": "count"}).status_code == 422
    client.post(url, doubt)
    made = Challenge.objects.get()
    assert "A paper is missing." in page_of(client, vote)
    for who in (cast.fiona, cast.frank):
        client.force_login(who.user)
        assert "It was properly made" in page_of(client, vote)
        post(client, "dismiss_challenge", made.pk)
    time_is_up(vote, 4)
    mandate.refresh_from_db()
    assert mandate.state == Mandate.State.ENACTED
    assert "It took effect on" in page_of(client, vote)


def test_a_go_ahead_that_failed_says_why_and_a_facilitator_tries_again(
    client, cast, proposal, phase
):
    actions.vote(by=cast.carer, decision=proposal, choice="yes")
    actions.vote(by=cast.nurse, decision=proposal, choice="yes")
    phase.edition += 1
    phase.save(update_fields=["edition"])
    time_is_up(proposal)
    client.force_login(cast.carer.user)
    text = page_of(client, proposal)
    assert "What was decided on has been changed since." in text
    assert "A coordinator or facilitator of either side can try again." in text
    assert post(client, "retry", proposal.mandate.pk).status_code == 403
    client.force_login(cast.frank.user)
    answer = client.post(
        reverse("decisions:retry", args=[proposal.mandate.pk]), follow=True
    )
    assert "It did not work again." in answer.content.decode()


def test_what_waits_for_one_side_says_so(client, cast, proposal):
    actions.vote(by=cast.carer, decision=proposal, choice="yes")
    time_is_up(proposal, 11)
    assert "Too few took part at first" in page_of(client, proposal)
    time_is_up(proposal, 11)
    client.force_login(cast.nurse.user)
    text = page_of(client, proposal)
    assert "Waiting for the institution side." in text
    assert "Send my concern" in text


def test_reasons_given_with_a_yes_are_read_after_closing_without_a_name(
    client, cast, vote
):
    everybody_votes(cast, vote)
    client.force_login(cast.carer.user)
    post(client, "vote", vote.pk, choice="yes", reason="It is fair to both.")
    client.force_login(cast.evaluator.user)
    assert "It is fair to both." not in page_of(client, vote)
    assert api_of(client, vote)["reasons"] == []
    time_is_up(vote, 8)
    assert "It is fair to both." in page_of(client, vote)
    reasons = {one["reason"]: one["side"] for one in api_of(client, vote)["reasons"]}
    assert reasons["It is fair to both."] == "community"
    assert "Carer" not in page_of(client, vote).replace("Family carers", "")


def test_many_reasons_cost_no_more_than_few(
    client, cast, vote, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(cast.nurse.user)
    actions.remark(by=cast.carer, decision=vote, stance="for", text="Yes.")
    with django_assert_max_num_queries(45) as few:
        page_of(client, vote)
    for number in range(8):
        actions.remark(by=cast.user, decision=vote, stance="for", text=f"{number}")
    with django_assert_num_queries(len(few)):
        page_of(client, vote)


def test_what_was_taken_back_never_shows_how_people_had_voted(client, cast, vote):
    everybody_votes(cast, vote, institution="no")
    actions.withdraw(by=cast.fiona, decision=vote)
    client.force_login(cast.frank.user)
    text, answer = page_of(client, vote), api_of(client, vote)
    assert "Not in winter." not in text
    assert (answer["dissent"], answer["reasons"], answer["outcome"]) == ([], [], None)
