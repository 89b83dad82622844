"""Rules about people, their places and the ways into projects."""

from uuid import UUID

from django.utils.translation import gettext as _

from participants.models import ApiClient, Constituency, Invitation, Participant, User
from participants.queries import (
    HELPING,
    Who,
    clients_to_let_in,
    grants_of,
    has_coordinator,
    helpers_of,
    is_software,
    mailed_today,
    place_of,
    running_pause,
    was_paused_lately,
)
from participants.roles import DECIDERS
from projects.access import YES, Person, Verdict, no
from projects.models import Project, Side
from projects.numbers import digits

TASKS = frozenset(  # what others depend on: never by a link for many
    {
        Participant.Role.FACILITATOR,
        Participant.Role.COORDINATOR,
        Participant.Role.EVALUATOR,
    }
)
GIVEN_BY_PEOPLE = TASKS | {Participant.Role.MEMBER, Participant.Role.OBSERVER}
LETTERS_A_DAY = 100


def may_facilitate(who: Who, project: Project) -> Verdict:
    if "facilitate_project" not in grants_of(who, project):
        return no(_("Only facilitators can do this. Any of them can help you."))
    return YES


# ------------------------------------------------------------------ invitations


def may_invite(
    who: Who,
    project: Project,
    role: str = Participant.Role.MEMBER,
    places: int = 1,
) -> Verdict:
    verdict = may_facilitate(who, project)
    if not verdict or role not in TASKS:
        return verdict
    if places > 1:
        return no(_("A link that gives a role works once. Make one link per person."))
    return may_give_tasks(who, project)


def may_be_asked_for(project: Project, group: UUID | None) -> Verdict:
    """The group an invitation is for, if it is for one."""
    if group and not project.constituencies.filter(pk=group).exists():
        return no(_("This group belongs to another project. Choose one of this one."))
    return YES


def may_invite_by_mail(who: Who, project: Project, letters: int) -> Verdict:
    verdict = may_facilitate(who, project)
    if verdict and mailed_today(project) + letters > LETTERS_A_DAY:
        return no(
            _(
                "That is more than %(most)s letters in one day. Send the rest"
                " tomorrow, or share one link for many people."
            )
            % {"most": digits(LETTERS_A_DAY)}
        )
    return verdict


def may_join(who: User, invitation: Invitation) -> Verdict:
    return may_take_a_place(who, invitation.project) and may_use(invitation)


def may_use(invitation: Invitation) -> Verdict:
    if invitation.standing == Invitation.Standing.REVOKED:
        return no(_("This invitation was taken back. Ask for a new link."))
    if invitation.standing == Invitation.Standing.EXPIRED:
        return no(_("This invitation has run out. Ask for a new link."))
    if invitation.standing == Invitation.Standing.USED:
        return no(
            _("All places of this invitation are taken. Ask for a new link.")
            if invitation.places > 1
            else _("This invitation was used already. Ask for a new link.")
        )
    return YES


def may_take_a_place(who: Person, project: Project) -> Verdict:
    if is_software(who):
        return no(_("Software cannot join like a person. A facilitator lets it in."))
    place = place_of(who, project)
    if place is None:
        return YES
    if place.state == Participant.State.LEFT:
        return may_return(place)
    if place.state == Participant.State.ACTIVE:
        return no(_("You are in this project already. There is nothing more to do."))
    return no(_not_here(place))


def _not_here(place: Participant) -> str:
    if place.state == Participant.State.SUSPENDED:
        return _("Your place is paused, for 14 days at most. Then it is yours again.")
    if place.state == Participant.State.REMOVED:
        return _("Your place was taken back by both sides. They can give it again.")
    return _("You have left this project. You can come back on your profile page.")


def may_speak_from(invitation: Invitation, group: Constituency) -> Verdict:
    if group.project_id != invitation.project_id:
        return no(_("This group belongs to another project. Choose one of this one."))
    if invitation.constituency_id not in (None, group.pk):
        return no(
            _("This invitation is for another group. Ask for one for your group.")
        )
    return YES


# ------------------------------------------------------------------ one's own place


def may_change_own_place(place: Participant) -> Verdict:
    if place.role == Participant.Role.SOFTWARE:
        return no(_("Software says nothing about itself. It is let in as it is."))
    return YES if place.is_here else no(_not_here(place))


