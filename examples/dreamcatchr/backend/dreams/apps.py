from django.apps import AppConfig


class DreamsConfig(AppConfig):
    """Writing dreams down, finding them again, sharing them."""

    name = "dreams"
