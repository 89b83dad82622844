"""The pages of projects."""

from django.urls import path

from projects import views

app_name = "projects"
urlpatterns = [
    path("exports/", views.exports, name="exports"),
    path("exports/ask/", views.ask_for_list, name="ask_for_list"),
    path("exports/<uuid:pk>/", views.export, name="export"),
    path("exports/<uuid:pk>/file/", views.export_file, name="export_file"),
    path("exports/<uuid:pk>/throw-away/", views.throw_away, name="throw_away"),
]
