"""Why a step has its dates is kept as facts, to be said in the language of whoever reads it.

What was kept as a sentence stays one: {"said": "After Linear algebra; 6 h free …"}. The old column stays for the release before
this one, which goes on for a while after the migration; nothing here reads it, and the next release can drop it.
"""

from django.db import migrations, models
from django.db.models.functions import JSONObject


def keep_sentences(apps, schema_editor):
    alias = schema_editor.connection.alias
    steps = apps.get_model("roadmap", "Step").objects.using(alias)
    steps.exclude(date_reason="").update(reason=JSONObject(said="date_reason"))
    upgrades = apps.get_model("roadmap", "Upgrade").objects.using(alias)
    for upgrade in upgrades.only("patch").iterator(chunk_size=50):
        of_steps = upgrade.patch.get("step", {})
        for row in of_steps.get("removed", {}).values():
            if "date_reason" in row:
                row["reason"] = facts(row.pop("date_reason"))
        for changes in of_steps.get("changed", {}).values():
            if "date_reason" in changes:
                changes["reason"] = [facts(sentence) for sentence in changes.pop("date_reason")]
        upgrade.save(update_fields=["patch"])


def facts(sentence):
    return {"said": sentence} if sentence else {}


class Migration(migrations.Migration):
    dependencies = [("roadmap", "0002_progress_event_trigger")]

    operations = [
        migrations.AddField(
            "step",
            "reason",
            models.JSONField(blank=True, default=dict, db_default=models.Value({}, models.JSONField())),
        ),
        # Rows of this release are made without it.
        migrations.AlterField(
            "step", "date_reason", models.CharField(max_length=300, blank=True, default="", db_default="")
        ),
        migrations.RunPython(keep_sentences, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("step", "date_reason")]),
    ]
