"""Accounts: allauth's pages for signing in, signing out and second factors."""

from tests.matrix.asking import Row
from tests.matrix.who import DOOR, HIDDEN, IN, NOBODY, PUBLIC, SIGNED_IN, everyone

# Of those here only who administers has a second step: they show it before a change.
SECURE = dict.fromkeys(("admin", "foreign_admin", "superuser"), DOOR)
CHANGE = SIGNED_IN.but(**SECURE)
NO_FACTOR = everyone(HIDDEN, anonymous=DOOR)
REMOVE = NO_FACTOR.but(**SECURE)
ONCE_MORE = NOBODY.but(**SECURE)

BOTH = {  # a page and its form, at one address
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_signup": PUBLIC,
    "account_request_login_code": PUBLIC,
    "sign_in": PUBLIC,
    "account_confirm_login_code": SIGNED_IN,
    "socialaccount_signup": everyone(DOOR),
    "account_reauthenticate": ONCE_MORE,
    "account_email": SIGNED_IN,
    "account_email_verification_sent": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "mfa_authenticate": SIGNED_IN,
    "mfa_reauthenticate": NOBODY.but(**dict.fromkeys(SECURE, IN)),
    "mfa_reauthenticate_webauthn": ONCE_MORE,
    "mfa_activate_totp": CHANGE,
    "mfa_deactivate_totp": REMOVE,
    "mfa_generate_recovery_codes": CHANGE,
    "mfa_download_recovery_codes": NO_FACTOR,
    "mfa_login_webauthn": SIGNED_IN,
    "mfa_add_webauthn": CHANGE,
}
OURS = (  # pages of allauth that lead to our one page, by their name and by ours
    *("mfa_index", "mfa_list_webauthn", "usersessions_list"),
    *("second_steps", "passkeys", "devices"),
    *("account_reset_password", "passwords"),  # nobody has one
    *("socialaccount_connections", "services", "cancelled", "not_let_in"),
    *("socialaccount_login_cancelled", "socialaccount_login_error"),
)
OFF = everyone(HIDDEN)  # a sign-in service that is switched off

FROM_KEY = {"uidb36": "1", "key": "gone"}

ROWS = {
    "GET account_inactive": Row(PUBLIC),
    "GET account_reset_password_done": Row(PUBLIC),
    "GET account_reset_password_from_key_done": Row(PUBLIC),
    "GET account_reset_password_from_key": Row(PUBLIC, more=FROM_KEY),
    "POST account_reset_password_from_key": Row(PUBLIC, more=FROM_KEY),
    "GET how_i_sign_in": Row(SIGNED_IN),
    "POST end_session": Row(NO_FACTOR),  # of no device
    "POST end_others": Row(SIGNED_IN),
    "POST remove_passkey": Row(REMOVE),
    "POST take_back": Row(NO_FACTOR),  # of no app
    "POST unlink_service": Row(NO_FACTOR),  # of none
    "GET sign_in_to": Row(everyone(DOOR), more={"slug": "ambermere"}),
    "GET oidc_before": Row(OFF, about="service"),
    "POST oidc_go": Row(OFF, about="service"),
    "GET oidc_back": Row(OFF, about="service"),
    "GET idp:oidc:authorization": Row(SIGNED_IN),
    "POST idp:oidc:authorization": Row(SIGNED_IN),
    **{f"GET {name}": Row(SIGNED_IN) for name in OURS},
    **{
        f"{method} mfa_{verb}_webauthn": Row(REMOVE, more={"pk": "1"})
        for verb in ("remove", "edit")
        for method in ("GET", "POST")
    },
    **{
        f"{method} account/social/{old}": Row(PUBLIC)  # they lead to pages of allauth
        for old in ("login/cancelled/", "login/error/", "signup/", "connections/")
        for method in ("GET", "POST")
    },
    "GET mfa_view_recovery_codes": Row(NO_FACTOR),
    **{
        f"{method} {name}": Row(who)
        for name, who in BOTH.items()
        for method in ("GET", "POST")
    },
}
