"""Does the database answer, and if not, why."""

import logging

import psycopg
from django.conf import settings
from django.db import connection

logger = logging.getLogger(__name__)


def database_problem():
    """None when the database answers a query in time, else a short reason without any secret in it.

    It asks over a connection of its own. One that is already open says nothing about the next one, and a hung
    database would hold the check for as long as an ordinary query may run.
    """
    seconds = settings.HEALTH_DATABASE_TIMEOUT_SECONDS
    try:
        with psycopg.connect(**_address(seconds)) as probe:
            probe.execute("SELECT 1")
    except (psycopg.errors.ConnectionTimeout, psycopg.errors.QueryCanceled):
        logger.exception("health check: the database did not answer in time")
        return f"no answer within {seconds} s"
    except psycopg.OperationalError:
        logger.exception("health check: the database refused the connection")
        return "connection failed"
    except psycopg.Error:
        logger.exception("health check: the database refused the query")
        return "query failed"
    return None


def _address(seconds):
    database = connection.settings_dict
    address = {
        "host": database["HOST"],
        "port": database["PORT"],
        "dbname": database["NAME"],
        "user": database["USER"],
        "password": database["PASSWORD"],
        **{name: value for name, value in database["OPTIONS"].items() if name.startswith("ssl")},
        "connect_timeout": seconds,
        "tcp_user_timeout": seconds * 1000,
        "options": f"-c statement_timeout={seconds}s",
        "application_name": "health",
        "autocommit": True,
    }
    return {name: value for name, value in address.items() if value not in ("", None)}
