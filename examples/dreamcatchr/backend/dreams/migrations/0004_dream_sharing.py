from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("dreams", "0003_name_missing_moods"),
    ]

    operations = [
        migrations.AddField(
            model_name="dream",
            name="share_token",
            field=models.CharField(editable=False, max_length=43, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="dream",
            name="shared_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
