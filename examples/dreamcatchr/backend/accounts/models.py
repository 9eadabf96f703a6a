from django.conf import settings
from django.db import models


class Profile(models.Model):
    """How a user appears to others. The login name stays private."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    display_name = models.CharField(max_length=60)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.display_name
