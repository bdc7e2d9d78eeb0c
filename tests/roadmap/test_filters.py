"""Ada finds steps in her list, and ticks a whole stage that she knows."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from catalog.models import Course, Item, ItemResource, Resource
from roadmap import actions
from roadmap.models import Progress, ProgressEvent, Roadmap
from roadmap.words import week_of
from tests import factories
from tests.conftest import signed_in

NOW = datetime(2027, 1, 5, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def it_is_the_first_tuesday():
    with time_machine.travel(NOW):
        yield


def shown(client, roadmap: Roadmap, query: str) -> set[str]:
    """The titles of the steps that the list shows, those out of the plan too."""
    page = client.get(f"{roadmap.get_absolute_url()}?{query}").content.decode()
    listed = page[page.index("data-remember") : page.index('<aside class="stack side">')]
    return set(re.findall(r'class="step-title" href="[^"]+">([^<]+)</a>', listed))


ALL = {"Python", "pandas", "PyTorch", "JAX", "Rust", "Fraud detection model"}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ALL),
        ("q=py", {"Python", "PyTorch"}),
        ("q=model+FRAUD", {"Fraud detection model"}),
        ("q=nothing+like+it", set()),
        ("kind=milestone", {"Fraud detection model"}),
        ("state=open", {"pandas", "PyTorch", "Fraud detection model"}),
        ("state=ready", {"PyTorch", "pandas"}),
        ("state=done", {"Python"}),
        ("state=skipped", set()),
        ("proof=1", {"Fraud detection model"}),
        ("q=py&state=done", {"Python"}),
        ("state=asleep&kind=fish&free=yes", ALL),
        ("q=%00", ALL),
        ("q=" + "x" * 5000, set()),
    ],
)
def test_the_list_shows_what_is_asked_for(as_ada, ada, roadmap, query, titles):
    actions.set_status(factories.step(roadmap, "python").pk, "done", by=ada)

    assert shown(as_ada, roadmap, query) == titles


def test_this_week_ends_on_sunday_and_late_is_before_today(as_ada, roadmap):
    sunday = week_of(NOW.date())[1]
    for key, due in {
        "python": NOW.date() - timedelta(days=1),
        "pandas": sunday,
        "pytorch": sunday + timedelta(days=1),
    }.items():
        roadmap.steps.filter(item__key=key).update(starts_on=due, due_on=due)

    assert shown(as_ada, roadmap, "week=1") == {"Python", "pandas"}
    assert shown(as_ada, roadmap, "state=late") == {"Python"}


def test_free_is_what_costs_no_money(as_ada, roadmap):
    pack, stage = factories.pack(), roadmap.stages.first()
    for key, cost in {"open": "free", "dear": "paid"}.items():
        place = Resource.objects.create(
            key=key, title=key, pack=pack, url="https://example.org", kind="book", cost=cost
        )
        item = Item.objects.get(key={"open": "python", "dear": "pandas"}[key])
        ItemResource.objects.create(item=item, resource=place, position=1)
        course = Course.objects.create(
            key=f"course-{key}", title=f"Course {key}", kind="course", pack=pack, cost=cost, url="https://example.org"
        )
        roadmap.steps.create(stage=stage, item=course.item_ptr, title=course.title, minutes=60, position=9)

    assert shown(as_ada, roadmap, "free=1") == {"Python", "Course open", "Fraud detection model"}


def test_an_own_step_is_found_by_its_kind(as_ada, ada, roadmap):
    item = Item.objects.create(key="own-1", kind="own", owner=ada, title="Mine")
    roadmap.steps.create(stage=roadmap.stages.first(), item=item, title="Mine", minutes=60, position=9)

    assert shown(as_ada, roadmap, "kind=own") == {"Mine"}


def test_what_was_asked_stays_in_the_form_and_says_how_much_it_shows(as_ada, roadmap):
    page = as_ada.get(f"{roadmap.get_absolute_url()}?q=%3Cb%3Epy&kind=skill").content.decode()

    assert 'value="&lt;b&gt;py"' in page
    assert '<option value="skill" selected>' in page
    assert "No step of this roadmap fits." in page


def test_without_javascript_a_tick_comes_back_to_the_filtered_list(as_ada, roadmap):
    python = factories.step(roadmap, "python")
    posted = {"status": "done", "page": "roadmap", "filter": "q=py&state=open&next=//evil.example"}
    answer = as_ada.post(f"/steps/{python.pk}/status/", posted)

    assert answer.url == f"{roadmap.get_absolute_url()}?changed={python.pk}&q=py&state=open#step-row-{python.pk}"


@pytest.mark.parametrize(("query", "most"), [("", 3), ("q=py&week=1", 3), ("free=1", 4)])
def test_the_list_costs_no_query_more_and_a_filter_one_at_most(ada, roadmap, query, most, django_assert_num_queries):
    client = signed_in(ada)
    with django_assert_num_queries(most):  # session, person, roadmap; and what is free
        client.get(f"{roadmap.get_absolute_url()}?{query}")


def test_a_step_without_a_date_is_told_with_the_offer_of_a_new_plan(as_ada, ada, roadmap):
    actions.choose_step(factories.step(roadmap, "rust"), by=ada)
    page = as_ada.get(roadmap.get_absolute_url()).content.decode()

    assert "One step has no date yet." in page
    assert "See a new plan" in page


def know(client, roadmap: Roadmap):
    return client.post(f"/stages/{roadmap.stages.first().pk}/know/", follow=True).content.decode()


def statuses(ada) -> dict[str, str]:
    return dict(Progress.objects.filter(person=ada).values_list("item__key", "status"))


def test_she_knows_a_whole_stage_and_takes_it_back(as_ada, ada, roadmap):
    actions.set_status(factories.step(roadmap, "python").pk, "doing", by=ada)
    page = know(as_ada, roadmap)
    assert "Three steps are done: you know this already. No date has moved" in page
    assert f'<a class="btn" href="{roadmap.get_absolute_url()}replan/">See a new plan</a>' in page
    assert statuses(ada) == {"python": "done", "pandas": "done", "pytorch": "done"}

    mark = re.search(r'name="mark" value="([^"]+)"', page)[1]
    as_ada.post(f"/stages/{roadmap.stages.first().pk}/forget/", {"mark": mark})
    assert statuses(ada) == {"python": "doing", "pandas": "todo", "pytorch": "todo"}
    assert ProgressEvent.objects.filter(person=ada, source="undo").count() == 3


def test_of_a_filtered_list_no_whole_stage_is_claimed(as_ada, roadmap):
    assert "I know all this" in as_ada.get(roadmap.get_absolute_url()).content.decode()
    assert "I know all this" not in as_ada.get(f"{roadmap.get_absolute_url()}?q=py").content.decode()


def test_what_she_skipped_or_must_prove_is_not_claimed(as_ada, ada, roadmap):
    actions.set_status(factories.step(roadmap, "pandas").pk, "skipped", by=ada)
    know(as_ada, roadmap)
    assert statuses(ada)["pandas"] == "skipped"

    page = as_ada.post(f"/stages/{roadmap.stages.last().pk}/know/", follow=True).content.decode()
    assert "Nothing in that stage was open" in page
    assert "fraud" not in statuses(ada)


def test_an_undo_that_comes_late_leaves_what_she_did_since(as_ada, ada, roadmap):
    mark = re.search(r'name="mark" value="([^"]+)"', know(as_ada, roadmap))[1]
    actions.set_status(factories.step(roadmap, "pandas").pk, "skipped", by=ada)
    as_ada.post(f"/stages/{roadmap.stages.first().pk}/forget/", {"mark": mark})

    assert statuses(ada) == {"python": "todo", "pandas": "skipped", "pytorch": "todo"}


def test_nobody_undoes_what_another_knows(as_ada, as_mallory, ada, mallory, template, roadmap):
    mark = re.search(r'name="mark" value="([^"]+)"', know(as_ada, roadmap))[1]
    theirs = factories.roadmap_of(mallory, template).stages.first()
    as_mallory.post(f"/stages/{theirs.pk}/forget/", {"mark": mark})

    assert set(statuses(ada).values()) == {"done"}
    assert (
        "you know this already"
        not in as_mallory.get(f"/roadmap/{theirs.roadmap_id}/?known={mark}&stage={theirs.pk}").content.decode()
    )


@pytest.mark.parametrize("known", ["x", "know-", "know-" + "g" * 12, "\x00", "know-" + "0" * 12])
def test_a_made_up_mark_says_nothing(as_ada, roadmap, known):
    answer = as_ada.get(roadmap.get_absolute_url(), {"known": known, "stage": "9" * 30})

    assert answer.status_code == 200
    assert "you know this already" not in answer.content.decode()
