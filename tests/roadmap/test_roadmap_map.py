"""The map: prerequisites as a trail, as its owner and a stranger see them, and the layout on its own."""

import re

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from roadmap import actions
from roadmap.map import STAGES, STEPS, lay_out
from roadmap.models import StepLink
from tests import factories

TUESDAY = "2027-01-05T09:00:00+01:00"


@pytest.fixture(autouse=True)
def it_is_the_first_tuesday():
    with time_machine.travel(TUESDAY):
        yield


@pytest.fixture(autouse=True)
def nothing_is_kept(settings):
    """A cache in memory, so that a drawing costs no query whichever cache the suite runs on."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "map"}}
    cache.clear()


@pytest.fixture
def address(roadmap) -> str:
    return reverse("roadmap:roadmap_map", args=[roadmap.pk])


def looks_of_ways(page: str) -> list[str]:
    return re.findall(r'<path class="way (\w+)" [^>]*data-first="node-', page)


def test_each_step_is_a_link_that_says_where_it_stands(as_ada, roadmap, address):
    page = as_ada.get(address).content.decode()

    assert f'href="/steps/{factories.step(roadmap, "python").pk}/"' in page
    assert 'aria-label="1. Python: you are here"' in page
    assert 'aria-label="2. pandas: opens after one more step"' in page


def test_the_list_tells_the_same_in_order(as_ada, address):
    page = as_ada.get(address).content.decode()
    lines = re.findall(r"<li>.*?</li>", page[page.index('class="map-list"') :], re.DOTALL)

    assert [name in line for name, line in zip(["Python", "pandas", "PyTorch"], lines, strict=True)] == [True] * 3
    assert "needs Python" in lines[1]


def test_a_way_is_ahead_then_open_then_walked(as_ada, ada, roadmap, address):
    seen = [looks_of_ways(as_ada.get(address).content.decode())]
    for key in ("python", "pandas"):
        actions.set_status(factories.step(roadmap, key).pk, "done", by=ada)
        seen.append(looks_of_ways(as_ada.get(f"{address}?stage={roadmap.stages.first().pk}").content.decode()))

    assert seen == [["ahead", "ahead"], ["open", "open"], ["open", "walked"]]


def test_a_stage_shows_what_it_needs_from_before(as_ada, roadmap, address):
    page = as_ada.get(f"{address}?stage={roadmap.stages.last().pk}").content.decode()

    assert 'aria-label="pandas: Learn · ahead"' in page
    assert re.findall(r'aria-label="(1\. [^"]*)"', page) == [
        "1. Fraud detection model: milestone · opens after one more step"
    ]
    assert "1. Python" not in page


@pytest.mark.parametrize("wanted", ["", "0", "x", "9" * 40, "-1", "²"])
def test_an_unknown_stage_leads_to_where_one_is(as_ada, address, wanted):
    assert "1. Python: you are here" in as_ada.get(address, {"stage": wanted}).content.decode()


def test_a_step_that_was_not_chosen_is_not_drawn(as_ada, address):
    assert "JAX" not in as_ada.get(address).content.decode()


def test_a_roadmap_without_links_is_drawn(as_ada, roadmap, address):
    StepLink.objects.filter(step__roadmap=roadmap).delete()

    page = as_ada.get(address).content.decode()

    assert page.count('id="node-') == 3
    assert looks_of_ways(page) == []


def test_a_roadmap_of_one_step_is_drawn(as_ada, roadmap, address):
    roadmap.steps.exclude(item__key="python").delete()

    assert "1. Python: you are here" in as_ada.get(address).content.decode()


def test_an_empty_roadmap_leads_back_to_the_list(as_ada, roadmap, address):
    roadmap.steps.all().delete()

    assert "nothing to draw" in as_ada.get(address).content.decode()


def test_a_stage_of_which_nothing_is_chosen_says_so(as_ada, roadmap, address):
    last = roadmap.stages.last()
    last.steps.update(is_chosen=False)

    assert "Nothing of this stage" in as_ada.get(f"{address}?stage={last.pk}").content.decode()


def test_a_title_cannot_write_markup(as_ada, roadmap, address):
    roadmap.steps.update(title='"><script>alert(1)</script>')

    page = as_ada.get(address).content.decode()

    assert "<script>alert" not in page
    assert '"">' not in page


def test_a_stranger_finds_nothing(as_mallory, address):
    answer = as_mallory.get(address)

    assert answer.status_code == 404
    assert "Python" not in answer.content.decode()


@pytest.mark.parametrize("more", [1, 3])
def test_it_costs_the_same_for_one_step_as_for_three(as_ada, roadmap, address, more, django_assert_num_queries):
    python = factories.step(roadmap, "python")
    for number in range(more):
        item = factories.skill(f"more-{number}")
        step = roadmap.steps.create(
            stage=roadmap.stages.first(), item=item, title="More", minutes=60, position=90 + number
        )
        StepLink.objects.create(step=step, needs=python)
    as_ada.get(address)

    with django_assert_num_queries(5):  # session, person, roadmap, steps, links
        as_ada.get(address)


def kept_drawings() -> int:
    return sum("map:" in key for key in cache._cache)  # the cache in memory has no other way to list its keys


def test_the_drawing_is_kept_until_the_links_change(as_ada, ada, roadmap, address):
    as_ada.get(address)
    actions.set_status(factories.step(roadmap, "pytorch").pk, "doing", by=ada)
    as_ada.get(address)
    assert kept_drawings() == 2  # the stages, and the first of them

    StepLink.objects.filter(step=factories.step(roadmap, "pytorch")).delete()
    assert looks_of_ways(as_ada.get(address).content.decode()) == ["ahead"]
    assert kept_drawings() == 3


def test_what_is_needed_stands_further_left():
    edges = [(1, 2), (2, 3), (1, 3), (4, 3)]

    drawn = lay_out([1, 2, 3, 4, 5], edges)

    assert all(drawn.places[first][0] < drawn.places[then][0] for first, then in edges)
    assert set(drawn.ways) == set(edges)


@pytest.mark.parametrize("grid", [STEPS, STAGES])
def test_no_two_nodes_touch_and_all_lie_inside(grid):
    edges = [(n, m) for n in range(40) for m in range(n + 1, 40) if (n * 7 + m * 3) % 19 == 0]

    drawn = lay_out(range(45), edges, grid)

    spots = list(drawn.places.values())
    for at, (x, y) in enumerate(spots):
        assert 0 <= x <= drawn.width - grid.width
        assert 0 <= y <= drawn.height - grid.height
        assert all(abs(x - i) >= grid.width or abs(y - j) >= grid.height for i, j in spots[at + 1 :])


def test_a_circle_of_needs_is_drawn_all_the_same():
    assert set(lay_out([1, 2, 3], [(1, 2), (2, 3), (3, 1)]).ways) == {(1, 2), (2, 3), (3, 1)}
