"""What the API has: its addresses, its description, how a client shows itself."""

from django.urls import path
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from decisions.api import urls as decisions
from evaluation.api import urls as evaluation
from participants.api import urls as participants
from phases.api import urls as phases
from projects.api import urls as projects


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
    *projects.urlpatterns,
    *participants.urlpatterns,
    *decisions.urlpatterns,
    *phases.urlpatterns,
    *evaluation.urlpatterns,
]