def may_change_group(place: Participant, group: Constituency) -> Verdict:
    if group.project_id != place.project_id:
        return no(_("This group belongs to another project. Choose one of this one."))
    if group.pk == place.constituency_id:
        return no(_("You speak from this group already. Choose another one."))
    return may_change_own_place(place)


def may_leave(place: Participant) -> Verdict:
    if place.state in (Participant.State.LEFT, Participant.State.REMOVED):
        return no(_not_here(place))
    return YES


def may_return(place: Participant) -> Verdict:
    if place.state != Participant.State.LEFT:
        return no(_("Only who has left a project can come back to it."))
    if running_pause(place):
        return no(_("Your place was paused when you left. Come back when it is over."))
    return YES


# ------------------------------------------------------------------ other people


def may_give_tasks(who: Who, project: Project) -> Verdict:
    held = grants_of(who, project)
    if "coordinate_project" in held:
        return YES
    if has_coordinator(project):
        return no(_("Only coordinators give roles here. Ask one of either side."))
    if "facilitate_project" in held:
        return YES
    if "decide_in_project" in held and not helpers_of(project):
        return YES  # nobody is left to ask: any member may find someone
    return no(_("Only facilitators give roles, while there is no coordinator."))


def may_change_role(who: Participant, place: Participant, role: str) -> Verdict:
    if place.project_id != who.project_id:
        return no(_("This person is in another project."))
    if role not in GIVEN_BY_PEOPLE or place.role == Participant.Role.SOFTWARE:
        return no(_("This role cannot be given to a person."))
    if not place.is_here:
        return no(_("This person does not take part at the moment."))
    if role not in HELPING and _is_the_last_helper(place):
        return no(_("Someone must facilitate. Give this role to another person first."))
    return may_give_tasks(who, place.project)


def _is_the_last_helper(place: Participant) -> bool:
    helps = place.role in HELPING
    return helps and helpers_of(place.project) == [place]


def may_pause(who: Participant, place: Participant) -> Verdict:
    verdict = may_facilitate(who, place.project)
    if not verdict:
        return verdict
    if place.pk == who.pk:
        return no(_("You cannot pause your own place. You can leave the project."))
    if not place.is_here:
        return no(_("This place is not in use, so there is nothing to pause."))
    if was_paused_lately(place):
        return no(
            _(
                "This place was paused not long ago. It cannot be paused again for"
                " 14 days. To end it for good, both sides have to agree."
            )
        )
    return YES


def may_lift_pause(who: Participant, place: Participant) -> Verdict:
    if place.state != Participant.State.SUSPENDED:
        return no(_("This place is not paused."))
    if place.pk == who.pk:
        return no(_("Someone else has to end this pause."))
    return may_facilitate(who, place.project)


def may_record_leaving(who: Participant, place: Participant) -> Verdict:
    verdict = may_facilitate(who, place.project)
    if verdict and place.user_id is not None:
        return no(_("This person has an account and can leave on their own page."))
    return verdict and may_leave(place)


def may_have_paper_checked(who: Participant) -> Verdict:
    """Whether the side across could check what this person enters from paper."""
    across = Side.INSTITUTION if who.side == Side.COMMUNITY else Side.COMMUNITY
    here = who.project.participants.filter(
        state=Participant.State.ACTIVE, constituency__side=across
    )
    roles = set(here.values_list("role", flat=True).distinct())
    if roles & set(HELPING):
        return YES
    nobody = roles.isdisjoint(DECIDERS)
    if nobody and not who.project.constituencies.filter(side=across):
        reason = _(
            "Votes on paper are checked by the other side, and this project has none."
            " Let people without e-mail decide in a meeting instead."
        )
    elif nobody:
        reason = _(
            "Nobody of the side “%(side)s” is here yet who could check votes on paper."
            " They count only once someone of that side has looked. Invite someone of"
            " that side first."
        )
    else:
        reason = _(
            "The side “%(side)s” has no facilitator yet. Its members can check votes on"
            " paper, but the record of a meeting waits for a facilitator of each side."
            " Give someone of that side the task."
        )
    return no(reason % {"side": across.label})


def may_let_software_in(
    who: Participant, client: ApiClient, group: Constituency
) -> Verdict:
    if group.project_id != who.project_id:
        return no(_("This group belongs to another project. Choose one of this one."))
    if not clients_to_let_in(who.project).filter(pk=client.pk).exists():
        return no(_("This software is in the project already, or may not be in it."))
    return may_give_tasks(who, who.project)
