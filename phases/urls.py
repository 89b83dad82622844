"""The pages of phases."""

from django.urls import URLPattern

app_name = "phases"
urlpatterns: list[URLPattern] = []
