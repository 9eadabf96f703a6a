from django.db import migrations

MAX_LENGTH = 60
BATCH = 500


def display_name_for(username):
    """As accounts.names had it when this migration was written; a migration must not change with the code."""
    words = username.split("@")[0].replace(".", " ").replace("_", " ").replace("-", " ").split()
    return " ".join(word.capitalize() for word in words)[:MAX_LENGTH] or "Dreamer"


def give_profiles(apps, schema_editor):
    alias = schema_editor.connection.alias
    User = apps.get_model("auth", "User")
    Profile = apps.get_model("accounts", "Profile")
    without = User.objects.using(alias).filter(profile__isnull=True).order_by("pk")
    Profile.objects.using(alias).bulk_create(
        [Profile(user_id=user.pk, display_name=display_name_for(user.username)) for user in without],
        batch_size=BATCH,
    )


def keep_profiles(apps, schema_editor):
    """Profiles fit the earlier schema as well, and some are not ours: going back leaves them."""


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_profile"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunPython(give_profiles, keep_profiles),
    ]
