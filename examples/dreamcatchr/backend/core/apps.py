from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Health, version, and what every end point shares: JSON bodies, errors, logs."""

    name = "core"
