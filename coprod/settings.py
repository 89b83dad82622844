"""The only settings file. The environment is read here and nowhere else."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from coprod.logs import LOGGING  # noqa: F401  (Django reads it here)
from coprod.spectacular import SPECTACULAR_SETTINGS  # noqa: F401  (likewise)

BASE = Path(__file__).resolve().parent.parent

# The environment: all that a deployment may set. No default means it must be set.
env = environ.Env()
SECRET_KEY = env.str("SECRET_KEY")
DATABASES = {
    "default": {
        **env.db_url("DATABASE_URL"),
        "ENGINE": "coprod.database",
        "CONN_MAX_AGE": 60,  # seconds; a new connection costs more than a short page
        "CONN_HEALTH_CHECKS": True,  # and the server may be another by then
        "OPTIONS": {  # PostgreSQL keeps the plan of what is asked a second time
            "server_side_binding": True,
            "prepare_threshold": 1,
        },
    }
}
REDIS_URL = env.str("REDIS_URL")
DEMO = env.bool("COPROD_DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
OUTGOING_TO_OWN_MACHINE = env.bool("OUTGOING_TO_OWN_MACHINE", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
SITE_ADDRESS = env.str("SITE_ADDRESS", default="http://localhost:8000").rstrip("/")
EMAIL_URL = env.str("EMAIL_URL", default="consolemail://")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="coprod@localhost")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
SENDING_SECONDS = env.float("SENDING_SECONDS", default=60)  # read by gunicorn.conf.py
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE / ".local" / "static")))

MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE / ".local" / "files")))

# Secure unless it is plainly a local demonstration: cookies over http would be lost.
SECURE = SITE_ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "projects",
    "participants",
    "decisions",
    "phases",
    "evaluation",
    "coprod",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",  # its widgets, found by coprod.forms.Renderer
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.idp.oidc",
    "allauth.usersessions",
    "csp",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "guardian",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "coprod.middleware.watch",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "coprod.middleware.limit_body",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "coprod.middleware.choose_language",
    "coprod.middleware.explain_405",
    "coprod.middleware.choose_colours",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "coprod.middleware.note_visits",
    "coprod.middleware.keep_to_one_pilot",
    "coprod.middleware.guard_the_administration",
]

ROOT_URLCONF = "coprod.urls"
WSGI_APPLICATION = "coprod.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "coprod.forms.Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coprod.context.site",
            ],
        },
    },
]

# Redis is the broker and the cache; the truth is always in PostgreSQL.
CACHES = {
    "default": {
        "BACKEND": "coprod.cache.RedisCache",
        "LOCATION": REDIS_URL,
    }
}
LONG_WORK = (  # may keep a worker busy for half a minute: no letter waits behind it
    *("projects.make_export", "phases.check_file", "phases.store_file"),
    *("evaluation.check_import", "evaluation.store_import"),
    *("evaluation.count", "evaluation.figure"),
)
CELERY = {
    "broker_url": REDIS_URL.replace("unix://", "redis+socket://").replace(
        "?db=", "?virtual_host="
    ),
    "task_ignore_result": True,
    "task_serializer": "json",
    "accept_content": ["json"],
    "worker_prefetch_multiplier": 1,
    "task_acks_late": True,
    "task_soft_time_limit": 50,  # an error like any other: cleared up, tried again
    "task_time_limit": 60,  # whoever does not listen is killed
    "worker_hijack_root_logger": False,
    "broker_connection_retry_on_startup": True,
    "timezone": "UTC",
    "task_routes": {
        "projects.wake_due": "relay",
        **dict.fromkeys(LONG_WORK, "long"),
    },
    "beat_schedule": {
        "wake-due": {
            "task": "projects.wake_due",
            "schedule": 1.0,
            "options": {"expires": 5},
        },
        "seal-log": {"task": "projects.seal_log", "schedule": 60.0},
        "forget-answers": {"task": "projects.forget_answers", "schedule": 3600.0},
        "forget-sent": {"task": "projects.forget_deliveries", "schedule": 3600.0},
        "forget-exports": {"task": "projects.forget_exports", "schedule": 3600.0},
    },
}

# People: no passwords; a code by e-mail proves who someone is.
CODE_MINUTES = 15  # time to find the letter, on another device or with help
AUTH_USER_MODEL = "participants.User"
AUTHENTICATION_BACKENDS = ["coprod.sessions.Backend"]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # our rules read rows, not its backend
ACCOUNT_ADAPTER = "coprod.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_REQUIRED = False
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_MINUTES * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_MINUTES * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # the subject says what it is about
ACCOUNT_FORMS = {
    "signup": "coprod.accounts.SignUpForm",
    "confirm_login_code": "coprod.guessing.LoginCodeForm",
    "confirm_email_verification_code": "coprod.guessing.AddressCodeForm",
}
ACCOUNT_RATE_LIMITS = {  # beside allauth's own; a meeting shares one address
    "answer_by_link": "60/5m/ip",
    "ask_service": "60/m/ip",  # three steps for each who signs in elsewhere
    "attach": "20/10m/user",  # a refused file costs as much as one that is kept
    "export": "30/10m/user",  # each keeps a worker busy for some seconds
    "guess_code": "10/5m/ip",  # wrong codes only: see coprod.guessing
    "login_failed": "10/5m/ip,5/5m/key",  # codes of the second step
    "request_login_code": "20/m/ip,3/5m/key",  # each letter gives three tries
}
SOCIALACCOUNT_ADAPTER = "coprod.oidc.accounts.SocialAccountAdapter"
MFA_ADAPTER = "coprod.accounts.MfaAdapter"
MFA_FORMS = {
    "authenticate": "coprod.guessing.SecondStepForm",
    "activate_totp": "coprod.guessing.FirstTotpForm",
    "reauthenticate": "coprod.guessing.OnceMoreForm",
    "add_webauthn": "coprod.guessing.PasskeyForm",
}
MFA_SUPPORTED_TYPES, MFA_TOTP_ISSUER = ["totp", "webauthn", "recovery_codes"], "Coprod"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # it stands for both steps
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_ALLOW_UNVERIFIED_EMAIL = DEMO  # who comes in with one click never got a code
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "my_projects"
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
IDP_OIDC_ADAPTER = "coprod.accounts.OidcAdapter"
IDP_OIDC_REFRESH_TOKEN_EXPIRES_IN = 30 * 24 * 3600

# Languages. One link serves all: no language in the address.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("ar", _("Arabic")),
    ("da", _("Danish")),
    ("fi", _("Finnish")),
    ("ru", _("Russian")),
]
LOCALE_PATHS = [BASE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [
    BASE / "static",
    ("designsystemet-css", BASE / "node_modules/@digdir/designsystemet-css"),
]
STORAGES = {
    "default": {  # shared by web and workers; nothing in it has an address of its own
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"base_url": None, "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Headers and cookies
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
PROBED = "healthz", "readyz", "metrics"  # from inside the network
SECURE_REDIRECT_EXEMPT = [f"^{name}$" for name in PROBED]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
)
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SESSION_ENGINE = "coprod.sessions"
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 30 * 24 * 3600
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
CSRF_FAILURE_VIEW = "coprod.pages.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # a form, or JSON; files are larger
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500  # and of parameters
FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
BODY_LIMIT = 12 * 1024 * 1024  # with a file: an import of answers
TOKEN_BODY_LIMIT = 64 * 1024  # what an app shows to get a token: some hundred letters

# Mail: in the demonstration it is kept in the database and read on a page.
vars().update(env.email_url_config(EMAIL_URL))
EMAIL_TIMEOUT = 10  # seconds; somebody may be waiting for the page
if DEMO:
    EMAIL_BACKEND = "coprod.demo.Postbox"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "coprod.auth.ApiClientAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["coprod.auth.ScopeAllows"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["projects.endpoint.parsing.Json"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "coprod.errors.problem",
}
API_LIMITS = {"read": 600, "write": 120}  # a minute: an account, or an address
