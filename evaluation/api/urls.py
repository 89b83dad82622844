"""What the API has of judging together."""

from django.urls import path

from evaluation.api import asking, concluding, importing

urlpatterns = [
    path(
        "projects/<uuid:pk>/rounds/",
        asking.RoundsApi.as_view(),
        name="project-rounds",
    ),
    path("rounds/<uuid:pk>/", asking.RoundApi.as_view(), name="round"),
    path(
        "rounds/<uuid:pk>/responses/",
        asking.ResponsesApi.as_view(),
        name="responses",
    ),
    path("rounds/<uuid:pk>/results/", concluding.ResultsApi.as_view(), name="results"),
    path(
        "rounds/<uuid:pk>/findings/", concluding.FindingsApi.as_view(), name="findings"
    ),
    path("rounds/<uuid:pk>/imports/", importing.ImportsApi.as_view(), name="imports"),
    path("imports/<uuid:pk>/", importing.ImportApi.as_view(), name="import"),
    path(
        "imports/<uuid:pk>/problems/",
        importing.ProblemsApi.as_view(),
        name="import-problems",
    ),
    path("imports/<uuid:pk>/store/", importing.StoreApi.as_view(), name="import-store"),
]
