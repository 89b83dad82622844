"""What the API has of projects."""

from django.urls import path

from projects.api import projects

urlpatterns = [
    path("projects/", projects.ProjectsApi.as_view(), name="projects"),
    path("projects/<uuid:pk>/", projects.ProjectApi.as_view(), name="project"),
]
