"""The map: the whole roadmap as a trail, as its owner and a stranger see it, and the layout on its own."""

import itertools
import re

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from roadmap import actions
from roadmap.map import HEIGHT, ROWS, WIDTH, lay_out
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
    return re.findall(r'<path class="map-way ([\w ]+)"', page)


def lists_of(page: str) -> list[list[str]]:
    """The lines of the list, stage by stage."""
    stages = page[page.index("map-lists-title") :].split('<section class="map-stage')[1:]
    return [re.findall(r"<li>.*?</li>", stage, re.DOTALL) for stage in stages]


def test_each_step_is_a_link_that_says_where_it_stands(as_ada, roadmap, address):
    page = as_ada.get(address).content.decode()

    assert f'href="/steps/{factories.step(roadmap, "python").pk}/"' in page
    assert 'aria-label="1. Python: you are here"' in page
    assert 'aria-label="2. pandas: opens after one more step"' in page
    assert 'aria-label="1. Fraud detection model: milestone, opens after one more step"' in page


def test_one_drawing_holds_all_stages(as_ada, roadmap, address):
    page = as_ada.get(address).content.decode()

    assert re.findall(r'id="band-(\d+)"', page) == [str(stage.pk) for stage in roadmap.stages.all()]
    assert re.findall(r'class="map-title" x="20" y="27">([^<]*)<', page) == [s.title for s in roadmap.stages.all()]
    assert page.count('id="node-') == 4
    assert looks_of_ways(page) == ["ahead", "ahead", "ahead"]


def test_the_list_tells_the_same_in_order(as_ada, address):
    learn, build = lists_of(as_ada.get(address).content.decode())

    assert [name in line for name, line in zip(["Python", "pandas", "PyTorch"], learn, strict=True)] == [True] * 3
    assert "needs Python" in learn[1]
    assert len(build) == 1
    assert "needs pandas" in build[0]


def test_a_way_is_ahead_then_open_then_walked(as_ada, ada, roadmap, address):
    seen = [sorted(looks_of_ways(as_ada.get(address).content.decode()))]
    for key in ("python", "pandas"):
        actions.set_status(factories.step(roadmap, key).pk, "done", by=ada)
        seen.append(sorted(looks_of_ways(as_ada.get(address).content.decode())))

    assert seen == [["ahead", "ahead", "ahead"], ["ahead", "open", "open"], ["open", "open", "walked"]]


def test_it_opens_where_she_is_or_at_the_stage_that_is_named(as_ada, roadmap, address):
    here, last = factories.step(roadmap, "python").pk, roadmap.stages.last().pk

    assert f'data-opens-at="node-{here}"' in as_ada.get(address).content.decode()
    page = as_ada.get(address, {"stage": last}).content.decode()
    assert f'data-opens-at="band-{last}"' in page
    assert re.findall(r'class="map-stage shown" aria-labelledby="stage-(\d+)"', page) == [str(last)]
    assert f'href="?stage={roadmap.stages.first().pk}"' in page


@pytest.mark.parametrize("wanted", ["", "0", "x", "9" * 40, "-1", "²"])
def test_an_unknown_stage_leads_to_where_one_is(as_ada, roadmap, address, wanted):
    page = as_ada.get(address, {"stage": wanted}).content.decode()

    assert f'data-opens-at="node-{factories.step(roadmap, "python").pk}"' in page


def test_where_all_is_done_it_opens_at_the_first_stage(as_ada, ada, roadmap, address):
    for step in roadmap.steps.all():
        actions.set_status(step.pk, "done", by=ada)

    page = as_ada.get(address).content.decode()

    assert f'data-opens-at="band-{roadmap.stages.first().pk}"' in page
    assert "data-find" not in page


def test_a_step_that_was_not_chosen_is_not_drawn(as_ada, address):
    assert "JAX" not in as_ada.get(address).content.decode()


def test_a_roadmap_without_links_is_drawn(as_ada, roadmap, address):
    StepLink.objects.filter(step__roadmap=roadmap).delete()

    page = as_ada.get(address).content.decode()

    assert page.count('id="node-') == 4
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

    page = as_ada.get(address).content.decode()

    assert page.count("Nothing of this stage") == 1
    assert f'id="band-{last.pk}"' in page


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
    assert kept_drawings() == 1

    StepLink.objects.filter(step=factories.step(roadmap, "pytorch")).delete()
    assert len(looks_of_ways(as_ada.get(address).content.decode())) == 2
    assert kept_drawings() == 2


def test_the_drawing_changes_when_a_step_moves_to_another_stage(as_ada, roadmap, address):
    as_ada.get(address)
    roadmap.steps.filter(item__key="pytorch").update(stage=roadmap.stages.last())
    as_ada.get(address)

    assert kept_drawings() == 2


