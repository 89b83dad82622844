"""What the API has of pilots and projects."""

from django.urls import path

from projects.api import exports, projects

urlpatterns = [
    path("pilots/", projects.PilotsApi.as_view(), name="pilots"),
    path("projects/<uuid:pk>/", projects.ProjectApi.as_view(), name="project"),
    path(
        "projects/<uuid:pk>/events/",
        projects.EventsApi.as_view(),
        name="project-events",
    ),
    path("exports/", exports.ExportsApi.as_view(), name="exports"),
    path("exports/<uuid:pk>/", exports.ExportApi.as_view(), name="export"),
    path(
        "exports/<uuid:pk>/file/",
        exports.ExportFileApi.as_view(),
        name="export-file",
    ),
]
