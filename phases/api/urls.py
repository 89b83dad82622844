"""What the API has of the circle."""

from django.urls import path

from phases.api import (
    attachments,
    circle,
    contributing,
    files,
    moderating,
    planning,
    searching,
    starting,
)

urlpatterns = [
    path("projects/", starting.ProjectsApi.as_view(), name="projects"),
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
    path(
        "projects/<uuid:pk>/reports/",
        moderating.ReportsApi.as_view(),
        name="project-reports",
    ),
    path(
        "projects/<uuid:pk>/hidden/",
        moderating.HiddenApi.as_view(),
        name="project-hidden",
    ),
    path(
        "cycles/<uuid:pk>/priorities/",
        circle.PrioritiesApi.as_view(),
        name="priorities",
    ),
    path("phases/<uuid:pk>/", circle.PhaseApi.as_view(), name="phase"),
    path(
        "phases/<uuid:pk>/activities/",
        circle.PhaseActivitiesApi.as_view(),
        name="phase-activities",
    ),
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
        "contributions/<uuid:pk>/attachments/",
        attachments.AttachmentsApi.as_view(),
        name="attachments",
    ),
    path(
        "attachments/<uuid:pk>/",
        attachments.AttachmentApi.as_view(),
        name="attachment",
    ),
    path(
        "attachments/<uuid:pk>/file/",
        attachments.AttachmentFileApi.as_view(),
        name="attachment-file",
    ),
    path(
        "contributions/<uuid:pk>/comments/",
        contributing.CommentsApi.as_view(),
        name="comments",
    ),
    path(
        "contributions/<uuid:pk>/withdraw/",
        contributing.WithdrawApi.as_view(),
        name="contribution-withdraw",
    ),
    path(
        "contributions/<uuid:pk>/status/",
        contributing.StatusApi.as_view(),
        name="contribution-status",
    ),
    path(
        "contributions/<uuid:pk>/report/",
        moderating.ReportApi.as_view(),
        name="contribution-report",
    ),
    path(
        "contributions/<uuid:pk>/hide/",
        moderating.HideApi.as_view(),
        name="contribution-hide",
    ),
    path(
        "contributions/<uuid:pk>/unhide/",
        moderating.UnhideApi.as_view(),
        name="contribution-unhide",
    ),
    path("comments/<uuid:pk>/", contributing.CommentApi.as_view(), name="comment"),
    path(
        "comments/<uuid:pk>/withdraw/",
        contributing.WithdrawCommentApi.as_view(),
        name="comment-withdraw",
    ),
    path(
        "comments/<uuid:pk>/report/",
        moderating.ReportCommentApi.as_view(),
        name="comment-report",
    ),
    path(
        "comments/<uuid:pk>/hide/",
        moderating.HideCommentApi.as_view(),
        name="comment-hide",
    ),
    path(
        "comments/<uuid:pk>/unhide/",
        moderating.UnhideCommentApi.as_view(),
        name="comment-unhide",
    ),
    path(
        "reports/<uuid:pk>/dismiss/",
        moderating.DismissApi.as_view(),
        name="report-dismiss",
    ),
    path("tasks/<uuid:pk>/", planning.TaskApi.as_view(), name="task"),
    path("tasks/<uuid:pk>/take/", planning.TakeTaskApi.as_view(), name="task-take"),
    path("tasks/<uuid:pk>/leave/", planning.LeaveTaskApi.as_view(), name="task-leave"),
    path("tasks/<uuid:pk>/start/", planning.StartTaskApi.as_view(), name="task-start"),
    path(
        "tasks/<uuid:pk>/deliver/",
        planning.DeliverTaskApi.as_view(),
        name="task-deliver",
    ),
    path(
        "tasks/<uuid:pk>/confirm/",
        planning.ConfirmTaskApi.as_view(),
        name="task-confirm",
    ),
    path(
        "tasks/<uuid:pk>/return/", planning.ReturnTaskApi.as_view(), name="task-return"
    ),
    path("tasks/<uuid:pk>/hours/", planning.HoursApi.as_view(), name="task-hours"),
    path("meetings/<uuid:pk>/", circle.MeetingApi.as_view(), name="meeting"),
    path(
        "meetings/<uuid:pk>/call-off/",
        circle.CallOffApi.as_view(),
        name="meeting-call-off",
    ),
    path("files/<uuid:pk>/", files.FileApi.as_view(), name="file"),
    path(
        "files/<uuid:pk>/take-back/",
        files.TakeBackFileApi.as_view(),
        name="file-take-back",
    ),
    path(
        "files/<uuid:pk>/problems/",
        files.FileProblemsApi.as_view(),
        name="file-problems",
    ),
    path("files/<uuid:pk>/store/", files.StoreFileApi.as_view(), name="file-store"),
    path(
        "files/<uuid:pk>/set-aside/",
        files.SetAsideFileApi.as_view(),
        name="file-set-aside",
    ),
]
