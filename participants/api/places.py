"""One’s own account, and one’s own place in a project."""

from uuid import UUID

from django.utils.translation import get_language
from rest_framework.request import Request

from participants import actions, queries
from participants.forms import ConsentsForm, GroupForm, OwnDetailsForm, ProfileForm
from participants.models import Participant, User
from participants.queries import Feeds
from participants.serializers.feeds import FeedsOut
from participants.serializers.places import (
    ConsentsIn,
    GroupIn,
    OwnDetailsIn,
    OwnPlaceOut,
    PlaceOut,
    ProfileIn,
    ProfileOut,
)
from projects.endpoint.shapes import does, lists, makes, shows
from projects.endpoint.view import Endpoint, SignedInEndpoint
from projects.paging import Page
from projects.queries import project_for


class ProfileApi(SignedInEndpoint):
    @shows(ProfileOut)
    def get(self, request: Request) -> User:
        """Your name, language and colours, for the whole site."""
        return queries.account(request.user)

    @shows(ProfileOut, takes=ProfileIn)
    def patch(self, request: Request) -> User:
        """Change your name, language or colours."""
        by = queries.account(request.user)
        now = ProfileForm.showing(by, get_language() or "en").initial
        said = {**now, **self.sent(partial=True), "edition": self.edition}
        form = self.checked(ProfileForm(said))
        return actions.change_profile(by=by, **form.cleaned_data)


class PlacesApi(SignedInEndpoint):
    @lists(PlaceOut)
    def get(self, request: Request) -> Page[Participant]:
        """Every place you have or had, newest first."""
        return queries.places_page(request.user, self.cursor)


class MyPlaceApi(Endpoint):
    @shows(OwnPlaceOut)
    def get(self, request: Request, pk: UUID) -> Participant:
        """How you take part in a project."""
        return _own(request, pk)

    @shows(OwnPlaceOut, takes=OwnDetailsIn)
    def patch(self, request: Request, pk: UUID) -> Participant:
        """Change how you take part, and what you need."""
        by = _own(request, pk)
        now = OwnDetailsForm.showing(by).initial
        said = {**now, **self.sent(partial=True), "edition": self.edition}
        form = self.checked(OwnDetailsForm(by.project, said))
        details = form.details(form.cleaned_data["name"])
        return actions.change_details(by=by, details=details, edition=self.edition)


class ConsentsApi(Endpoint):
    @shows(OwnPlaceOut, takes=ConsentsIn)
    def post(self, request: Request, pk: UUID) -> Participant:
        """Say what may be done with your words and your address."""
        by = _own(request, pk)
        given = self.checked(ConsentsForm(self.sent())).cleaned_data
        actions.set_consents(by=by, kinds=given["consents"])
        return by


class OwnGroupApi(Endpoint):
    @shows(OwnPlaceOut, takes=GroupIn)
    def post(self, request: Request, pk: UUID) -> Participant:
        """Speak from another group; open decisions keep the old one."""
        by = _own(request, pk)
        given = self.checked(GroupForm(by.project, self.sent())).cleaned_data
        actions.change_group(by=by, group=given["group"])
        return by


class OwnFeedsApi(Endpoint):
    @shows(FeedsOut)
    def get(self, request: Request, pk: UUID) -> Feeds:
        """Where your calendar and feed reader find a project.

        Personal addresses are told to whoever made them, once, and to nobody who acts
        for you later: an address still works when the app that read it is sent away.
        """
        found = queries.feeds_of(_own(request, pk))
        if request.auth is not None and found.link:
            return queries.Feeds(found.place, found.link)
        return found

    @makes(FeedsOut)
    def post(self, request: Request, pk: UUID) -> Feeds:
        """Addresses of your own, for a project that not everyone may read.

        They need no token: whoever holds them reads there what you may read. Those
        you had before stop working.
        """
        by = _own(request, pk)
        actions.make_feed_link(by=by)
        return queries.feeds_of(by)

    @does()
    def delete(self, request: Request, pk: UUID) -> None:
        """End your addresses. They lead nowhere from this moment."""
        actions.end_feed_link(by=_own(request, pk))


class LeaveApi(Endpoint):
    @shows(PlaceOut)
    def post(self, request: Request, pk: UUID) -> Participant:
        """Leave a project. What you said and decided stays."""
        by = _own(request, pk)
        actions.leave(by=by)
        return by


class ComeBackApi(Endpoint):
    @shows(PlaceOut)
    def post(self, request: Request, pk: UUID) -> Participant:
        """Take up again a place that you had left."""
        by = queries.own_place_for(request.user, pk)
        actions.come_back(by=by)
        return by


def _own(request: Request, pk: UUID) -> Participant:
    return queries.own_place(request.user, project_for(request.user, pk))
