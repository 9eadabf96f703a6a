from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dreams", "0005_dream_indexes")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX dreams_newest_first ON dreams_dream (created DESC)",
            "DROP INDEX dreams_newest_first",
        ),
    ]
