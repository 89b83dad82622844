"""What the API has: its addresses, its description, how a client shows itself."""

from django.urls import path
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from decisions import api as decisions
from evaluation import api as evaluation
from participants import api as participants
from phases import api as phases
from projects import api as projects


class ApiClientScheme(OpenApiAuthenticationExtension):
    """Client credentials against our own token address."""

    target_class = "coprod.auth.ApiClientAuthentication"
    name = "client"

    def get_security_definition(self, auto_schema: object) -> dict[str, object]:
        flow = {
            "tokenUrl": "/api/o/token",
            "scopes": {"read": "Read", "write": "Take part"},
        }
        return {"type": "oauth2", "flows": {"clientCredentials": flow}}


urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api:schema"),
        name="docs",
    ),
    path("projects/", projects.ProjectsApi.as_view(), name="projects"),
    path("projects/<uuid:pk>/", projects.ProjectApi.as_view(), name="project"),
    path(
        "projects/<uuid:pk>/groups/",
        participants.GroupsApi.as_view(),
        name="project-groups",
    ),
    path(
        "projects/<uuid:pk>/charter/",
        decisions.CharterApi.as_view(),
        name="project-charter",
    ),
    path(
        "projects/<uuid:pk>/decisions/",
        decisions.DecisionsApi.as_view(),
        name="project-decisions",
    ),
    path("decisions/<uuid:pk>/", decisions.DecisionApi.as_view(), name="decision"),
    path("decisions/<uuid:pk>/ballot/", decisions.BallotApi.as_view(), name="ballot"),
    path(
        "decisions/<uuid:pk>/remarks/", decisions.RemarksApi.as_view(), name="remarks"
    ),
    path(
        "decisions/<uuid:pk>/objections/",
        decisions.ObjectionsApi.as_view(),
        name="objections",
    ),
    path(
        "projects/<uuid:pk>/cycles/", phases.CyclesApi.as_view(), name="project-cycles"
    ),
    path(
        "projects/<uuid:pk>/activities/",
        phases.ActivitiesApi.as_view(),
        name="project-activities",
    ),
    path(
        "projects/<uuid:pk>/contributions/",
        phases.SearchApi.as_view(),
        name="project-contributions",
    ),
    path(
        "projects/<uuid:pk>/meetings/",
        phases.MeetingsApi.as_view(),
        name="project-meetings",
    ),
    path("phases/<uuid:pk>/", phases.PhaseApi.as_view(), name="phase"),
    path("activities/<uuid:pk>/", phases.ActivityApi.as_view(), name="activity"),
    path(
        "activities/<uuid:pk>/contributions/",
        phases.ContributionsApi.as_view(),
        name="contributions",
    ),
    path("activities/<uuid:pk>/files/", phases.FilesApi.as_view(), name="files"),
    path(
        "activities/<uuid:pk>/outcomes/",
        phases.OutcomesApi.as_view(),
        name="outcomes",
    ),
    path("files/<uuid:pk>/", phases.FileApi.as_view(), name="file"),
    path(
        "files/<uuid:pk>/problems/",
        phases.FileProblemsApi.as_view(),
        name="file-problems",
    ),
    path("files/<uuid:pk>/store/", phases.StoreFileApi.as_view(), name="file-store"),
    path("activities/<uuid:pk>/tasks/", phases.TasksApi.as_view(), name="tasks"),
    path(
        "contributions/<uuid:pk>/",
        phases.ContributionApi.as_view(),
        name="contribution",
    ),
    path(
        "contributions/<uuid:pk>/versions/",
        phases.VersionsApi.as_view(),
        name="versions",
    ),
    path(
        "contributions/<uuid:pk>/support/", phases.SupportApi.as_view(), name="support"
    ),
    path(
        "contributions/<uuid:pk>/comments/",
        phases.CommentsApi.as_view(),
        name="comments",
    ),
    path(
        "projects/<uuid:pk>/rounds/",
        evaluation.RoundsApi.as_view(),
        name="project-rounds",
    ),
    path("rounds/<uuid:pk>/", evaluation.RoundApi.as_view(), name="round"),
    path(
        "rounds/<uuid:pk>/responses/",
        evaluation.ResponsesApi.as_view(),
        name="responses",
    ),
    path("rounds/<uuid:pk>/results/", evaluation.ResultsApi.as_view(), name="results"),
    path(
        "rounds/<uuid:pk>/findings/", evaluation.FindingsApi.as_view(), name="findings"
    ),
    path("rounds/<uuid:pk>/imports/", evaluation.ImportsApi.as_view(), name="imports"),
    path("imports/<uuid:pk>/", evaluation.ImportApi.as_view(), name="import"),
    path(
        "imports/<uuid:pk>/problems/",
        evaluation.ProblemsApi.as_view(),
        name="import-problems",
    ),
    path(
        "imports/<uuid:pk>/store/", evaluation.StoreApi.as_view(), name="import-store"
    ),
]
