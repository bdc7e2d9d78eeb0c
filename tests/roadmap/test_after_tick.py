"""After a tick only what it can touch is read. What is said of that must be what the whole roadmap says."""

import random
from datetime import date

import pytest

from catalog.models import TemplateStep
from roadmap import actions
from roadmap.actions import mark_verified
from roadmap.models import Roadmap
from roadmap.overview import Overview, overview_of
from roadmap.rows import previous_next
from roadmap.sql import StepRow, read_roadmap, read_roadmap_around
from tests import factories

TODAY = date(2027, 3, 1)
STATUSES = ("todo", "doing", "done", "skipped")


@pytest.fixture
def road(ada, template) -> Roadmap:
    """Nine more skills, each of which needs up to two before it; some are optional, left out, or without a date."""
    chance, made = random.Random(7), list(factories.roadmap_of(ada, template).steps.all())
    items = []
    for number in range(9):
        needs = (items[5],) if number == 6 else tuple(chance.sample(items, min(len(items), chance.randrange(3))))
        items.append(factories.skill(f"more-{number}", needs=needs, area=made[0].item.area))
        TemplateStep.objects.create(stage=template.stages.first(), item=items[-1], position=20 + number)
    road = factories.roadmap_of(ada, template)
    road.steps.filter(item__in=items[2:4]).update(due_on=None)
    road.steps.filter(item=items[5]).update(is_chosen=False)
    mark_verified(ada, items[0])
    return road


def said(overview: Overview, change: StepRow) -> dict[str, object]:
    """What a tick's answer is made from."""
    opened = [step for step in overview.steps if step.id in overview.change.opens or step.id == change.id]
    return {
        "shares": [(stage.id, stage.title, stage.share) for stage in overview.stages],
        "share": overview.share,
        "next": overview.next,
        "next before": previous_next(overview, overview.change),
        "finish": overview.finishes_on(),
        "late": overview.late(TODAY),
        "without a date": [step for step in overview.open if step.due_on is None],
        "opened": opened,
        "before": overview.change.before,
    }


@pytest.mark.parametrize("seed", range(4))
def test_it_is_what_the_whole_roadmap_says(road, ada, seed):
    chance, ids = random.Random(seed), list(road.steps.order_by("pk").values_list("pk", flat=True))
    for _ in range(25):
        step = chance.choice(ids)
        actions.set_status(step, chance.choice(STATUSES), by=ada)
        around, whole = read_roadmap_around(step, ada.pk, TODAY), read_roadmap(ada.pk, road.pk, changed=step)

        assert said(overview_of(around), around.change.step) == said(overview_of(whole), whole.change.step)
        assert len(around.steps) <= len(whole.steps)


def test_what_is_done_and_what_waits_long_is_not_read(road, ada):
    python = factories.step(road, "python")
    actions.set_status(python.pk, "done", by=ada)

    around = read_roadmap_around(python.pk, ada.pk, date(2026, 1, 1))
    assert around.change.step.status == "done"
    assert "Fraud detection model" not in [step.title for step in around.steps]
    assert around.roadmap == road
