"""A roadmap has a currency: that of its pathway, in which its budget was asked for, or else US dollars."""

from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery


def take_the_pathways(apps, schema_editor):
    Roadmap, Pathway = apps.get_model("roadmap", "Roadmap"), apps.get_model("catalog", "Pathway")
    theirs = Pathway.objects.filter(pk=OuterRef("pathway"), currency__regex="^[A-Z]{3}$").values("currency")
    with_pathway = Roadmap.objects.filter(pathway__currency__regex="^[A-Z]{3}$")
    with_pathway.update(currency=Subquery(theirs))


def name_it_in_what_an_undo_puts_back(apps, schema_editor):
    PlanVersion = apps.get_model("roadmap", "PlanVersion")
    for version in PlanVersion.objects.exclude(changed_from={}).select_related("roadmap").iterator():
        version.changed_from |= {"currency": version.roadmap.currency}
        version.save(update_fields=["changed_from"])


class Migration(migrations.Migration):
    dependencies = [("roadmap", "0005_edit_is_a_fact")]

    operations = [
        migrations.AddField("roadmap", "currency", models.CharField(db_default="USD", default="USD", max_length=3)),
        migrations.AddConstraint(
            "roadmap",
            models.CheckConstraint(condition=Q(currency__regex="^[A-Z]{3}$"), name="roadmap_currency_three_letters"),
        ),
        migrations.RunPython(take_the_pathways, migrations.RunPython.noop),
        migrations.RunPython(name_it_in_what_an_undo_puts_back, migrations.RunPython.noop),
    ]
