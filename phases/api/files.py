"""Files of contributions for other software, and what became of it all."""

from typing import Any
from uuid import UUID

from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from participants.queries import own_place
from phases import actions, permissions, queries
from phases.models import ContributionFile, FileProblem
from phases.serializers.files import (
    ContributionFileIn,
    ContributionFileOut,
    OutcomesOut,
)
from projects.access import ensure
from projects.endpoint.shapes import lists, makes, shows
from projects.endpoint.tables import AFTER, LINE, FaultsOut, StoreIn
from projects.endpoint.view import Endpoint
from projects.paging import Page
from projects.queries import Faults, faults_page


class FilesApi(Endpoint):
    parser_classes = (MultiPartParser,)

    @lists(ContributionFileOut)
    def get(self, request: Request, pk: UUID) -> Page[ContributionFile]:
        """The files that were brought in here, newest first."""
        activity = queries.activity_for(request.user, pk)
        ensure(permissions.may_see_files(request.user, activity))
        return queries.files_page(activity, self.cursor)

    @makes(ContributionFileOut, takes=ContributionFileIn, code=status.HTTP_202_ACCEPTED)
    def post(self, request: Request, pk: UUID) -> ContributionFile:
        """Bring in a file of contributions. It is checked; nothing is stored yet."""
        activity = queries.activity_for(request.user, pk)
        by = own_place(request.user, activity.project)
        ensure(permissions.may_import(by, activity))
        sent = self.filled().sent_file()
        return actions.import_contributions(by=by, activity=activity, sent=sent)


class FileApi(Endpoint):
    @shows(ContributionFileOut)
    def get(self, request: Request, pk: UUID) -> ContributionFile:
        """How far a file is: checked, waiting for you, stored."""
        found = queries.file_for(request.user, pk)
        ensure(permissions.may_see_file(request.user, found))
        return found


class FileProblemsApi(Endpoint):
    @shows(FaultsOut, LINE, AFTER)
    def get(self, request: Request, pk: UUID) -> Faults[FileProblem]:
        """What is wrong with which row of a file of contributions."""
        file = queries.file_for(request.user, pk)
        ensure(permissions.may_see_file(request.user, file))
        return faults_page(file.problems.all(), request.query_params)


class StoreFileApi(Endpoint):
    @shows(ContributionFileOut, takes=StoreIn, code=status.HTTP_202_ACCEPTED)
    def post(self, request: Request, pk: UUID) -> ContributionFile:
        """Store all rows of a file, or only the good ones, as chosen."""
        file = queries.file_for(request.user, pk)
        by = own_place(request.user, file.activity.project)
        actions.store_file(by=by, file=file, **self.sent())
        return queries.file_for(request.user, pk)


class SetAsideFileApi(Endpoint):
    @shows(ContributionFileOut)
    def post(self, request: Request, pk: UUID) -> ContributionFile:
        """Store nothing of a file, and forget what it held."""
        file = queries.file_for(request.user, pk)
        by = own_place(request.user, file.activity.project)
        actions.set_aside_file(by=by, file=file)
        return queries.file_for(request.user, pk)


class TakeBackFileApi(Endpoint):
    @shows(ContributionFileOut)
    def post(self, request: Request, pk: UUID) -> ContributionFile:
        """Undo a file within seven days: what nobody has answered goes."""
        file = queries.file_for(request.user, pk)
        by = own_place(request.user, file.activity.project)
        return actions.take_back_file(by=by, file=file)


class OutcomesApi(Endpoint):
    @shows(OutcomesOut)
    def get(self, request: Request, pk: UUID) -> Any:
        """What became of what people put in, by the group it came from."""
        activity = queries.activity_for(request.user, pk)
        return queries.outcomes_of(activity)
