from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign-up, session login and each user's public name."""

    name = "accounts"
