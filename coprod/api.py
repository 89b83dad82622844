"""What the API has: its addresses, its description, how a client shows itself."""

from django.urls import path
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from decisions import api as decisions
from evaluation.api import urls as evaluation
from participants import api as participants
from phases.api import urls as phases
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
    *phases.urlpatterns,
    *evaluation.urlpatterns,
]
