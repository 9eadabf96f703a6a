import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

SEARCH_WORDS = 10


class Mood(models.TextChoices):
    """How a dream felt."""

    HAPPY = "happy"
    CALM = "calm"
    STRANGE = "strange"
    SAD = "sad"
    SCARY = "scary"
    UNKNOWN = "unknown"


class DreamQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(owner=user)

    def matching(self, words):
        """Dreams that have every one of the (first ten) words in their title, text or mood."""
        found = self
        for word in words.split()[:SEARCH_WORDS]:
            found = found.filter(Q(title__icontains=word) | Q(body__icontains=word) | Q(mood__iexact=word))
        return found

    def shared(self):
        return self.filter(share_token__isnull=False)


class Dream(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="dreams")
    title = models.CharField(max_length=200)
    body = models.TextField()
    # The database fills this one in itself, so that a release which does not know of it can still insert.
    mood = models.CharField(max_length=20, choices=Mood, default=Mood.UNKNOWN, db_default="")
    created = models.DateTimeField(default=timezone.now)
    share_token = models.CharField(max_length=43, null=True, unique=True, editable=False)
    shared_at = models.DateTimeField(null=True, editable=False)

    objects = DreamQuerySet.as_manager()

    class Meta:
        ordering = ["-created", "-id"]
        indexes = [
            models.Index(fields=["owner", "-created", "-id"], name="dream_owner_newest"),
            models.Index(fields=["-shared_at"], name="dream_shared_newest", condition=Q(share_token__isnull=False)),
        ]

    def __str__(self):
        return self.title

    @property
    def is_shared(self):
        return self.share_token is not None

    def share(self):
        """Gives the dream its public token once; a second call, even at the same moment, keeps the first one."""
        unshared = Dream.objects.filter(pk=self.pk, share_token__isnull=True)
        unshared.update(share_token=secrets.token_urlsafe(32), shared_at=timezone.now())
        self.refresh_from_db(fields=["share_token", "shared_at"])
        return self.share_token
