"""What the API has of judging together."""

from django.urls import path

from evaluation.api import answering, asking, concluding, importing, questionnaires

urlpatterns = [
    path(
        "projects/<uuid:pk>/questionnaires/",
        asking.QuestionnairesApi.as_view(),
        name="project-questionnaires",
    ),
    path(
        "pilots/<uuid:pk>/questionnaires/",
        questionnaires.PilotQuestionnairesApi.as_view(),
        name="pilot-questionnaires",
    ),
    path(
        "questionnaires/<uuid:pk>/",
        questionnaires.QuestionnaireApi.as_view(),
        name="questionnaire",
    ),
    path(
        "questionnaires/<uuid:pk>/copy/",
        questionnaires.CopyQuestionnaireApi.as_view(),
        name="questionnaire-copy",
    ),
    path(
        "questionnaires/<uuid:pk>/retire/",
        questionnaires.RetireQuestionnaireApi.as_view(),
        name="questionnaire-retire",
    ),
    path(
        "projects/<uuid:pk>/rounds/", asking.RoundsApi.as_view(), name="project-rounds"
    ),
    path(
        "phases/<uuid:pk>/rounds/", asking.PhaseRoundsApi.as_view(), name="phase-rounds"
    ),
    path("rounds/<uuid:pk>/", asking.RoundApi.as_view(), name="round"),
    path(
        "rounds/<uuid:pk>/throw-away/",
        asking.ThrowAwayRoundApi.as_view(),
        name="round-throw-away",
    ),
    path("rounds/<uuid:pk>/open/", asking.OpenRoundApi.as_view(), name="round-open"),
    path("rounds/<uuid:pk>/close/", asking.CloseRoundApi.as_view(), name="round-close"),
    path(
        "rounds/<uuid:pk>/responses/",
        answering.ResponsesApi.as_view(),
        name="responses",
    ),
    path("rounds/<uuid:pk>/paper/", answering.PaperApi.as_view(), name="paper"),
    path("rounds/<uuid:pk>/results/", concluding.ResultsApi.as_view(), name="results"),
    path("rounds/<uuid:pk>/words/", concluding.WordsApi.as_view(), name="words"),
    path(
        "rounds/<uuid:pk>/findings/", concluding.FindingsApi.as_view(), name="findings"
    ),
    path("findings/<uuid:pk>/", concluding.FindingApi.as_view(), name="finding"),
    path(
        "findings/<uuid:pk>/remove/",
        concluding.RemoveFindingApi.as_view(),
        name="finding-remove",
    ),
    path(
        "findings/<uuid:pk>/views/",
        concluding.MinorityViewsApi.as_view(),
        name="finding-views",
    ),
    path(
        "views/<uuid:pk>/take-back/",
        concluding.TakeBackViewApi.as_view(),
        name="view-take-back",
    ),
    path("rounds/<uuid:pk>/imports/", importing.ImportsApi.as_view(), name="imports"),
    path("imports/<uuid:pk>/", importing.ImportApi.as_view(), name="import"),
    path(
        "imports/<uuid:pk>/problems/",
        importing.ProblemsApi.as_view(),
        name="import-problems",
    ),
    path("imports/<uuid:pk>/store/", importing.StoreApi.as_view(), name="import-store"),
    path(
        "imports/<uuid:pk>/discard/",
        importing.DiscardApi.as_view(),
        name="import-discard",
    ),
]
