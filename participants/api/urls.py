"""What the API has of people and their places."""

from django.urls import path

from participants.api import people, webhooks

urlpatterns = [
    path(
        "projects/<uuid:pk>/groups/", people.GroupsApi.as_view(), name="project-groups"
    ),
    path(
        "projects/<uuid:pk>/webhooks/",
        webhooks.ProjectWebhooksApi.as_view(),
        name="project-webhooks",
    ),
    path(
        "pilots/<uuid:pk>/webhooks/",
        webhooks.PilotWebhooksApi.as_view(),
        name="pilot-webhooks",
    ),
    path("webhooks/<uuid:pk>/", webhooks.WebhookApi.as_view(), name="webhook"),
    path(
        "webhooks/<uuid:pk>/secret/",
        webhooks.SecretApi.as_view(),
        name="webhook-secret",
    ),
    path(
        "webhooks/<uuid:pk>/deliveries/",
        webhooks.DeliveriesApi.as_view(),
        name="deliveries",
    ),
    path(
        "deliveries/<uuid:pk>/again/",
        webhooks.SendAgainApi.as_view(),
        name="delivery-again",
    ),
]
