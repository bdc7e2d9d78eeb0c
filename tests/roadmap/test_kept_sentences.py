"""What the release before kept as sentences is kept and read after the migration, on both engines."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from roadmap.models import PlanVersion, Step, Upgrade
from tests import factories

SENTENCE = "After Linear algebra; 6 h free between Thu 3 and Sun 6 Dec"


def migrate(name: str | None):
    """To a migration, or to the newest; gives the models as they are then."""
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes("roadmap")
    return executor.migrate([("roadmap", name)] if name else leaves).apps


@pytest.fixture
def kept(transactional_db, roadmap) -> int:
    """A step, a plan version and an upgrade as the release before wrote them; the step's id. Comes back migrated."""
    step, other = factories.step(roadmap, "python"), factories.step(roadmap, "pandas")
    before = migrate("0002_progress_event_trigger")
    steps = before.get_model("roadmap", "Step").objects
    steps.filter(pk=step.pk).update(date_reason=SENTENCE)
    steps.filter(pk=other.pk).update(date_reason="")
    PlanVersion.objects.filter(roadmap=roadmap).update(dates={str(step.pk): ["2027-01-04", "2027-01-05", SENTENCE]})
    versions = before.get_model("catalog", "TemplateVersion").objects
    followed = versions.get(pk=roadmap.template_version_id)
    newer = versions.create(
        template_id=followed.template_id, number=followed.number + 1, name="9", outline=followed.outline
    )
    patch = {
        "step": {
            "added": [],
            "removed": {"1": {"id": 1, "date_reason": SENTENCE}},
            "changed": {"2": {"date_reason": [SENTENCE, ""], "title": ["A", "B"]}},
        }
    }
    before.get_model("roadmap", "Upgrade").objects.create(
        roadmap_id=roadmap.pk, before=followed, after=newer, patch=patch
    )
    migrate(None)
    return step.pk


def test_a_sentence_is_read_as_it_was_written(kept, roadmap):
    step = Step.objects.get(pk=kept)

    assert step.reason == {"said": SENTENCE}
    assert step.date_reason == SENTENCE
    assert factories.step(roadmap, "pandas").reason == {}


def test_an_upgrade_can_put_it_back(kept):
    patch = Upgrade.objects.get().patch

    assert patch["step"]["removed"]["1"] == {"id": 1, "reason": {"said": SENTENCE}}
    assert patch["step"]["changed"]["2"] == {"reason": [{"said": SENTENCE}, {}], "title": ["A", "B"]}


def test_steps_of_this_release_and_of_the_one_before_can_be_made(kept):
    """The release before goes on for a while: it names `date_reason` and not `reason`, this one does the reverse."""
    step = Step.objects.get(pk=kept)
    names = [field.column for field in Step._meta.concrete_fields if field.column not in {"id", "reason", "item_id"}]
    Step.objects.filter(pk=kept).delete()

    Step.objects.create(**{field.attname: getattr(step, field.attname) for field in Step._meta.concrete_fields})
    Step.objects.filter(pk=kept).delete()
    with connection.cursor() as cursor:
        columns = ", ".join(names)
        values = ", ".join(["%s"] * len(names))
        cursor.execute(
            f"INSERT INTO roadmap_step (item_id, date_reason, {columns}) VALUES (%s, %s, {values})",
            [step.item_id, SENTENCE, *(getattr(step, name) for name in names)],
        )
    assert Step.objects.get(item=step.item_id, roadmap=step.roadmap_id).reason == {}
