"""Who decides what: the agreement in force, its versions, and drafting a new one."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request

from decisions import actions, permissions, queries
from decisions.acts import ACTS, CHANGE_CHARTER
from decisions.forms import RowForm
from decisions.models import Charter
from decisions.queries import grid
from decisions.serializers.charters import (
    CharterOut,
    CharterVersionOut,
    DraftIn,
    RowIn,
    WordsIn,
)
from participants.queries import own_place
from projects.endpoint.shapes import lists, makes, shows
from projects.endpoint.view import Endpoint
from projects.models import Project
from projects.paging import Page
from projects.queries import project_for


class CharterApi(Endpoint):
    @shows(CharterOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """Who decides what in a project now."""
        project = project_for(request.user, pk)
        return _terms(request, project, queries.charter_in_force(project))


class ChartersApi(Endpoint):
    @lists(CharterVersionOut)
    def get(self, request: Request, pk: UUID) -> Page[Charter]:
        """Every version of the agreement, the draft among them, newest first."""
        project = project_for(request.user, pk)
        return queries.charters_page(project, self.cursor)

    @makes(CharterOut, takes=DraftIn)
    def post(self, request: Request, pk: UUID) -> dict[str, Any]:
        """Begin a draft, if there is none. It is in force once both sides adopt it."""
        project = project_for(request.user, pk)
        by = own_place(request.user, project)
        made = actions.draft_charter(by=by, project=project, **self.sent())
        return _terms(request, project, made)


class CharterVersionApi(Endpoint):
    @shows(CharterOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """One version: the draft that is worked on, or what held before."""
        charter = queries.charter_for(request.user, pk)
        return _terms(request, charter.project, charter)

    @shows(CharterOut, takes=WordsIn)
    def patch(self, request: Request, pk: UUID) -> dict[str, Any]:
        """Change the words of a draft, or what it starts from."""
        charter = queries.charter_for(request.user, pk)
        by = own_place(request.user, charter.project)
        now = {"preset": charter.preset, "ground_rules": charter.ground_rules}
        said = {**now, **self.sent(partial=True)}
        changed = actions.change_draft(
            by=by, charter=charter, edition=self.edition, **said
        )
        return _terms(request, charter.project, changed)


class CharterRowApi(Endpoint):
    @shows(CharterOut, takes=RowIn)
    def put(self, request: Request, pk: UUID, act: str) -> dict[str, Any]:
        """Say something else about one act in a draft."""
        charter = queries.row_for(request.user, pk, act).charter
        by = own_place(request.user, charter.project)
        said, edition = self.sent(), self.edition
        terms = self.checked(RowForm({**said, "edition": edition})).terms()
        changed = actions.change_row(
            by=by, charter=charter, act=ACTS[act], terms=terms, edition=edition
        )
        return _terms(request, charter.project, changed)


def _terms(
    request: Request, project: Project, charter: Charter | None
) -> dict[str, Any]:
    """A version whole; without one, what holds before the first."""
    rows = grid.grid(charter) if charter else grid.founding_grid()
    words = ("preset", "ground_rules", "language", "state", "adopted_at")
    found = {name: getattr(charter, name, "") for name in words}
    decided = grid.adopting_decision(charter) if charter else None
    return {
        **found,
        "id": charter and charter.pk,
        "version": charter.version if charter else 0,
        "edition": charter.edition if charter else 0,
        "adopted_at": charter and charter.adopted_at,
        "adopted_by": decided and decided.pk,
        "level": grid.level_of(rows),
        "rows": rows,
        **_draft(request, project, charter),
    }


def _draft(
    request: Request, project: Project, charter: Charter | None
) -> dict[str, Any]:
    """What someone may do about a version, and what it lacks."""
    may_draft = permissions.may_draft_charter(request.user, project)
    if charter is None:
        return {"lacking": [], "may_change": may_draft, "may_propose": may_draft}
    return {
        "lacking": [
            {
                "act": act.code,
                "side": check.side,
                "have": check.have,
                "need": check.need,
            }
            for act, check in queries.unmet(charter)
        ],
        "may_change": may_draft and permissions.may_be_changed(charter),
        "may_propose": permissions.may_propose(request.user, CHANGE_CHARTER, charter),
    }
