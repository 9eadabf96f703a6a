"""Settings of DreamCatchr's back end. Everything that differs between environments is an environment variable."""

import os
from pathlib import Path

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = environment.flag("DJANGO_DEBUG", False)
SECRET_KEY = environment.secret_key(DEBUG)
ALLOWED_HOSTS = environment.names("DJANGO_ALLOWED_HOSTS", "localhost,127.0.0.1,backend")

RELEASE_VERSION = os.environ.get("RELEASE_VERSION", "development")
COMMIT_SHA = os.environ.get("COMMIT_SHA", "unknown")
REVISION = os.environ.get("K_REVISION", "local")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "core",
    "accounts",
    "dreams",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.NoStoreMiddleware",
    "core.middleware.HostCheckMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False
CSRF_FAILURE_VIEW = "core.errors.csrf_failure"

DATABASES = {"default": environment.database(DEBUG)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The health check must answer before whoever asks gives up.
HEALTH_DATABASE_TIMEOUT_SECONDS = 2

PASSWORD_HASHERS = [
    "accounts.hashers.Argon2idHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Cloud Run ends TLS before the request reaches us and says so in this header; the front end's proxy passes the
# browser's own host on. Both are only reachable through those proxies.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
USE_X_FORWARDED_HOST = True
CSRF_TRUSTED_ORIGINS = environment.names("DJANGO_CSRF_TRUSTED_ORIGINS")

# Off only where the application is served over plain http, such as the compose stack on a laptop: a browser
# would not send the cookies back.
SECURE_COOKIES = environment.flag("DJANGO_SECURE_COOKIES", not DEBUG)
SESSION_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31536000 if SECURE_COOKIES else 0

SILENCED_SYSTEM_CHECKS = [
    # Cloud Run's own front end redirects http to https.
    "security.W008",
    # Sub-domains and browsers' preload lists belong to the owner of the domain, not to this service.
    "security.W005",
    "security.W021",
    # An API has no pages that could be framed.
    "security.W002",
]

DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024

LANGUAGE_CODE = "en-us"
USE_I18N = False
TIME_ZONE = "UTC"
USE_TZ = True

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
    "root": {"handlers": ["stdout"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": ["stdout"], "level": "INFO", "propagate": False},
        # A client's own mistakes (4xx) are in the platform's request log already.
        "django.request": {"handlers": ["stdout"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["stdout"], "level": "ERROR", "propagate": False},
    },
}

# The compose test service switches to the runner that also writes JUnit XML.
TEST_RUNNER = os.environ.get("TEST_RUNNER", "django.test.runner.DiscoverRunner")
TEST_OUTPUT_DIR = os.environ.get("TEST_OUTPUT_DIR", str(BASE_DIR))
TEST_OUTPUT_FILE_NAME = os.environ.get("TEST_OUTPUT_FILE_NAME", "junit.xml")