@pytest.mark.parametrize("language", ["en", "de"])
def test_its_numbers_are_the_same_in_every_language(as_ada, roadmap, settings, address, language):
    """A decimal comma, or a point between thousands, would break the drawing."""
    for number in range(2):  # so wide that there are thousands
        stage = roadmap.stages.create(title="More", short_title="More", position=90 + number)
        item = factories.skill(f"more-{number}")
        roadmap.steps.create(stage=stage, item=item, title="More", minutes=60, position=90 + number)
    settings.USE_THOUSAND_SEPARATOR = True
    settings.LANGUAGE_CODE = language

    page = as_ada.get(address).content.decode()

    drawn = page[page.index('<svg class="map"') : page.index("map-foot")]
    numbers = re.findall(r' (?:x|y|width|height|viewBox|data-width|data-height|data-x)="([^"]*)"', drawn)
    assert len(numbers) > 40
    assert [number for number in numbers if not re.fullmatch(r"[-\d ]+", number)] == []


def boxes_of(drawn):
    return {node: (x, y, x + WIDTH, y + HEIGHT) for node, (x, y) in drawn.places.items()}


TANGLED = [(n, m) for n in range(60) for m in range(n + 1, 60) if (n * 7 + m * 3) % 29 == 0]
BANDS = [list(range(start, start + 15)) for start in range(0, 60, 15)]


def test_what_is_needed_stands_further_left():
    drawn = lay_out(BANDS, TANGLED)

    assert all(drawn.places[first][0] < drawn.places[then][0] for first, then in TANGLED)
    assert set(drawn.ways) == set(TANGLED)


def test_each_step_lies_in_the_band_of_its_stage():
    drawn = lay_out(BANDS, TANGLED)

    for (left, width), band in zip(drawn.bands, BANDS, strict=True):
        assert all(left < drawn.places[node][0] < left + width - WIDTH for node in band)
    assert all(one[0] + one[1] < other[0] for one, other in itertools.pairwise(drawn.bands))


def test_no_two_steps_touch_and_all_lie_inside():
    drawn = lay_out(BANDS, TANGLED)

    for (left, top, right, bottom), (x, y, *_) in itertools.combinations(boxes_of(drawn).values(), 2):
        assert x >= right or x + WIDTH <= left or y >= bottom or y + HEIGHT <= top
    assert all(r <= drawn.width and b <= drawn.height and x >= 0 for x, _, r, b in boxes_of(drawn).values())


def points_of(way: str) -> list[tuple[float, float]]:
    """Follow a way, with points close enough that none jumps over a step."""
    x, y = map(float, re.match(r"M(\S+) (\S+?)(?=[A-Z])", way).groups())
    found = []
    for kind, numbers in re.findall(r"([CH])([\d. -]+)", way):
        values = [float(number) for number in numbers.split()]
        ends = (values[0], y, values[0], y, values[0], y) if kind == "H" else values
        for part in range(201):
            t = part / 200
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            level = kind == "H"
            along = (
                (x + t * (ends[4] - x)) if level else sum(w * v for w, v in zip(weights, (x, *ends[::2]), strict=True))
            )
            down = sum(w * v for w, v in zip(weights, (y, *ends[1::2]), strict=True))
            found.append((along, down))
        x, y = ends[4], ends[5]
    return found


def test_no_way_runs_through_a_step():
    drawn = lay_out(BANDS, TANGLED)
    boxes = boxes_of(drawn)

    for (first, then), way in drawn.ways.items():
        others = [box for node, box in boxes.items() if node not in {first, then}]
        for x, y in points_of(way):
            assert not any(left < x < right and top < y < bottom for left, top, right, bottom in others), (first, then)


def test_twenty_steps_without_links_become_a_grid():
    drawn = lay_out([list(range(20))], [])

    assert len({x for x, _ in drawn.places.values()}) == 3
    assert len({y for _, y in drawn.places.values()}) == ROWS
    assert drawn.width < 1000


def test_twenty_steps_that_need_the_same_become_a_grid():
    drawn = lay_out([[0, *range(1, 21)]], [(0, step) for step in range(1, 21)])

    assert len({y for _, y in drawn.places.values()}) <= ROWS
    assert len({x for x, _ in drawn.places.values()}) == 4


def test_a_straight_chain_over_stages_is_a_straight_way():
    drawn = lay_out([[1], [2], [3]], [(1, 2), (2, 3)])

    assert len({y for _, y in drawn.places.values()}) == 1
    assert all("C" not in way for way in drawn.ways.values())


@pytest.mark.parametrize("bands", [[[1, 2, 3]], [[1], [2], [3]], [[3], [1, 2]]])
def test_a_circle_of_needs_is_drawn_all_the_same(bands):
    assert set(lay_out(bands, [(1, 2), (2, 3), (3, 1)]).ways) == {(1, 2), (2, 3), (3, 1)}


def test_a_stage_without_steps_keeps_its_place():
    drawn = lay_out([[1], [], [2]], [(1, 2)])

    assert len(drawn.bands) == 3
    assert drawn.places[1][0] < drawn.bands[1][0] < drawn.places[2][0]
