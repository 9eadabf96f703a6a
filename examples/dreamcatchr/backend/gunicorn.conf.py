"""How gunicorn behaves wherever it runs. Address, workers and threads are on its command line in the Dockerfile."""

worker_class = "gthread"

# Load the application before the workers start: a broken setting ends the container at once, with its reason.
preload_app = True

# Proxies reuse connections. Ours outlive theirs, so that none sends a request into a connection just being closed.
keepalive = 620

# At SIGTERM requests in flight are finished. Cloud Run ends the container 10 s after the signal.
graceful_timeout = 9
timeout = 60

# Heartbeats must not wait for a disk.
worker_tmp_dir = "/dev/shm"  # nosec B108: memory of this container alone, not a shared /tmp
control_socket_disable = True

# The platform logs each request; what gunicorn itself reports is JSON on stdout like everything else.
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {
        "gunicorn.error": {"handlers": ["stdout"], "level": "INFO", "propagate": False},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
