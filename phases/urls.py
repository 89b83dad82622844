"""The addresses of the circle."""

from django.urls import path

from phases import views

app_name = "phases"
urlpatterns = [
    path("projects/start/", views.start_project, name="start_project"),
    path("projects/start/purpose/", views.save_purpose, name="save_purpose"),
    path("projects/start/groups/", views.start_groups, name="start_groups"),
    path("projects/start/groups/save/", views.save_groups, name="save_groups"),
    path("projects/start/check/", views.start_check, name="start_check"),
    path("projects/start/now/", views.start_now, name="start_now"),
    path("projects/<uuid:pk>/search/", views.search, name="search"),
    path("projects/<uuid:pk>/meetings/", views.meetings, name="meetings"),
    path("projects/<uuid:pk>/meetings/call/", views.call_meeting, name="call_meeting"),
    path("meetings/<uuid:pk>/call-off/", views.call_off, name="call_off"),
    path("projects/<uuid:pk>/reports/", views.reports, name="reports"),
    path("reports/<uuid:pk>/dismiss/", views.dismiss_report, name="dismiss_report"),
    path("phases/<uuid:pk>/", views.phase, name="phase"),
    path("phases/<uuid:pk>/add-activity/", views.add_activity, name="add_activity"),
    path(
        "phases/<uuid:pk>/add-activity/save/", views.save_activity, name="save_activity"
    ),
    path("activities/<uuid:pk>/", views.activity, name="activity"),
    path("activities/<uuid:pk>/contribute/", views.contribute, name="contribute"),
    path("activities/<uuid:pk>/enter/", views.enter, name="enter"),
    path("activities/<uuid:pk>/enter/save/", views.save_entered, name="save_entered"),
    path("activities/<uuid:pk>/import/", views.import_, name="import"),
    path("activities/<uuid:pk>/import/check/", views.upload, name="upload"),
    path(
        "activities/<uuid:pk>/import/contributions.csv",
        views.contribution_sheet,
        name="contribution_sheet",
    ),
    path(
        "activities/<uuid:pk>/import/mapping.json",
        views.columns_example,
        name="columns_example",
    ),
    path("activities/<uuid:pk>/outcomes/", views.outcomes, name="outcomes"),
    path("activities/<uuid:pk>/outcomes.csv", views.outcomes_csv, name="outcomes_csv"),
    path("files/<uuid:pk>/", views.file, name="file"),
    path("files/<uuid:pk>/store/", views.store_file, name="store_file"),
    path("files/<uuid:pk>/set-aside/", views.set_aside_file, name="set_aside_file"),
    path("files/<uuid:pk>/take-back/", views.take_back_file, name="take_back_file"),
    path(
        "files/<uuid:pk>/problems.csv",
        views.file_problems_csv,
        name="file_problems_csv",
    ),
    path("activities/<uuid:pk>/add-task/", views.add_task, name="add_task"),
    path("contributions/<uuid:pk>/", views.contribution, name="contribution"),
    path("contributions/<uuid:pk>/versions/", views.versions, name="versions"),
    path("contributions/<uuid:pk>/support/", views.support, name="support"),
    path(
        "contributions/<uuid:pk>/withdraw-support/",
        views.withdraw_support,
        name="withdraw_support",
    ),
    path("contributions/<uuid:pk>/comment/", views.comment, name="comment"),
    path("contributions/<uuid:pk>/edit/", views.edit, name="edit"),
    path(
        "contributions/<uuid:pk>/withdraw/",
        views.withdraw_contribution,
        name="withdraw_contribution",
    ),
    path("contributions/<uuid:pk>/attach/", views.attach, name="attach"),
    path("attachments/<uuid:pk>/", views.attachment, name="attachment"),
    path(
        "attachments/<uuid:pk>/remove/",
        views.remove_attachment,
        name="remove_attachment",
    ),
    path(
        "attachments/<uuid:pk>/put-back/",
        views.put_back_attachment,
        name="put_back_attachment",
    ),
    path("contributions/<uuid:pk>/status/", views.set_status, name="set_status"),
    path("contributions/<uuid:pk>/report/", views.report, name="report"),
    path("contributions/<uuid:pk>/hide/", views.hide, name="hide"),
    path("contributions/<uuid:pk>/unhide/", views.unhide, name="unhide"),
    path("comments/<uuid:pk>/", views.one_comment, name="one_comment"),
    path(
        "comments/<uuid:pk>/withdraw/", views.withdraw_comment, name="withdraw_comment"
    ),
    path("comments/<uuid:pk>/report/", views.report_comment, name="report_comment"),
    path("comments/<uuid:pk>/hide/", views.hide_comment, name="hide_comment"),
    path("comments/<uuid:pk>/unhide/", views.unhide_comment, name="unhide_comment"),
    path("cycles/<uuid:pk>/priorities/", views.commission, name="commission"),
    path(
        "cycles/<uuid:pk>/priorities/draft/",
        views.draft_priorities,
        name="draft_priorities",
    ),
    path(
        "cycles/<uuid:pk>/priorities/save/",
        views.save_priorities,
        name="save_priorities",
    ),
    path("tasks/<uuid:pk>/", views.task, name="task"),
    path("tasks/<uuid:pk>/change/", views.change_task, name="change_task"),
    path("tasks/<uuid:pk>/take/", views.take_task, name="take_task"),
    path("tasks/<uuid:pk>/leave/", views.leave_task, name="leave_task"),
    path("tasks/<uuid:pk>/start/", views.start_task, name="start_task"),
    path("tasks/<uuid:pk>/deliver/", views.deliver_task, name="deliver_task"),
    path("tasks/<uuid:pk>/confirm/", views.confirm_task, name="confirm_task"),
    path("tasks/<uuid:pk>/return/", views.return_task, name="return_task"),
    path("tasks/<uuid:pk>/hours/", views.give_hours, name="give_hours"),
]
