"""One project goes once round the circle, played by both sides in real browsers.

Fiona facilitates for the community, Frank for the institution. Rosa is a neighbour on
an old phone without JavaScript, Nadia a carer who reads Arabic, Nora a nurse. Mr Hill
has no e-mail and writes on paper.
"""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from evaluation.actions import add_instrument
from evaluation.rules.instruments import HOW_WE_WORK
from participants.actions import give_place
from phases.acts import CLOSE_PHASE, OPEN_PHASE
from phases.models import Phase
from projects.models import Pilot, Project
from tests.browser.arriving import (
    Newcomer,
    add_someone_without_email,
    join_by_link,
    make_a_link,
    make_an_account,
    start_a_project,
)
from tests.browser.deciding import (
    agree_without_a_vote,
    both_sides_want,
    check_a_paper_vote,
    days_go_by,
    draft_the_agreement,
    enter_a_paper_vote,
    propose,
    vote,
)
from tests.browser.judging import (
    SCALES,
    answer_the_round,
    close_the_round,
    conclude,
    others_answer,
    prepare_a_round,
    see_it_otherwise,
    type_in_paper,
)
from tests.browser.making import (
    BOARD,
    answer_with_an_idea,
    confirm,
    contribute,
    deliver,
    go_to_contribution,
    go_to_phase,
    plan_a_task,
    put_the_priorities_in_order,
    set_up,
    support,
    write_down_for,
)
from tests.browser.person import Person
from tests.cast import make_user
from tests.clock import work_off

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "The first fourteen days"
CARERS, NEIGHBOURS = "Family carers", "Neighbours and volunteers"
NURSES = "Nurses and care workers"
FACILITATOR = "Facilitator: invites, helps, enters what is on paper"
NEED = "Somebody to ring at night"
ARABIC_NEED = "ورقة بالعربية فيها رقم واحد"
TOO_LONG = "سبعة أيام مدة طويلة"
IDEA = "A night line that nurses and carers answer in turn"
PLAN, TASK = "Plan: who does what by when", "Get one number for the night"
INFLUENCE = next(asked.texts for asked in SCALES if asked.code == "influence")
CONCLUSION = "Carers were heard, but they did not decide enough."
OTHERWISE = "I was not even heard when the number was chosen."
PAPER_NEED = "A key safe at the door"


@dataclass
class Town:
    """The project’s address, and everyone at their browsers."""

    project: str
    fiona: Person
    frank: Person
    rosa: Person
    nadia: Person
    nora: Person
    visitor: Person
    idea: str = ""
    survey: str = ""

    def everyone(self) -> tuple[Person, ...]:
        return self.fiona, self.frank, self.rosa, self.nadia, self.nora


@pytest.fixture
def town(person) -> Town:
    pilot = Pilot.objects.create(
        slug="ambermere", name="Ambermere", languages=["en", "ar"], time_zone="UTC"
    )
    add_instrument(pilot=pilot, instrument=HOW_WE_WORK)
    plain = {"java_script_enabled": False}
    fiona, frank, nadia = person(), person(), person("ar")
    return Town("", fiona, frank, person(**plain), nadia, person(**plain), person())


def test_a_project_goes_once_round_the_circle(town):
    they_come_together(town)
    they_agree_who_decides(town)
    they_say_what_matters(town)
    they_design_together(town)
    they_do_it_together(town)
    they_judge_together(town)
    they_publish_what_they_concluded(town)
    they_begin_again(town)


def they_come_together(town):
    fiona, frank = town.fiona, town.frank
    make_an_account(fiona, "fiona@example.org")
    town.project = start_a_project(fiona, NAME, CARERS)
    link = make_a_link(fiona, town.project, NURSES, FACILITATOR)
    join_by_link(frank, link, Newcomer("Frank", "frank@example.org"))
    link = make_a_link(fiona, town.project)
    rosa = Newcomer("Rosa", "rosa@example.org", NEIGHBOURS)
    join_by_link(town.rosa, link, rosa)
    link = make_a_link(fiona, town.project, CARERS)
    nadia = Newcomer("نادية", "nadia@example.org", speaks="العربيّة")
    join_by_link(town.nadia, link, nadia)
    link = make_a_link(frank, town.project, NURSES)
    join_by_link(town.nora, link, Newcomer("Nora", "nora@example.org"))
    add_someone_without_email(fiona, town.project, "Mr Hill")


