"""Amounts that the release before kept without a currency have one after the migration, on both engines."""

import pytest

from catalog.models import Pathway
from roadmap import actions
from roadmap.models import PlanVersion, Roadmap
from tests import factories
from tests.roadmap.test_kept_sentences import migrate


@pytest.fixture
def kept(transactional_db, ada, roadmap, template) -> tuple[int, int]:
    """A roadmap whose pathway is in euros, with a version that an undo takes back, and one without a pathway: as the
    release before kept them. Comes back migrated."""
    pathway = Pathway.objects.create(
        key="degree", title="A degree", pack=factories.pack(), months_low=1, months_high=2, currency="EUR"
    )
    other = factories.roadmap_of(ada, template)
    before = migrate("0005_edit_is_a_fact")
    before.get_model("roadmap", "Roadmap").objects.filter(pk=roadmap.pk).update(pathway_id=pathway.pk, budget=500)
    was = {"weekly_hours": "6", "minutes": None, "days_off": [], "region": "", "target_on": None, "budget": 300}
    versions = before.get_model("roadmap", "PlanVersion").objects
    latest = versions.get(roadmap_id=roadmap.pk)
    latest.pk, latest.number, latest.cause = None, 2, "changed"
    latest.changed_from = {**was, "pathway": pathway.pk, "claimed": []}
    latest.save()
    migrate(None)
    return roadmap.pk, other.pk


def test_a_budget_is_in_the_currency_of_its_pathway_or_else_in_dollars(kept):
    with_pathway, without = (Roadmap.objects.get(pk=pk) for pk in kept)

    assert (with_pathway.budget, with_pathway.currency) == (500, "EUR")
    assert without.currency == "USD"


def test_what_was_changed_before_can_still_be_undone(kept, ada):
    roadmap = Roadmap.objects.get(pk=kept[0])

    assert actions.undo_replan(roadmap, by=ada, version=2)
    roadmap.refresh_from_db()
    assert (roadmap.budget, roadmap.currency, roadmap.weekly_hours) == (300, "EUR", 6)
    assert PlanVersion.objects.filter(roadmap=roadmap, cause="undone").exists()
