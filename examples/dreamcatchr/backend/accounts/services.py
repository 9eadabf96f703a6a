"""Creating accounts."""

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from accounts.models import Profile
from accounts.names import display_name_for


class NameTaken(Exception):
    """Somebody has this user name already, perhaps in other letter case."""


def taken(username):
    return get_user_model().objects.filter(username__iexact=username).exists()


def create_account(username, password):
    """A user with a profile, or neither."""
    if taken(username):
        raise NameTaken
    try:
        with transaction.atomic():
            user = get_user_model().objects.create_user(username=username, password=password)
            Profile.objects.create(user=user, display_name=display_name_for(username))
    except IntegrityError as clash:
        # Another request took the name between the look-up and the insert.
        raise NameTaken from clash
    return user
