"""Settings: read from the environment (or var/), safe when nothing is said."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env("CELLULE_VAR", default=str(BASE_DIR / "var")))

DEBUG = env.bool("CELLULE_DEBUG", default=False)
HTTPS = env.bool("CELLULE_HTTPS", default=True)  # false: only for http://127.0.0.1
DEMONSTRATION = env.bool(
    "CELLULE_DEMO", default=False
)  # allows `manage.py demo`, shows the banner

# Keys: from the environment, else from files that `manage.py init_coffre` writes (0600).
SECRET_KEY_FILE = VAR_DIR / "secret_key"
COFFRE_KEYS_FILE = Path(env("CELLULE_KEYS_FILE", default=str(VAR_DIR / "coffre.keys")))
COFFRE_KEYS = env("CELLULE_KEYS", default="")
CORRESPONDANCE_KEYS_FILE = Path(
    env("CELLULE_TABLE_KEYS_FILE", default=str(VAR_DIR / "correspondance.keys"))
)
CORRESPONDANCE_KEYS = env("CELLULE_TABLE_KEYS", default="")
SECRET_KEY = env("CELLULE_SECRET_KEY", default="") or (
    SECRET_KEY_FILE.read_text(errors="replace").strip() if SECRET_KEY_FILE.exists() else ""
)
HAS_SECRET_KEY = bool(SECRET_KEY)

ALLOWED_HOSTS = env.list("CELLULE_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CELLULE_ORIGINS", default=[])

INSTALLED_APPS = [
    "cellule",
    "avis",
    "agenda",
    "blog",
    "rubriques",
    "journal",
    "comptes",
    "coffre",
    "allauth",
    "allauth.account",
    "guardian",
    "schedule",
    "django_prose_editor",
    "django_filters",
    "django_tables2",
    "csp",
    "django.contrib.admin.apps.SimpleAdminConfig",  # see cellule/administration.py
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cellule.middleware.PrivateResponseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "cellule.middleware.BodyLimitMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # see docs/decisions/0014-compression.md
    "cellule.middleware.ProofMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cellule.middleware.DroitsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cellule.middleware.SessionLifeMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cellule.middleware.MethodNotAllowedMiddleware",
    "cellule.middleware.HeadMiddleware",
]

ROOT_URLCONF = "cellule.urls"
FORM_RENDERER = "cellule.formrender.FieldRenderer"
WSGI_APPLICATION = "cellule.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["rubriques.templatetags.adresses"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "cellule.context.demonstration",
            ],
        },
    },
]

# Database: SQLite under var/ unless DATABASE_URL names a PostgreSQL.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'cellule.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = None  # a full disk must not stop reading
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["ENGINE"] = "sql.sqlite3"  # Django's, with two things of ours
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds for a command; for a page see sql/patience.py
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["ENGINE"] = "sql.postgresql"
    # What a page asks is planned once a connection: planning took longer than answering (5 ms of
    # 7.5 for a situation), and compiling what runs for a millisecond, longer still.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        connect_timeout=3,
        server_side_binding=True,
        prepare_threshold=5,
        options=" ".join(
            [
                "-c jit=off",
                "-c plan_cache_mode=force_generic_plan",
                # A page of the index costs as little as the next one of the table: nothing turns.
                # Without it the natures of each row of a table were looked for among them all.
                "-c random_page_cost=1.1",
            ]
        ),
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The cache holds counters of attempts only, which every process sees; never anything pickled.
CACHES = {
    "default": {
        "BACKEND": "comptes.compteurs.Compteurs",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Accounts
AUTH_USER_MODEL = "comptes.Utilisateur"
AUTHENTICATION_BACKENDS = ["rubriques.droits.DroitsBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "comptes.passwords.VarietyValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # the one-time link, in seconds
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "comptes.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by hand; nobody signs up
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "comptes.forms.ConnexionForm",
    "user_token": "comptes.forms.LienForm",
    "change_password": "comptes.forms.ChangementForm",
    "reset_password_from_key": "comptes.forms.ChoixForm",
}
ACCOUNT_RATE_LIMITS = {
    # Failures, by account from one address; by address (a school has one); by account in all.
    "login_failed": "100/m/ip,5/5m/key",
    "login_failed_anywhere": "60/h/key",
    "login": "120/m/ip",
    "calendrier": "20/5m/ip",  # wrong calendar addresses
    "annuaire": "20/h/user",  # e-mail addresses of nobody, where somebody is let in
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("CELLULE_PROXIES", default=0)
GUARDIAN_RAISE_403 = False
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False

# Sessions end with the browser, after half an hour without an act, and 12 hours after signing in.
SESSION_ENGINE = "comptes.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = 60 * env.int("CELLULE_IDLE_MINUTES", default=30)
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
MESSAGE_STORAGE = "comptes.messages.MessageStorage"

# Headers (the others are in cellule/middleware.py)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sante/$"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https")
    if env.bool("CELLULE_BEHIND_PROXY", default=False)
    else None
)
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = (
    "same-origin"  # no-referrer breaks signing in: Chromium then sends Origin: null
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        # The hash is that of the one <style> that the editor (Tiptap) adds by itself.
        "style-src": [SELF, "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "cellule.errors.csrf_failure"
LARGEST_BODY = 1024 * 1024
# At the one address that takes a file (see cellule/middleware.py): read in memory, never on disk.
LARGEST_UPLOAD = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_UPLOAD
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2500  # a reprise has a box for each of 2,000 rows
FILE_UPLOAD_HANDLERS: list[str] = []  # nothing is uploaded elsewhere

# Language and time: French, Europe/Paris whatever the season.
LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH: list[str] = []

WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "cellule.feuilles.SheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# E-mails: a server such as smtp+tls://user:password@host:587; otherwise shown in the console.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 20  # seconds
# What e-mails link to, and who sends them.
ADDRESS = env("CELLULE_ADDRESS", default="").rstrip("/") or (
    f"{'https' if HTTPS else 'http'}://{next(iter(ALLOWED_HOSTS), '').lstrip('.')}"
)
DEFAULT_FROM_EMAIL = env("CELLULE_EMAIL_FROM", default=f"cellule@{urlsplit(ADDRESS).hostname}")

# Logs say what failed and where, never with what: no request body, no local variable, no address.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "cellule.logs.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
# guardian.W001: its backend stays out on purpose; rubriques/permissions.py alone decides.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
