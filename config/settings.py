"""Every setting there is, read from the environment. What is missing in production fails loudly here."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

import dj_database_url
from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured


def env(name: str, default: str | None = None) -> str:
    """The variable NAME; without a default it must be set."""
    value = os.environ.get(name) or default  # empty is as good as missing
    if value is None:
        message = f"Sätt miljövariabeln {name}. Se docs/handbook/installera.md."
        raise ImproperlyConfigured(message)
    return value


def env_flag(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "ja", "yes"}


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env("HJULET_DATA", str(BASE_DIR / "var")))
DEMO = env_flag("HJULET_DEMO")
DEBUG = env_flag("HJULET_DEBUG")
VERSION = "0.1.0"


def _demo_key(name: str, made: str) -> str:
    """A key of this machine's own, so that a demonstration needs no set-up; never used in production.

    Two that start at once end with the same key: a text sealed with one that was written over could never be opened.
    """
    path = DATA_DIR / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{name}.{secrets.token_hex(8)}")
        draft.touch(0o600)
        draft.write_text(made)
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text()


def _key(variable: str, name: str, made: str) -> str:
    return os.environ.get(variable) or (_demo_key(name, made) if DEMO else env(variable))


SECRET_KEY = _key("HJULET_SECRET_KEY", "secret_key", secrets.token_urlsafe(50))
# Free text and identities are sealed with the first key and opened with any of them (docs/handbook/nycklar.md).
_SEALING_KEYS = _key("HJULET_SEALING_KEYS", "sealing_key", Fernet.generate_key().decode())
SEALING_KEYS = [part.strip() for part in _SEALING_KEYS.split(",") if part.strip()]
BLIND_KEY = _key("HJULET_BLIND_KEY", "blind_key", secrets.token_urlsafe(50))
# What a browser seals while it has no network. Read, and in a demonstration made, only when it is needed.
ENVELOPE_KEY = os.environ.get("HJULET_ENVELOPE_KEY", "")
ENVELOPE_KEY_FILE = Path(env("HJULET_ENVELOPE_KEY_FILE", str(DATA_DIR / "envelope_key.pem")))
ALLOWED_HOSTS = env_list("HJULET_HOSTS", "localhost,127.0.0.1,[::1]" if DEMO else "")
BASE_URL = env(
    "HJULET_BASE_URL", "http://localhost:8000" if DEMO else "https://" + (ALLOWED_HOSTS or [""])[0]
)
CSRF_TRUSTED_ORIGINS = env_list("HJULET_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "hjulet.demo",
    "hjulet.desk",
    "hjulet.report.manuscripts",
    "hjulet.report.reports",
    "hjulet.do.participation",
    "hjulet.analyse.effects",
    "hjulet.analyse.series",
    "hjulet.check.lex",
    "hjulet.check.surveys",
    "hjulet.check.costs",
    "hjulet.check.indicators",
    "hjulet.check.deviations",
    "hjulet.plan.cooperation",
    "hjulet.plan.procedures",
    "hjulet.plan.steering",
    "hjulet.act.actions",
    "hjulet.base.notices",
    "hjulet.base.search",
    "hjulet.base.files",
    "hjulet.base.identities",
    "hjulet.base.people",
    "hjulet.base.sources",
    "hjulet.base.organisation",
    "hjulet.base.log",
    "hjulet.base.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "treebeard",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "hjulet.base.people.middleware.PlaceAndDayMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hjulet.base.ui.context.frame",
                "hjulet.base.notices.context.unread_notices",
            ],
        },
    }
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        env("DATABASE_URL", f"sqlite:///{DATA_DIR / 'hjulet.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DOOR_REPORTS = int(env("HJULET_DOOR_REPORTS", "20"))  # through one unit's QR door in ten minutes

KOLADA_URL = env("HJULET_KOLADA_URL", "https://api.kolada.se/v3")

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"
UPLOAD_LIMIT = int(env("HJULET_UPLOAD_MB", "20")) * 1024 * 1024  # bytes, of one attached file
FILE_UPLOAD_MAX_MEMORY_SIZE = (
    2_621_440  # bytes; what is larger waits on disk, so ten photos do not fill the memory
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # bytes, of a form without its files: longer than anybody writes
DATA_UPLOAD_MAX_NUMBER_FILES = (
    50  # more than ten are refused in words, file by file; this is for the ill-willed
)

AUTH_USER_MODEL = "people.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:start"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

ACCOUNT_ADAPTER = "hjulet.base.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses come from the staff import, nobody types their own
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Kvalitetshjulet: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEMO else "https"
ACCOUNT_FORMS = {
    "login": "hjulet.base.people.forms.SignInForm",
    "reset_password": "hjulet.base.people.forms.ForgottenPasswordForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(
    env("HJULET_PROXIES", "0" if DEMO else "1")
)  # how far to trust X-Forwarded-For
MFA_ADAPTER = "hjulet.base.people.adapters.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "hjulet.base.people.adapters.CodeForm",
    "activate_totp": "hjulet.base.people.forms.AppForm",
    "add_webauthn": "hjulet.base.people.forms.KeyForm",
    "edit_webauthn": "hjulet.base.people.forms.KeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Kvalitetshjulet"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or DEBUG
USERSESSIONS_ADAPTER = "hjulet.base.people.adapters.SessionsAdapter"
SOCIALACCOUNT_ADAPTER = "hjulet.base.people.adapters.MunicipalSignInAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""

# Who may do without a second step at sign-in (roles that reach no cases). Never the administrator.
SECOND_STEP_EXEMPT_ROLES = env_list("HJULET_MFA_EXEMPT_ROLES", "politician,auditor")
# The municipality's own sign-in (OpenID Connect). A person is found by one claim, never by a guess.
OIDC_MUNICIPALITY = env("HJULET_OIDC_MUNICIPALITY", "")
OIDC_MATCH_CLAIM = env("HJULET_OIDC_MATCH_CLAIM", "employee_number")
OIDC_MATCH_FIELD = env("HJULET_OIDC_MATCH_FIELD", "staff_number")  # or email
OIDC_HAS_SECOND_STEP = env_flag("HJULET_OIDC_HAS_MFA", default=True)
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if os.environ.get("HJULET_OIDC_SERVER"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "kommun",
            "name": env("HJULET_OIDC_NAME", "kommunens inloggning"),
            "client_id": env("HJULET_OIDC_CLIENT_ID"),
            "secret": env("HJULET_OIDC_SECRET"),
            "settings": {
                "server_url": env("HJULET_OIDC_SERVER"),
                "uid_field": env("HJULET_OIDC_UID_CLAIM", "oid"),
                "fetch_userinfo": env_flag("HJULET_OIDC_USERINFO"),
            },
        }
    ]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(env("HJULET_SESSION_SECONDS", str(10 * 60 * 60)))
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_AGE = None  # ends with the browser: a shared telephone remembers nobody
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not DEMO and not DEBUG:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = env_flag("HJULET_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# A form that leads to the municipality's sign-in is a form that leads out: the browser must be told where.
OIDC_ORIGINS = env_list("HJULET_OIDC_ORIGINS", "/".join(env("HJULET_OIDC_SERVER", "").split("/")[:3]))
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *OIDC_ORIGINS],
    }
}

EMAIL_BACKEND = env(
    "HJULET_EMAIL_BACKEND",
    "django.core.mail.backends.console.EmailBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_HOST = env("HJULET_EMAIL_HOST", "localhost")
EMAIL_PORT = int(env("HJULET_EMAIL_PORT", "25"))
EMAIL_HOST_USER = env("HJULET_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env("HJULET_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env_flag("HJULET_EMAIL_TLS")
EMAIL_TIMEOUT = 20  # seconds; a mail server that says nothing must not hold the worker
DEFAULT_FROM_EMAIL = env("HJULET_EMAIL_FROM", "kvalitetshjulet@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("HJULET_LOG_LEVEL", "WARNING")},
    "loggers": {"django.request": {"level": "ERROR"}},  # a refusal (403, 404) is an answer, not a fault
}
