"""What the API has of agreements and decisions."""

from django.urls import path

from decisions.api import charters, decisions, mandates, paper, running, speaking

urlpatterns = [
    path(
        "projects/<uuid:pk>/charter/",
        charters.CharterApi.as_view(),
        name="project-charter",
    ),
    path(
        "projects/<uuid:pk>/charters/",
        charters.ChartersApi.as_view(),
        name="project-charters",
    ),
    path("charters/<uuid:pk>/", charters.CharterVersionApi.as_view(), name="charter"),
    path(
        "charters/<uuid:pk>/rows/<str:act>/",
        charters.CharterRowApi.as_view(),
        name="charter-row",
    ),
    path(
        "projects/<uuid:pk>/decisions/",
        decisions.DecisionsApi.as_view(),
        name="project-decisions",
    ),
    path(
        "projects/<uuid:pk>/records/",
        decisions.RecordsApi.as_view(),
        name="project-records",
    ),
    path("decisions/<uuid:pk>/", decisions.DecisionApi.as_view(), name="decision"),
    path("decisions/<uuid:pk>/ballot/", speaking.BallotApi.as_view(), name="ballot"),
    path("decisions/<uuid:pk>/remarks/", speaking.RemarksApi.as_view(), name="remarks"),
    path(
        "decisions/<uuid:pk>/objections/",
        speaking.ObjectionsApi.as_view(),
        name="objections",
    ),
    path(
        "decisions/<uuid:pk>/more-time/",
        running.MoreTimeApi.as_view(),
        name="decision-more-time",
    ),
    path(
        "decisions/<uuid:pk>/revise/",
        running.ReviseApi.as_view(),
        name="decision-revise",
    ),
    path(
        "decisions/<uuid:pk>/withdraw/",
        running.WithdrawApi.as_view(),
        name="decision-withdraw",
    ),
    path(
        "decisions/<uuid:pk>/close/", running.CloseApi.as_view(), name="decision-close"
    ),
    path(
        "decisions/<uuid:pk>/confirm/",
        running.ConfirmRecordApi.as_view(),
        name="decision-confirm",
    ),
    path("decisions/<uuid:pk>/paper/", paper.PaperApi.as_view(), name="decision-paper"),
    path(
        "ballots/<uuid:pk>/check/", paper.CheckBallotApi.as_view(), name="ballot-check"
    ),
    path(
        "objections/<uuid:pk>/withdraw/",
        speaking.WithdrawObjectionApi.as_view(),
        name="objection-withdraw",
    ),
    path(
        "remarks/<uuid:pk>/hide/", speaking.HideRemarkApi.as_view(), name="remark-hide"
    ),
    path(
        "projects/<uuid:pk>/mandates/",
        mandates.MandatesApi.as_view(),
        name="project-mandates",
    ),
    path("mandates/<uuid:pk>/", mandates.MandateApi.as_view(), name="mandate"),
    path(
        "mandates/<uuid:pk>/retry/", mandates.RetryApi.as_view(), name="mandate-retry"
    ),
    path(
        "mandates/<uuid:pk>/challenges/",
        mandates.ChallengesApi.as_view(),
        name="challenges",
    ),
    path(
        "challenges/<uuid:pk>/dismiss/",
        mandates.DismissApi.as_view(),
        name="challenge-dismiss",
    ),
]
