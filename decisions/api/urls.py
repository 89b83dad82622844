"""What the API has of agreements and decisions."""

from django.urls import path

from decisions.api import charters, decisions, speaking

urlpatterns = [
    path(
        "projects/<uuid:pk>/charter/",
        charters.CharterApi.as_view(),
        name="project-charter",
    ),
    path(
        "projects/<uuid:pk>/decisions/",
        decisions.DecisionsApi.as_view(),
        name="project-decisions",
    ),
    path("decisions/<uuid:pk>/", decisions.DecisionApi.as_view(), name="decision"),
    path("decisions/<uuid:pk>/ballot/", speaking.BallotApi.as_view(), name="ballot"),
    path("decisions/<uuid:pk>/remarks/", speaking.RemarksApi.as_view(), name="remarks"),
    path(
        "decisions/<uuid:pk>/objections/",
        speaking.ObjectionsApi.as_view(),
        name="objections",
    ),
]
