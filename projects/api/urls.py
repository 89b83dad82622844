"""What the API has of pilots and projects."""

from django.urls import path

from projects.api import projects

urlpatterns = [
    path("pilots/", projects.PilotsApi.as_view(), name="pilots"),
    path("projects/<uuid:pk>/", projects.ProjectApi.as_view(), name="project"),
    path(
        "projects/<uuid:pk>/events/",
        projects.EventsApi.as_view(),
        name="project-events",
    ),
]