def they_agree_who_decides(town):
    go_to_phase(town.nora, town.project, "commission")
    town.nora.reads("This project has no working agreement yet.")
    town.nora.finds_no("link", "Propose it")
    draft_the_agreement(town.rosa, town.project)
    decision = propose(town.rosa, "Propose to adopt it", "Let us begin with this.")
    vote(town.rosa, decision, "Yes", "Now it says who decides.")
    vote(town.nadia, decision, "No", TOO_LONG)
    for one in (town.frank, town.nora):
        vote(one, decision, "Yes")
    enter_a_paper_vote(town.fiona, decision, "Mr Hill")
    check_a_paper_vote(town.nora, decision, "Mr Hill")
    for one in (town.fiona, town.frank, town.rosa, town.nora):
        one.opens(decision)
        one.reads("Enough have taken part for it to count.")
        one.does_not_read("said yes", TOO_LONG)  # nobody sees how it is going
    days_go_by(6)
    for one in town.everyone():
        one.opens(decision)
        one.reads("The outcome, and how it adds up", TOO_LONG)
    town.frank.reads("2 of 3", near="Community side: yes")
    town.rosa.reads("2 of 2", near="Institution side: yes")
    days_go_by(4)
    town.nora.opens(f"{town.project}charter/")
    town.nora.reads("Version 1")


def they_say_what_matters(town):
    go_to_phase(town.rosa, town.project, "commission")
    town.rosa.reads("Nobody can do this alone. It takes a decision, and you can ask.")
    agree_without_a_vote(
        town.rosa, "Propose it", "Let us begin.", town.nadia, town.nora
    )
    town.nora.opens(town.project)
    town.nora.reads("Open now", near="Agree what matters")
    contribute(town.rosa, town.project, "Something we need", NEED)
    contribute(town.nadia, town.project, "Something we need", ARABIC_NEED)
    write_down_for(town.fiona, town.project, "Mr Hill", "Something we need", PAPER_NEED)
    for one in (town.nora, town.frank, town.nadia):
        support(one, town.project, NEED)
    support(town.nora, town.project, ARABIC_NEED)
    put_the_priorities_in_order(town.nora, town.project, NEED, ARABIC_NEED)
    agree_without_a_vote(town.nora, "Propose it", "These two.", town.rosa, town.frank)


def they_design_together(town):
    both_sides_want(OPEN_PHASE, phase(Phase.Kind.CO_DESIGN))
    go_to_phase(town.fiona, town.project, "design")
    set_up(town.fiona, "Ideas", "What could we try?", "Say what would help at night.")
    go_to_contribution(town.rosa, town.project, NEED)
    town.idea = answer_with_an_idea(town.rosa, NEED, IDEA)
    for one in (town.nora, town.nadia):
        one.opens(town.idea)
        one.reads(IDEA)
        one.presses("Support")
    town.rosa.opens(town.idea)
    town.rosa.reads("1 of 4 community", "1 of 2 institution")


def they_do_it_together(town):
    both_sides_want(OPEN_PHASE, phase(Phase.Kind.CO_DELIVERY))
    go_to_phase(town.frank, town.project, "delivery")
    plan = set_up(town.frank, PLAN, "The night line", "See to one piece of it.")
    task = plan_a_task(town.nora, town.idea, TASK, "Community", "Nora")
    town.frank.opens(plan)
    town.frank.finds_no("link", "Propose it")
    deliver(town.nora, task)
    town.nora.reads("Somebody of that side says if it arrived.")
    town.nora.finds_no("button", "Yes, it is done")
    confirm(town.rosa, task)
    for one in (town.rosa, town.nora, town.nadia):
        one.opens(town.project)
        one.reads(TASK)
    town.frank.opens(plan)
    agree_without_a_vote(town.frank, "Propose it", "It rings.", town.nadia, town.nora)
    town.rosa.opens(plan)
    town.rosa.reads("Both sides accepted what was delivered here.")


