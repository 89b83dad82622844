"""Files of answers for other software."""

from uuid import UUID

from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from evaluation import actions, permissions, queries
from evaluation.models import ImportBatch, ImportProblem
from evaluation.serializers.importing import ImportIn, ImportOut
from participants.queries import own_place
from projects.access import ensure
from projects.endpoint.shapes import lists, makes, shows
from projects.endpoint.tables import AFTER, LINE, FaultsOut, StoreIn
from projects.endpoint.view import Endpoint
from projects.paging import Page
from projects.queries import Faults, faults_page


class ImportsApi(Endpoint):
    parser_classes = (MultiPartParser,)

    @lists(ImportOut)
    def get(self, request: Request, pk: UUID) -> Page[ImportBatch]:
        """The files that were brought into a round, newest first."""
        round = queries.round_for(request.user, pk)
        ensure(permissions.may_evaluate(request.user, round.project))
        return queries.imports_page(round, self.cursor)

    @makes(ImportOut, takes=ImportIn, code=status.HTTP_202_ACCEPTED)
    def post(self, request: Request, pk: UUID) -> ImportBatch:
        """Bring in a file of answers. It is checked first; nothing is stored yet."""
        round = queries.round_for(request.user, pk)
        by = own_place(request.user, round.project)
        ensure(permissions.may_import(by, round))
        sent = self.filled().sent_file()
        return actions.import_answers(by=by, round=round, file=sent)


class ImportApi(Endpoint):
    @shows(ImportOut)
    def get(self, request: Request, pk: UUID) -> ImportBatch:
        """How far a file is: checked, waiting for you, stored."""
        batch = queries.import_for(request.user, pk)
        ensure(permissions.may_see_import(request.user, batch))
        return batch


class ProblemsApi(Endpoint):
    @shows(FaultsOut, LINE, AFTER)
    def get(self, request: Request, pk: UUID) -> Faults[ImportProblem]:
        """What is wrong with which row."""
        batch = queries.import_for(request.user, pk)
        ensure(permissions.may_see_import(request.user, batch))
        return faults_page(batch.problems.all(), request.query_params)


class StoreApi(Endpoint):
    @shows(ImportOut, takes=StoreIn, code=status.HTTP_202_ACCEPTED)
    def post(self, request: Request, pk: UUID) -> ImportBatch:
        """Store all rows of a file, or only the good ones, as chosen."""
        batch = queries.import_for(request.user, pk)
        by = own_place(request.user, batch.round.project)
        actions.store_import(by=by, batch=batch, **self.sent())
        return queries.import_for(request.user, pk)


class DiscardApi(Endpoint):
    @shows(ImportOut)
    def post(self, request: Request, pk: UUID) -> ImportBatch:
        """Store nothing of a file, and forget what it held."""
        batch = queries.import_for(request.user, pk)
        by = own_place(request.user, batch.round.project)
        actions.discard_import(by=by, batch=batch)
        return queries.import_for(request.user, pk)
