"""An edit keeps what happened and the names in it; sentences of before stay as they are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roadmap", "0004_start_draft_placed")]

    operations = [
        migrations.AddField("edit", "kind", models.CharField(blank=True, default="", max_length=20), preserve_default=False),
        migrations.AddField("edit", "names", models.JSONField(blank=True, default=dict)),
        migrations.AlterField("edit", "sentence", models.CharField(blank=True, max_length=400)),
    ]
