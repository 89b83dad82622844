"""The pages of judging together."""

from django.urls import path

from evaluation import views

app_name = "evaluation"
urlpatterns = [
    path("projects/<uuid:pk>/results/", views.results, name="results"),
    path("phases/<uuid:pk>/prepare-round/", views.prepare_round, name="prepare_round"),
    path("phases/<uuid:pk>/prepare-round/save/", views.save_round, name="save_round"),
    path("rounds/<uuid:pk>/", views.round_, name="round"),
    path("rounds/<uuid:pk>/change/", views.change_round, name="change_round"),
    path("rounds/<uuid:pk>/change/save/", views.save_change, name="save_change"),
    path(
        "rounds/<uuid:pk>/throw-away/", views.throw_away_round, name="throw_away_round"
    ),
    path("rounds/<uuid:pk>/open/", views.open_round, name="open_round"),
    path("rounds/<uuid:pk>/closing/", views.closing, name="closing"),
    path("rounds/<uuid:pk>/close/", views.close_round, name="close_round"),
    path("rounds/<uuid:pk>/sheet/", views.sheet, name="sheet"),
    path("rounds/<uuid:pk>/answer/", views.answer, name="answer"),
    path("rounds/<uuid:pk>/answer/send/", views.send_answer, name="send_answer"),
    path("q/<str:token>/", views.one_question, name="one_question"),
    path("q/<str:token>/send/", views.send_one_question, name="send_one_question"),
    path("rounds/<uuid:pk>/paper/", views.paper, name="paper"),
    path("rounds/<uuid:pk>/paper/<uuid:person>/", views.paper_of, name="paper_of"),
    path(
        "rounds/<uuid:pk>/paper/<uuid:person>/enter/",
        views.enter_answers,
        name="enter_answers",
    ),
    path("rounds/<uuid:pk>/import/", views.import_, name="import"),
    path("rounds/<uuid:pk>/import/send/", views.upload, name="upload"),
    path("rounds/<uuid:pk>/answers.csv", views.answer_sheet, name="answer_sheet"),
    path(
        "rounds/<uuid:pk>/mapping.json", views.mapping_example, name="mapping_example"
    ),
    path("imports/<uuid:pk>/", views.import_batch, name="import_batch"),
    path("imports/<uuid:pk>/store/", views.store_import, name="store_import"),
    path("imports/<uuid:pk>/discard/", views.discard_import, name="discard_import"),
    path("imports/<uuid:pk>/problems.csv", views.problems_csv, name="problems_csv"),
    path("rounds/<uuid:pk>/results/", views.results_of, name="results_of"),
    path("rounds/<uuid:pk>/results.csv", views.results_csv, name="results_csv"),
    path("rounds/<uuid:pk>/conclude/", views.add_finding, name="add_finding"),
    path("conclusions/<uuid:pk>/", views.change_finding, name="change_finding"),
    path("conclusions/<uuid:pk>/save/", views.save_finding, name="save_finding"),
    path("conclusions/<uuid:pk>/remove/", views.remove_finding, name="remove_finding"),
    path("conclusions/<uuid:pk>/differ/", views.minority_view, name="minority_view"),
    path("views/<uuid:pk>/take-back/", views.take_back_view, name="take_back_view"),
]
