"""The columns stay as they are: only what is written from now on is written down more briefly. Django would rebuild the
whole table of the history on SQLite for it."""

from django.db import migrations, models

from guidelines.models.compact import CompactEncoder
from guidelines.richtext.schema import empty


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "historicalprovision",
                    "body",
                    models.JSONField(default=empty, encoder=CompactEncoder, verbose_name="text"),
                ),
                migrations.AlterField(
                    "provision",
                    "body",
                    models.JSONField(default=empty, encoder=CompactEncoder, verbose_name="text"),
                ),
                migrations.AlterField("revision", "changes", models.JSONField(default=list, encoder=CompactEncoder)),
                migrations.AlterField("revision", "manifest", models.JSONField(default=dict, encoder=CompactEncoder)),
            ]
        )
    ]
