"""What the API has of people, their places and the ways in."""

from django.urls import path

from participants.api import invitations, people, places, webhooks

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
    path(
        "projects/<uuid:pk>/people/", people.PeopleApi.as_view(), name="project-people"
    ),
    path(
        "projects/<uuid:pk>/software/",
        people.SoftwareApi.as_view(),
        name="project-software",
    ),
    path("people/<uuid:pk>/", people.PersonApi.as_view(), name="person"),
    path("people/<uuid:pk>/pause/", people.PauseApi.as_view(), name="person-pause"),
    path("people/<uuid:pk>/left/", people.LeftApi.as_view(), name="person-left"),
    path(
        "projects/<uuid:pk>/invitations/",
        invitations.InvitationsApi.as_view(),
        name="project-invitations",
    ),
    path(
        "projects/<uuid:pk>/letters/",
        invitations.LettersApi.as_view(),
        name="project-letters",
    ),
    path(
        "invitations/<uuid:pk>/", invitations.InvitationApi.as_view(), name="invitation"
    ),
    path(
        "invitations/<uuid:pk>/revoke/",
        invitations.RevokeApi.as_view(),
        name="invitation-revoke",
    ),
    path("join/<str:token>/", invitations.DoorApi.as_view(), name="join"),
    path("projects/<uuid:pk>/my-place/", places.MyPlaceApi.as_view(), name="my-place"),
    path(
        "projects/<uuid:pk>/my-place/consents/",
        places.ConsentsApi.as_view(),
        name="my-place-consents",
    ),
    path(
        "projects/<uuid:pk>/my-place/group/",
        places.OwnGroupApi.as_view(),
        name="my-place-group",
    ),
    path(
        "projects/<uuid:pk>/my-place/feeds/",
        places.OwnFeedsApi.as_view(),
        name="my-place-feeds",
    ),
    path("projects/<uuid:pk>/leave/", places.LeaveApi.as_view(), name="project-leave"),
    path("places/", places.PlacesApi.as_view(), name="places"),
    path(
        "places/<uuid:pk>/come-back/",
        places.ComeBackApi.as_view(),
        name="place-come-back",
    ),
    path("profile/", places.ProfileApi.as_view(), name="profile"),
]
