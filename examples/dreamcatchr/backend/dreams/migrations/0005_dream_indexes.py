from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Indexes for the two lists. Built concurrently: the release before this one is writing dreams meanwhile."""

    atomic = False

    dependencies = [
        ("dreams", "0004_dream_sharing"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="dream",
            index=models.Index(fields=["owner", "-created", "-id"], name="dream_owner_newest"),
        ),
        AddIndexConcurrently(
            model_name="dream",
            index=models.Index(
                fields=["-shared_at"],
                name="dream_shared_newest",
                condition=Q(share_token__isnull=False),
            ),
        ),
    ]