def they_judge_together(town):
    both_sides_want(OPEN_PHASE, phase(Phase.Kind.CO_ASSESSMENT))
    more_people_come(
        Cyrus=CARERS, Maud=NEIGHBOURS, Ines=NURSES, Otto=NURSES, Pia=NURSES
    )
    town.survey = prepare_a_round(town.fiona, town.project, "After the first months")
    for one, influence in ((town.rosa, 2), (town.nadia, 1), (town.nora, 4)):
        answer_the_round(one, town.survey, influence)
    type_in_paper(town.fiona, town.survey, "Mr Hill", 3)
    others_answer(Cyrus=2, Maud=2, Frank=5, Ines=4, Otto=5, Pia=4)
    town.rosa.opens(town.survey)
    town.rosa.reads("You have answered. Thank you. Everyone answers a round once.")
    close_the_round(town.fiona, town.survey)
    work_off()
    for one in (town.rosa, town.nora, town.nadia):
        one.opens(f"{town.survey}results/")
        one.reads(
            "Closed, not published yet: only the people of this project see this."
        )
        one.reads(INFLUENCE[one.language], near="Where the two sides differ")
    conclude(town.nora, town.survey, CONCLUSION, NEED)
    see_it_otherwise(town.rosa, town.survey, OTHERWISE)


def they_publish_what_they_concluded(town):
    town.frank.opens(f"{town.survey}results/")
    decision = propose(town.frank, "Propose it", "Let everyone read it.")
    both_sides_vote(town, decision)
    visitor = town.visitor
    visitor.opens(f"{town.project}results/")
    visitor.follows("After the first months")
    visitor.follows("See the results")
    visitor.reads("Both sides decided to publish this.", CONCLUSION)
    visitor.reads(OTHERWISE, near="Not everyone agrees")
    first = visitor.page.locator(".cp-gaprow").first  # the largest gap
    expect(first).to_contain_text(INFLUENCE["en"])
    expect(first).to_contain_text("The institution side answers higher.")
    expect(first).to_contain_text("5 answers")


def they_begin_again(town):
    town.rosa.opens(f"{town.project}results/")
    town.rosa.reads("Some phases of this round are still open.")
    for kind in Phase.Kind:
        both_sides_want(CLOSE_PHASE, phase(kind))
    town.rosa.opens(f"{town.project}results/")
    decision = propose(town.rosa, "Propose it", "Once more, from what we found.")
    both_sides_vote(town, decision)
    for one in (town.rosa, town.nora):
        one.opens(town.project)
        one.reads("Round 2")
        one.follows("See what is in it", near="Agree what matters")
        one.follows(BOARD)
        one.reads(CONCLUSION, "Both sides concluded this in round 1")
    town.nora.follows(CONCLUSION)
    town.nora.reads("Concluded by both sides in round 1", near="What came of it")
    town.nora.opens(town.idea)
    town.nora.reads(NEED, IDEA, TASK, CONCLUSION, near="What came of it")


def both_sides_vote(town, decision):
    """First there is time to talk; after the vote, time to doubt how it was made."""
    town.rosa.opens(decision)
    town.rosa.reads("There is time to talk first.")
    town.rosa.finds_no("button", "Cast my vote")
    days_go_by(5.5)
    for one in (town.rosa, town.nadia, town.frank, town.nora):
        vote(one, decision, "Yes")
    days_go_by(11)
    town.nora.opens(decision)
    town.nora.reads("It takes effect on")
    days_go_by(4)
    town.nora.opens(decision)
    town.nora.reads("It took effect on")


def more_people_come(**groups):
    """Made by actions: how one comes in was shown."""
    project = Project.objects.get()
    for name, group in groups.items():
        constituency = project.constituencies.get(name=group)
        user = make_user(name.lower())
        give_place(project=project, constituency=constituency, name=name, user=user)


def phase(kind):
    return Phase.objects.filter(kind=kind).latest("cycle__number")
