"""Settings of the server, from the environment; a wrong one fails at start, by name.

``CONDAT_HOME``
    The folder that holds the database, the workspaces and the secret key.
``CONDAT_URL``
    The address that people type; https switches secure cookies on.
``CONDAT_DATABASE_URL``, ``CONDAT_MAIL_URL``
    ``postgres://...`` and ``smtp+tls://...``; without them SQLite and mails as files.
``CONDAT_SECRET_KEY`` (or ``CONDAT_SECRET_KEY_FILE``)
    Signs sessions and links, seals secrets in the database; made once and kept in the home folder
    when not given.
``CONDAT_SECRET_KEY_FALLBACKS``
    Former keys, by commas, until ``condat-workspace reseal`` was run: what they signed and sealed
    still counts.
``CONDAT_OIDC_URL``, ``CONDAT_OIDC_CLIENT``, ``CONDAT_OIDC_SECRET``
    A provider of single sign-on.
"""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from condat.workspace.server.given import Given
from condat.workspace.server.lines import logging
from condat.workspace.server.secret import kept_secret

env = Given()
HERE = Path(__file__).resolve().parent
HOME = Path(env.str("CONDAT_HOME", default="build/workspace")).resolve()
HOME.mkdir(parents=True, exist_ok=True)
ADDRESS = env.address("CONDAT_URL", "http://127.0.0.1:8000")
URL = ADDRESS.geturl()
SECURE = ADDRESS.scheme == "https"

DEBUG = False
SECRET_KEY = env.str("CONDAT_SECRET_KEY", default="") or kept_secret(HOME / "secret.key")
SECRET_KEY_FALLBACKS = env.list("CONDAT_SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = [ADDRESS.hostname or "127.0.0.1", "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [URL]
ROOT_URLCONF = "condat.workspace.urls"
WSGI_APPLICATION = "condat.workspace.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "condat.workspace",
    "condat.workspace.accounts",
    "condat.workspace.teams",
    "condat.workspace.record",
    "condat.workspace.ranking",
    "condat.workspace.jobs",
    "condat.workspace.protection",
    "condat.workspace.plan.logins",
    "condat.workspace.create.pieces",
    "condat.workspace.distribute.calendar",
    "condat.workspace.measure.trials",
    "condat.workspace.measure.lessons",
    "condat.workspace.measure.indicators",
    "condat.workspace.create.inspired",
    "condat.workspace.home",
    "condat.workspace.api",
    "condat.workspace.webhooks",
    "condat.workspace.create.partnerships",
    "condat.workspace.telling",
    "condat.workspace.create.cues",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "condat.workspace.accounts.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "condat.workspace.pages.faults.FaultMiddleware",
]
CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "environment": "condat.workspace.pages.jinja.environment",
            "context_processors": [*CONTEXT, "condat.workspace.pages.jinja.context"],
        },
    },
    {  # the mails and texts of libraries
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT},
    },
]

DATABASES = {"default": env.db("CONDAT_DATABASE_URL", default=f"sqlite:///{HOME / 'condat.db'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers never wait for the one writer, and a writer waits its turn; what is deleted is gone.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "PRAGMA secure_delete=ON;",
    }
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

MAIL = env.email("CONDAT_MAIL_URL", default="filemail:///")
EMAIL_CONFIG = {k: v for k, v in MAIL.items() if k.startswith("EMAIL_")}
globals().update(EMAIL_CONFIG)
EMAIL_FILE_PATH = str(HOME / "mail")
DEFAULT_FROM_EMAIL = env.str("CONDAT_MAIL_FROM", default=f"condat@{ADDRESS.hostname}")

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "condat.workspace.accounts.adapter.InvitedOnly"
SOCIALACCOUNT_ADAPTER = "condat.workspace.accounts.adapter.KnownOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation reaches its address, or nobody comes in
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up: addresses are those of who was invited
MFA_TOTP_TOLERANCE = 1  # steps of half a minute: clocks differ (RFC 6238, 5.2)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Condat"
MFA_ADAPTER = "condat.workspace.accounts.factors.SealedFactors"
OIDC_URL = env.str("CONDAT_OIDC_URL", default="")
SINGLE_SIGN_ON = env.str("CONDAT_OIDC_NAME", default="Single sign-on") if OIDC_URL else ""
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "team",
                "name": SINGLE_SIGN_ON,
                "client_id": env.str("CONDAT_OIDC_CLIENT"),
                "secret": env.str("CONDAT_OIDC_SECRET"),
                "settings": {"server_url": OIDC_URL},
            }
        ]
        if OIDC_URL
        else []
    }
}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "français"), ("en", "English"), ("de", "Deutsch")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [HERE / "static", ("report", HERE.parent / "report" / "templates")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
API_RATE = env.str("CONDAT_API_RATE", default="600/min")  # requests a token
UPLOAD_LIMIT = env.int("CONDAT_UPLOAD_LIMIT", default=500_000_000)

CSRF_FAILURE_VIEW = "condat.workspace.pages.faults.stale"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE and env.bool("CONDAT_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

LOGGING = logging()
