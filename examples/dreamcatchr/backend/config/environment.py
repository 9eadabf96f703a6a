"""Reads settings from environment variables and says clearly what is wrong with them."""

import os

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

POSTGRES_ENGINE = "django.db.backends.postgresql"
ON = {"1", "true", "yes", "on"}
OFF = {"0", "false", "no", "off"}


def flag(name, default):
    """An on/off variable; anything that is neither is refused rather than guessed."""
    text = os.environ.get(name, "").strip().lower()
    if not text:
        return default
    if text in ON:
        return True
    if text in OFF:
        return False
    raise ImproperlyConfigured(f"{name} is {text!r}; use 1 or 0.")


def names(name, default=""):
    """A comma separated list without its empty entries."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def secret_key(debug):
    key = os.environ.get("DJANGO_SECRET_KEY", "")
    if key:
        return key
    if debug:
        return "only-for-a-developer-machine-" + "0" * 32
    raise ImproperlyConfigured("DJANGO_SECRET_KEY is not set. Set it, or DJANGO_DEBUG=1 on a developer's machine.")


def database(debug):
    """The PostgreSQL connection of DATABASE_URL, kept open between requests.

    Every thread of every worker keeps one connection. They are checked before reuse, so a restarted database
    costs one reconnect and no failed request. DATABASE_SESSION_OPTIONS are PostgreSQL options of every session.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        if not debug:
            raise ImproperlyConfigured("DATABASE_URL is not set, e.g. postgres://user:password@host:5432/name.")
        url = "postgres://dreamcatchr:dreamcatchr@127.0.0.1:5432/dreamcatchr"
    try:
        settings = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except ValueError as problem:
        raise ImproperlyConfigured("DATABASE_URL cannot be read as a database address.") from problem
    if settings["ENGINE"] != POSTGRES_ENGINE:
        raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database (postgres://...).")
    options = settings.setdefault("OPTIONS", {})
    options.setdefault("connect_timeout", 5)
    options.setdefault("application_name", os.environ.get("K_REVISION") or "dreamcatchr")
    if session := os.environ.get("DATABASE_SESSION_OPTIONS"):
        options.setdefault("options", session)
    return settings
