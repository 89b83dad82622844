"""The pages of participants."""

from django.urls import path

from participants import views

app_name = "participants"
urlpatterns = [
    path("join/<str:token>/", views.join, name="join"),
    path("join/<str:token>/as/", views.join_as, name="join_as"),
    path("join/<str:token>/needs/", views.join_needs, name="join_needs"),
    path("join/<str:token>/need/", views.join_need, name="join_need"),
    path("join/<str:token>/agreement/", views.join_agreement, name="join_agreement"),
    path("join/<str:token>/agree/", views.join_agree, name="join_agree"),
    path("join/<str:token>/finish/", views.join_finish, name="join_finish"),
    path("projects/<uuid:pk>/invitations/", views.invitations, name="invitations"),
    path("projects/<uuid:pk>/invite/", views.invite, name="invite"),
    path(
        "projects/<uuid:pk>/invite-by-mail/",
        views.invite_by_mail,
        name="invite_by_mail",
    ),
    path("invitations/<uuid:pk>/", views.invitation, name="invitation"),
    path(
        "invitations/<uuid:pk>/sheet/", views.invitation_sheet, name="invitation_sheet"
    ),
    path("invitations/<uuid:pk>/revoke/", views.revoke, name="revoke"),
    path("projects/<uuid:pk>/people/", views.people, name="people"),
    path("projects/<uuid:pk>/people/add/", views.add_offline, name="add_offline"),
    path("projects/<uuid:pk>/people/add/save/", views.add_person, name="add_person"),
    path(
        "projects/<uuid:pk>/people/software/",
        views.let_software_in,
        name="let_software_in",
    ),
    path("projects/<uuid:pk>/webhooks/", views.webhooks, name="webhooks"),
    path("projects/<uuid:pk>/webhooks/add/", views.add_webhook, name="add_webhook"),
    path("pilots/<uuid:pk>/webhooks/", views.pilot_webhooks, name="pilot_webhooks"),
    path(
        "pilots/<uuid:pk>/webhooks/add/",
        views.add_pilot_webhook,
        name="add_pilot_webhook",
    ),
    path("webhooks/<uuid:pk>/", views.webhook, name="webhook"),
    path("webhooks/<uuid:pk>/change/", views.change_webhook, name="change_webhook"),
    path("webhooks/<uuid:pk>/secret/", views.renew_secret, name="renew_secret"),
    path("webhooks/<uuid:pk>/remove/", views.remove_webhook, name="remove_webhook"),
    path("deliveries/<uuid:pk>/again/", views.send_again, name="send_again"),
    path("people/<uuid:pk>/", views.person, name="person"),
    path("people/<uuid:pk>/role/", views.change_role, name="change_role"),
    path("people/<uuid:pk>/pause/", views.pause, name="pause"),
    path("people/<uuid:pk>/pause/lift/", views.lift_pause, name="lift_pause"),
    path("people/<uuid:pk>/left/", views.record_leaving, name="record_leaving"),
    path("profile/", views.profile, name="profile"),
    path("profile/save/", views.save_profile, name="save_profile"),
    path("profile/feeds/", views.feeds, name="feeds"),
    path(
        "places/<uuid:pk>/feed-link/make/", views.make_feed_link, name="make_feed_link"
    ),
    path("places/<uuid:pk>/feed-link/end/", views.end_feed_link, name="end_feed_link"),
    path("projects/<uuid:pk>/my-place/", views.my_place, name="my_place"),
    path(
        "projects/<uuid:pk>/my-place/details/", views.save_details, name="save_details"
    ),
    path(
        "projects/<uuid:pk>/my-place/consents/",
        views.save_consents,
        name="save_consents",
    ),
    path("projects/<uuid:pk>/my-place/group/", views.change_group, name="change_group"),
    path("projects/<uuid:pk>/leave/", views.leave, name="leave"),
    path("projects/<uuid:pk>/leave/now/", views.leave_now, name="leave_now"),
    path("places/<uuid:pk>/come-back/", views.come_back, name="come_back"),
]
