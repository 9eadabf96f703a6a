package dev.greenlight.releases.symptoms;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Lines as Cloud Run, Django, gunicorn, databases, Node and nginx write them: the cause's kind, the line, words of the cause. */
final class SpokenLines {
    private SpokenLines() {}

    static Stream<Arguments> causes() {
        return Stream.of(
                arguments(
                        "allowed-hosts",
                        "django.core.exceptions.DisallowedHost: Invalid HTTP_HOST header: 'candidate---web-x.run.app'. You may need to add 'candidate---web-x.run.app' to ALLOWED_HOSTS.",
                        "the host candidate---web-x.run.app"),
                arguments("allowed-hosts", "<title>DisallowedHost at /</title>", "ALLOWED_HOSTS"),
                arguments(
                        "csrf-origins",
                        "Forbidden (Origin checking failed - https://web-x.run.app does not match any trusted origins.): /api/dreams",
                        "from https://web-x.run.app"),
                arguments(
                        "csrf-origins",
                        "Forbidden (Referer checking failed - https://web-x.run.app/a does not match any trusted origins.): /api",
                        "CSRF_TRUSTED_ORIGINS"),
                arguments("missing-variable", "KeyError: 'DATABASE_URL'", "the variable DATABASE_URL "),
                arguments(
                        "missing-variable",
                        "django.core.exceptions.ImproperlyConfigured: Set the SECRET_KEY environment variable",
                        "the variable SECRET_KEY "),
                arguments(
                        "missing-variable",
                        "decouple.UndefinedValueError: EMAIL_HOST not found. Declare it as envvar or define a default value.",
                        "the variable EMAIL_HOST "),
                arguments(
                        "missing-variable",
                        "django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.",
                        "setting SECRET_KEY"),
                arguments(
                        "settings",
                        "django.core.exceptions.ImproperlyConfigured: 'djongo' isn't an available database backend",
                        "'djongo' isn't"),
                arguments(
                        "missing-module",
                        "ModuleNotFoundError: No module named 'whitenoise.middleware'",
                        "whitenoise.middleware"),
                arguments("missing-module", "Error: Cannot find module '/app/server.js'", "/app/server.js"),
                arguments(
                        "missing-module",
                        "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'vite' imported from /app/server.mjs",
                        "module vite"),
                arguments(
                        "unapplied-migrations",
                        "django.db.utils.ProgrammingError: relation \"dreams_dream\" does not exist",
                        "migrations"),
                arguments(
                        "unapplied-migrations",
                        "psycopg.errors.UndefinedColumn: column dreams_dream.mood does not exist",
                        "column"),
                arguments(
                        "unapplied-migrations",
                        "django.db.utils.OperationalError: no such table: dreams_dream",
                        "table"),
                arguments(
                        "unapplied-migrations",
                        "You have 3 unapplied migration(s). Your project may not work properly until you apply the migrations",
                        "migrations"),
                arguments(
                        "database-unreachable",
                        "psycopg.OperationalError: connection failed: connection to server at \"10.0.0.3\", port 5432 failed: Connection refused",
                        "cannot be reached"),
                arguments(
                        "database-unreachable",
                        "could not translate host name \"db\" to address: Name or service not known",
                        "cannot be reached"),
                arguments(
                        "database-login",
                        "connection to server at \"10.0.0.3\", port 5432 failed: FATAL:  password authentication failed for user \"app\"",
                        "password"),
                arguments(
                        "database-connections",
                        "connection to server at \"10.0.0.3\", port 5432 failed: FATAL:  sorry, too many clients already",
                        "no connection left"),
                arguments(
                        "database-connections",
                        "FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute",
                        "no connection left"),
                arguments("database-missing", "FATAL:  database \"dreams\" does not exist", "does not exist"),
                arguments(
                        "cloud-sql",
                        "Cloud SQL connection failed. Please see https://cloud.google.com/sql/docs/mysql/connect-run for additional details: boss::NOT_AUTHORIZED: Not authorized to access resource. Possibly missing permission cloudsql.instances.get on resource instances/db.",
                        "refused before it reached the database"),
                arguments(
                        "cloud-sql",
                        "connection to server on socket \"/cloudsql/p1:europe-west1:db/.s.PGSQL.5432\" failed: No such file or directory",
                        "socket"),
                arguments(
                        "architecture",
                        "terminated: Application failed to start: Failed to create init process: failed to load /usr/local/bin/gunicorn: exec format error",
                        "another processor"),
                arguments(
                        "architecture",
                        "Container manifest type 'application/vnd.oci.image.index.v1+json' must support amd64/linux.",
                        "another processor"),
                arguments(
                        "command-missing",
                        "exec: \"gunicorn\": executable file not found in $PATH: unknown",
                        "not in the image"),
                arguments(
                        "out-of-memory",
                        "Memory limit of 512 MiB exceeded with 530 MiB used. Consider increasing the memory limit, see https://cloud.google.com/run/docs/configuring/memory-limits",
                        "memory"),
                arguments(
                        "out-of-memory",
                        "While handling this request, the container instance was found to be using too much memory and was terminated.",
                        "memory"),
                arguments("out-of-memory", "[ERROR] Worker (pid:7) was sent SIGKILL! Perhaps out of memory?", "memory"),
                arguments(
                        "worker-timeout",
                        "[2026-11-24 12:00:00 +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:7)",
                        "did not answer in time"),
                arguments(
                        "static-manifest",
                        "ValueError: Missing staticfiles manifest entry for 'admin/css/base.css'",
                        "admin/css/base.css"),
                arguments(
                        "file-permission",
                        "PermissionError: [Errno 13] Permission denied: '/app/media/a.png'",
                        "/app/media/a.png"),
                arguments(
                        "file-permission",
                        "nginx: [emerg] mkdir() \"/var/cache/nginx/client_temp\" failed (13: Permission denied)",
                        "/var/cache/nginx/client_temp"),
                arguments(
                        "read-only-files",
                        "OSError: [Errno 30] Read-only file system: '/app/log.txt'",
                        "cannot be written"),
                arguments(
                        "blocked-host",
                        "Blocked request. This host (\"candidate---web-x.run.app\") is not allowed.",
                        "the host candidate---web-x.run.app"),
                arguments(
                        "node-heap",
                        "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
                        "heap"),
                arguments(
                        "upstream-unknown",
                        "nginx: [emerg] host not found in upstream \"backend\" in /etc/nginx/conf.d/default.conf:12",
                        "to backend,"),
                arguments(
                        "port-taken",
                        "nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)",
                        "cannot listen"),
                arguments(
                        "no-instance",
                        "The request was aborted because there was no available instance.",
                        "no instance free"),
                arguments("exception", "ZeroDivisionError: division by zero", "ZeroDivisionError: division by zero"),
                arguments("exited", "Container called exit(1).", "ended by itself"));
    }
}
