from django.db import migrations


def name_missing_moods(apps, schema_editor):
    """Dreams from before there were moods get the one that says so."""
    Dream = apps.get_model("dreams", "Dream")
    Dream.objects.using(schema_editor.connection.alias).filter(mood="").update(mood="unknown")


def clear_unknown_moods(apps, schema_editor):
    """Before this migration an unknown mood was an empty one."""
    Dream = apps.get_model("dreams", "Dream")
    Dream.objects.using(schema_editor.connection.alias).filter(mood="unknown").update(mood="")


class Migration(migrations.Migration):

    dependencies = [
        ("dreams", "0002_dream_mood"),
    ]

    operations = [
        migrations.RunPython(name_missing_moods, clear_unknown_moods),
    ]
