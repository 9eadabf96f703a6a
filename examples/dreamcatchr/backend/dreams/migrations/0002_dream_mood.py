from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the mood. The database's own default keeps inserts of the release before this one working."""

    dependencies = [
        ("dreams", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="dream",
            name="mood",
            field=models.CharField(
                choices=[
                    ("happy", "Happy"),
                    ("calm", "Calm"),
                    ("strange", "Strange"),
                    ("sad", "Sad"),
                    ("scary", "Scary"),
                    ("unknown", "Unknown"),
                ],
                db_default="",
                default="unknown",
                max_length=20,
            ),
        ),
    ]
