"""The address that an own step had in the release before is a link of its writer after the migration, on both engines."""

import pytest
from django.db import connection

from catalog.models import Item
from roadmap.models import OwnLink
from tests import factories
from tests.roadmap.test_kept_sentences import migrate


@pytest.fixture
def before(transactional_db, ada, mallory, roadmap):
    """The models of the release before, with own steps of two people that have an address. Comes back migrated."""
    own = [
        Item.objects.create(key=f"own-{person.name}", kind=Item.Kind.OWN, owner=person, title="Read it")
        for person in (ada, mallory)
    ]
    twice = Item.objects.create(key="own-twice", kind=Item.Kind.OWN, owner=ada, title="Read it twice")
    OwnLink.objects.create(person=ada, item=twice, url="https://example.org/twice", title="Twice")
    apps = migrate("0006_roadmap_currency")
    addresses = apps.get_model("roadmap", "OwnResource").objects
    addresses.create(item_id=own[0].pk, url="HTTPS://example.org/Paper")
    addresses.create(item_id=own[1].pk, url="http://example.org/theirs")
    addresses.create(item_id=twice.pk, url="https://example.org/twice")
    yield apps
    migrate(None)


def test_each_is_a_link_of_who_wrote_the_step_and_none_is_there_twice(before, ada, mallory):
    migrate(None)

    hers = OwnLink.objects.for_owner(ada).order_by("url").values_list("item__title", "url", "title")
    assert list(hers) == [
        ("Read it", "https://example.org/Paper", ""),
        ("Read it twice", "https://example.org/twice", "Twice"),
    ]
    assert OwnLink.objects.for_owner(mallory).get().url == "http://example.org/theirs"


def test_the_release_before_goes_on_and_holds_nothing_back(before, ada, roadmap):
    """It still reads and writes its table for a while; what it writes there keeps no item from being deleted."""
    migrate(None)
    old = before.get_model("roadmap", "OwnResource").objects
    item = Item.objects.get(title="Read it", owner=ada)
    assert not old.exists()
    old.create(item_id=item.pk, url="https://example.org/late")

    OwnLink.objects.for_owner(ada).delete()
    item.delete()
    connection.check_constraints()
    old.all().delete()
    assert factories.step(roadmap, "python")
