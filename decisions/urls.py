"""The pages of agreements and decisions."""

from django.urls import path

from decisions import views

app_name = "decisions"
urlpatterns = [
    path("projects/<uuid:pk>/charter/", views.charter, name="charter"),
    path(
        "projects/<uuid:pk>/charter/draft/", views.draft_charter, name="draft_charter"
    ),
    path("projects/<uuid:pk>/charter/save/", views.save_draft, name="save_draft"),
    path("charters/<uuid:pk>/", views.charter_version, name="charter_version"),
    path("charters/<uuid:pk>/rows/<str:act>/", views.change_row, name="change_row"),
    path("charters/<uuid:pk>/rows/<str:act>/save/", views.save_row, name="save_row"),
    path("projects/<uuid:pk>/decisions/", views.decisions, name="decisions"),
    path(
        "projects/<uuid:pk>/propose/<str:act>/<uuid:thing>/",
        views.propose,
        name="propose",
    ),
    path(
        "projects/<uuid:pk>/propose/<str:act>/<uuid:thing>/send/",
        views.put_question,
        name="put_question",
    ),
    path(
        "projects/<uuid:pk>/record-meeting/<str:act>/<uuid:thing>/",
        views.record_meeting,
        name="record_meeting",
    ),
    path(
        "projects/<uuid:pk>/record-meeting/<str:act>/<uuid:thing>/send/",
        views.write_record,
        name="write_record",
    ),
    path("decisions/<uuid:pk>/", views.decision, name="decision"),
    path("decisions/<uuid:pk>/vote/", views.vote, name="vote"),
    path("decisions/<uuid:pk>/object/", views.object_to, name="object"),
    path("decisions/<uuid:pk>/remark/", views.remark, name="remark"),
    path("decisions/<uuid:pk>/more-time/", views.ask_for_time, name="ask_for_time"),
    path("decisions/<uuid:pk>/revise/", views.revise, name="revise"),
    path("decisions/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("decisions/<uuid:pk>/close/", views.close_early, name="close_early"),
    path("decisions/<uuid:pk>/confirm/", views.confirm_meeting, name="confirm_meeting"),
    path("decisions/<uuid:pk>/paper/", views.paper, name="paper"),
    path("decisions/<uuid:pk>/paper/enter/", views.enter_ballot, name="enter_ballot"),
    path("ballots/<uuid:pk>/confirm/", views.confirm_ballot, name="confirm_ballot"),
    path(
        "concerns/<uuid:pk>/withdraw/",
        views.withdraw_objection,
        name="withdraw_objection",
    ),
    path("remarks/<uuid:pk>/hide/", views.hide_remark, name="hide_remark"),
    path("go-aheads/<uuid:pk>/retry/", views.retry, name="retry"),
    path("go-aheads/<uuid:pk>/doubt/", views.challenge, name="challenge"),
    path("doubts/<uuid:pk>/settle/", views.dismiss_challenge, name="dismiss_challenge"),
]
