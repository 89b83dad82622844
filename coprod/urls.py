"""Every address of the site."""

from allauth.idp.oidc import views as oidc
from django.contrib import admin
from django.urls import include, path

from coprod import demo, health, metrics, pages

handler400 = "coprod.errors.unreadable"
handler404 = "coprod.errors.not_found"
handler500 = "coprod.errors.went_wrong"

# Under the name that allauth looks for: idp:oidc:authorization.
OIDC = [path("authorize", pages.authorise, name="authorization")]
IDP = [path("", include((OIDC, "oidc")))]

urlpatterns = [  # what is asked most comes first
    path("api/v1/", include(("coprod.api", "api"))),
    path("", pages.front, name="front"),
    path("my/", pages.my_projects, name="my_projects"),
    path("projects/<uuid:pk>/", pages.project, name="project"),
    path("projects/<uuid:pk>/take-part/", pages.take_part, name="take_part"),
    path("projects/<uuid:pk>/desk/", pages.desk, name="desk"),
    path("projects/<uuid:pk>/log/", pages.log, name="log"),
    path("projects/<uuid:pk>/log.json", pages.log_json, name="log_json"),
    path("projects/<uuid:pk>/log.atom", pages.log_atom, name="log_atom"),
    path("projects/<uuid:pk>/calendar.ics", pages.calendar, name="calendar"),
    path("feeds/<str:token>/log.atom", pages.my_log_atom, name="my_log_atom"),
    path("feeds/<str:token>/calendar.ics", pages.my_calendar, name="my_calendar"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("contact/", pages.contact, name="contact"),
    path("my/sign-in/", pages.how_i_sign_in, name="how_i_sign_in"),
    path("my/sign-in/end/", pages.end_session, name="end_session"),
    path("my/sign-in/end-others/", pages.end_others, name="end_others"),
    path("my/sign-in/remove-passkey/", pages.remove_passkey, name="remove_passkey"),
    path("my/sign-in/take-back/", pages.take_back, name="take_back"),
    path("my/sign-in/unlink/", pages.unlink_service, name="unlink_service"),
    path("sign-in/<slug:slug>/", pages.sign_in_to, name="sign_in_to"),
    path("account/oidc/<uuid:pk>/", pages.oidc_before, name="oidc_before"),
    path("account/oidc/<uuid:pk>/go/", pages.oidc_go, name="oidc_go"),
    path("account/oidc/<uuid:pk>/back/", pages.oidc_back, name="oidc_back"),
    # Before allauth's own pages at the same addresses:
    path("account/login/code/", pages.sign_in, name="sign_in"),
    path("account/3rdparty/", pages.to_sign_in, name="services"),
    path("account/3rdparty/login/cancelled/", pages.to_sign_in, name="cancelled"),
    path("account/3rdparty/login/error/", pages.to_sign_in, name="not_let_in"),
    path("account/2fa/", pages.to_sign_in, name="second_steps"),
    path("account/2fa/webauthn/", pages.to_sign_in, name="passkeys"),
    path("account/sessions/", pages.to_sign_in, name="devices"),
    path("account/password/reset/", pages.to_sign_in, name="passwords"),
    path("account/", include("allauth.urls")),
    path("", include("projects.urls")),
    path("", include("participants.urls")),
    path("", include("decisions.urls")),
    path("", include("phases.urls")),
    path("", include("evaluation.urls")),
    path("api/o/", include((IDP, "idp"))),
    path("api/o/token", oidc.token, name="token"),
    path("api/o/revoke", oidc.revoke, name="revoke"),
    path("admin/", admin.site.urls),
    path("demo/", demo.people, name="demo"),
    path("demo/sign-in/<uuid:pk>/", demo.sign_in, name="demo_sign_in"),
    path("demo/mail/", demo.mail, name="demo_mail"),
    path("demo/components/", demo.components, name="demo_components"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]
