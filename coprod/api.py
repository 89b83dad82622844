"""What the API has: its addresses, its description, how a client shows itself."""

from django.urls import path
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework import serializers
from rest_framework.request import Request

from coprod.queries.needs import Need, needs_of
from decisions.api import urls as decisions
from evaluation.api import urls as evaluation
from participants.api import urls as participants
from participants.queries import places_of
from phases.api import urls as phases
from projects.api import urls as projects
from projects.endpoint.shapes import shows
from projects.endpoint.view import SignedInEndpoint


class NeedOut(serializers.Serializer[Need]):
    kind = serializers.CharField(help_text="ballot, paper, record, round, …")
    project = serializers.UUIDField(source="project.pk")
    title = serializers.CharField()
    text = serializers.CharField()
    url = serializers.CharField(help_text="The page where it is done.")
    action = serializers.CharField(help_text="What its button says.")
    until = serializers.DateTimeField(allow_null=True)


class NeedsApi(SignedInEndpoint):
    @shows(NeedOut, many=True)
    def get(self, request: Request) -> list[Need]:
        """What waits for you, over all your projects, soonest first."""
        return needs_of(places_of(request.user))


class ApiClientScheme(OpenApiAuthenticationExtension):
    """Software for itself, and apps that people let act for them."""

    target_class = "coprod.auth.ApiClientAuthentication"
    name = "client"

    def get_security_definition(self, auto_schema: object) -> dict[str, object]:
        flow = {
            "tokenUrl": "/api/o/token",
            "scopes": {"read": "Read", "write": "Take part"},
        }
        asked = {"authorizationUrl": "/api/o/authorize", "refreshUrl": "/api/o/token"}
        flows = {"clientCredentials": flow, "authorizationCode": {**flow, **asked}}
        return {"type": "oauth2", "flows": flows}


urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api:schema"),
        name="docs",
    ),
    path("needs/", NeedsApi.as_view(), name="needs"),
    *projects.urlpatterns,
    *participants.urlpatterns,
    *decisions.urlpatterns,
    *phases.urlpatterns,
    *evaluation.urlpatterns,
]
