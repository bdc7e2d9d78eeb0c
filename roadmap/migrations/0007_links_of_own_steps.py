"""The address of an own step becomes a link of who wrote the step, one of as many as they like.

The old table stays, empty, for the release before this one, which goes on for a while after the migration; it holds no item
back, and the next release can drop it.
"""

import django.db.models.deletion
from django.db import migrations, models


def make_links(apps, schema_editor):
    alias = schema_editor.connection.alias
    addresses = apps.get_model("roadmap", "OwnResource").objects.using(alias)
    links = apps.get_model("roadmap", "OwnLink").objects.using(alias)
    for address in addresses.select_related("item").iterator(chunk_size=500):
        scheme, colon, rest = address.url.partition(":")
        links.get_or_create(person_id=address.item.owner_id, item_id=address.item_id, url=scheme.lower() + colon + rest)
    addresses.all().delete()


class Migration(migrations.Migration):
    dependencies = [("roadmap", "0006_roadmap_currency")]

    operations = [
        migrations.AlterField(
            "ownresource",
            "item",
            models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="own_resource",
                to="catalog.item",
            ),
        ),
        migrations.RunPython(make_links, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("OwnResource")]),
    ]
