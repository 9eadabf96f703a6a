package dev.greenlight.releases.symptoms;

import java.util.List;

/**
 * What Django, Python and gunicorn say.
 *
 * @see <a href="https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts">ALLOWED_HOSTS</a>
 */
final class DjangoSigns {
    private static final String HOSTS =
            "allow Cloud Run's addresses in ALLOWED_HOSTS, such as .run.app, by the variable of greenlight.yml that the settings"
                    + " read it from; a tag's address (candidate---…) is a host of its own";

    static final List<Sign> ALL = List.of(
            Sign.of(
                    "allowed-hosts",
                    "Invalid HTTP_HOST header: '([^']+)'",
                    "Django refuses the host {1}: ALLOWED_HOSTS does not allow it",
                    HOSTS,
                    "{describe}"),
            Sign.of(
                    "allowed-hosts",
                    "DisallowedHost",
                    "Django refuses the host: ALLOWED_HOSTS does not allow it",
                    HOSTS,
                    "{describe}"),
            Sign.of(
                    "csrf-origins",
                    "Origin checking failed - (\\S+) does not match any trusted origins|Referer checking failed - (\\S+) does not match"
                            + " any trusted origins",
                    "Django refuses requests from {1}{2}: CSRF_TRUSTED_ORIGINS does not name it",
                    "name the origin with its scheme in CSRF_TRUSTED_ORIGINS, such as https://*.run.app, and set"
                            + " SECURE_PROXY_SSL_HEADER, since Cloud Run speaks plain HTTP to the container",
                    "{describe}"),
            Sign.of(
                    "missing-variable",
                    "KeyError: '([A-Z][A-Z0-9_]+)'|Set the ([A-Z][A-Z0-9_]*) environment variable|UndefinedValueError:"
                            + " ([A-Z][A-Z0-9_]*) not found",
                    "the application needs the variable {1}{2}{3} and does not have it",
                    "set it in greenlight.yml: below env of the service in this environment, or below secrets if it is one",
                    "{describe}"),
            Sign.of(
                    "missing-variable",
                    "The ([A-Z][A-Z0-9_]+) setting must not be empty",
                    "Django's setting {1} is empty; the variable that it is read from is not set",
                    "set it in greenlight.yml: below env of the service in this environment, or below secrets if it is one",
                    "{describe}"),
            Sign.of(
                    "missing-module",
                    "ModuleNotFoundError: No module named '([\\w.-]+)'",
                    "the image lacks the Python module {1}",
                    "add it to the requirements that the image is built with, not only to those for tests; if it is the"
                            + " application's own, check what the Dockerfile copies",
                    "{logs}"),
            Sign.of(
                    "static-manifest",
                    "Missing staticfiles manifest entry for '([^']+)'",
                    "the image holds no collected static files, or not {1}",
                    "run collectstatic while the image is built, with the same storage setting as when it runs",
                    "{logs}"),
            Sign.of(
                    "worker-timeout",
                    "WORKER TIMEOUT",
                    "gunicorn ended a worker that did not answer in time",
                    "find what the request waits for, often the database or another service; only then raise gunicorn's --timeout",
                    "{logs}"),
            Sign.of(
                    "read-only-files",
                    "Read-only file system",
                    "the application writes to a place that cannot be written",
                    "write to /tmp, which counts as memory, or to a bucket",
                    "{logs}"),
            Sign.of(
                    "file-permission",
                    "PermissionError: \\[Errno 13\\] [^:]*: '([^']+)'|EACCES: permission denied, \\w+ '([^']+)'|\"?(/[\\w./-]+)\"? failed"
                            + " \\(13: Permission denied\\)",
                    "the user that the container runs as may not use {1}{2}{3}",
                    "give that user the files while the image is built (COPY --chown), or write to /tmp",
                    "{logs}"),
            Sign.of(
                    "settings",
                    "ImproperlyConfigured: (.{1,120})",
                    "Django's settings do not fit: {1}",
                    "correct the setting, or the variable that it is read from",
                    "{describe}"));

    private DjangoSigns() {}
}
