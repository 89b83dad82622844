"""Accounts: allauth's pages for signing in, signing out and second factors."""

from tests.matrix.asking import Row
from tests.matrix.who import DOOR, HIDDEN, NOBODY, PUBLIC, SIGNED_IN, everyone

NO_FACTOR = everyone(HIDDEN, anonymous=DOOR)  # nobody here has a second one yet

BOTH = {  # a page and its form, at one address
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_signup": PUBLIC,
    "account_request_login_code": PUBLIC,
    "account_confirm_login_code": SIGNED_IN,
    "account_reauthenticate": NOBODY,
    "account_email": SIGNED_IN,
    "account_email_verification_sent": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "account_reset_password": PUBLIC,
    "mfa_authenticate": SIGNED_IN,
    "mfa_reauthenticate": NOBODY,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": NO_FACTOR,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": NO_FACTOR,
}

FROM_KEY = {"uidb36": "1", "key": "gone"}

ROWS = {
    "GET account_inactive": Row(PUBLIC),
    "GET account_reset_password_done": Row(PUBLIC),
    "GET account_reset_password_from_key_done": Row(PUBLIC),
    "GET account_reset_password_from_key": Row(PUBLIC, more=FROM_KEY),
    "POST account_reset_password_from_key": Row(PUBLIC, more=FROM_KEY),
    "GET mfa_index": Row(SIGNED_IN),
    "GET mfa_view_recovery_codes": Row(NO_FACTOR),
    **{
        f"{method} {name}": Row(who)
        for name, who in BOTH.items()
        for method in ("GET", "POST")
    },
}
