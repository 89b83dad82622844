"""What the API has of people and their places."""

from django.urls import path

from participants.api import people

urlpatterns = [
    path(
        "projects/<uuid:pk>/groups/", people.GroupsApi.as_view(), name="project-groups"
    ),
]
