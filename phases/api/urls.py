"""What the API has of the circle."""

from django.urls import path

from phases.api import circle, contributing, files, planning, searching

urlpatterns = [
    path(
        "projects/<uuid:pk>/cycles/", circle.CyclesApi.as_view(), name="project-cycles"
    ),
    path(
        "projects/<uuid:pk>/activities/",
        circle.ActivitiesApi.as_view(),
        name="project-activities",
    ),
    path(
        "projects/<uuid:pk>/contributions/",
        searching.SearchApi.as_view(),
        name="project-contributions",
    ),
    path(
        "projects/<uuid:pk>/meetings/",
        circle.MeetingsApi.as_view(),
        name="project-meetings",
    ),
    path("phases/<uuid:pk>/", circle.PhaseApi.as_view(), name="phase"),
    path("activities/<uuid:pk>/", circle.ActivityApi.as_view(), name="activity"),
    path(
        "activities/<uuid:pk>/contributions/",
        contributing.ContributionsApi.as_view(),
        name="contributions",
    ),
    path("activities/<uuid:pk>/files/", files.FilesApi.as_view(), name="files"),
    path(
        "activities/<uuid:pk>/outcomes/",
        files.OutcomesApi.as_view(),
        name="outcomes",
    ),
    path("files/<uuid:pk>/", files.FileApi.as_view(), name="file"),
    path(
        "files/<uuid:pk>/problems/",
        files.FileProblemsApi.as_view(),
        name="file-problems",
    ),
    path("files/<uuid:pk>/store/", files.StoreFileApi.as_view(), name="file-store"),
    path("activities/<uuid:pk>/tasks/", planning.TasksApi.as_view(), name="tasks"),
    path(
        "contributions/<uuid:pk>/",
        contributing.ContributionApi.as_view(),
        name="contribution",
    ),
    path(
        "contributions/<uuid:pk>/versions/",
        contributing.VersionsApi.as_view(),
        name="versions",
    ),
    path(
        "contributions/<uuid:pk>/support/",
        contributing.SupportApi.as_view(),
        name="support",
    ),
    path(
        "contributions/<uuid:pk>/comments/",
        contributing.CommentsApi.as_view(),
        name="comments",
    ),
]
