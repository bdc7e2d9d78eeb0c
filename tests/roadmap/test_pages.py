"""The pages of the room, as their owner and a stranger see them."""

import re

import pytest
import time_machine
from django.urls import reverse

from catalog.models import Template
from roadmap import actions
from roadmap.models import Roadmap
from tests import factories
from tests.conftest import signed_in

TUESDAY = "2027-01-05T09:00:00+01:00"


@pytest.fixture(autouse=True)
def it_is_the_first_tuesday():
    with time_machine.travel(TUESDAY):
        yield


def test_today_says_the_one_next_thing_why_and_how_long(as_ada, roadmap):
    page = as_ada.get("/today/").content.decode()

    assert "Tuesday 5 January" in page
    assert "Python in one sentence." in page
    assert "16 h" in page
    assert "First in your plan" in page


@pytest.mark.parametrize("view", ["", "timeline/"])
def test_what_she_knew_before_has_no_day_on_which_it_was_finished(as_ada, ada, roadmap, view):
    actions.set_status(factories.step(roadmap, "python").pk, "done", by=ada, source="claim")
    actions.set_status(factories.step(roadmap, "pandas").pk, "done", by=ada)
    page = as_ada.get(roadmap.get_absolute_url() + view).content.decode()

    assert page.count("known before") == 1
    assert len(re.findall(r"(?:finished|done on) Tue 5 Jan", page)) == 1


def test_of_a_stage_that_she_knew_before_the_timeline_says_so(as_ada, ada, roadmap):
    page = f"{roadmap.get_absolute_url()}timeline/"
    assert "known before" not in as_ada.get(page).content.decode()

    actions.know_stage(roadmap.stages.get(position=1), by=ada)
    assert "known before · 3 of 3 steps" in " ".join(as_ada.get(page).content.decode().split())


def test_what_she_knew_before_stands_on_no_day_of_the_calendar(as_ada, ada, roadmap):
    actions.set_status(factories.step(roadmap, "python").pk, "done", by=ada, source="claim")
    assert "finished</span>" not in as_ada.get(f"{roadmap.get_absolute_url()}calendar/").content.decode()

    actions.set_status(factories.step(roadmap, "pandas").pk, "done", by=ada)
    assert "finished</span>" in as_ada.get(f"{roadmap.get_absolute_url()}calendar/").content.decode()


def test_what_she_knew_before_is_no_work_of_this_week(as_ada, ada, roadmap):
    actions.set_status(factories.step(roadmap, "python").pk, "done", by=ada, source="claim")
    page = as_ada.get("/today/").content.decode()
    assert "<h1>Next: pandas, due" in page
    assert "16 h of 16 h" not in page
    assert f'<a href="{roadmap.get_absolute_url()}">{roadmap}</a>' in page

    actions.set_status(factories.step(roadmap, "pandas").pk, "done", by=ada)
    page = as_ada.get("/today/").content.decode()
    assert "<h1>This week is done. Next: " in page
    assert "8 h of 8 h" in page


def test_today_tells_a_late_learner_the_truth(ada, roadmap):
    with time_machine.travel("2027-06-01T09:00:00+02:00"):
        page = signed_in(ada).get("/today/").content.decode()

    assert "Four steps are late, the oldest by four months." in page


def test_today_without_a_roadmap_leads_to_the_start(as_ada):
    assert as_ada.get("/today/").url == "/start/"


def test_the_whole_road_walked_is_said(as_ada, ada, roadmap):
    for step in roadmap.steps.filter(is_chosen=True):
        actions.set_status(step.pk, "done", by=ada)

    assert "The whole road is walked." in as_ada.get("/today/").content.decode()
    assert "At the end of the road" in as_ada.get(roadmap.get_absolute_url()).content.decode()


@pytest.mark.parametrize("more", [0, 3])
@pytest.mark.parametrize(("path", "most"), [("/today/", 19), ("roadmap", 3), ("step", 17)])
def test_a_page_costs_the_same_for_one_row_as_for_three(
    as_ada, roadmap, path, most, more, django_assert_max_num_queries
):
    for number in range(more):
        item = factories.skill(f"more-{number}")
        roadmap.steps.create(stage=roadmap.stages.first(), item=item, title="More", minutes=60, position=90 + number)
    path = {"roadmap": roadmap.get_absolute_url(), "step": f"/steps/{factories.step(roadmap, 'fraud').pk}/"}.get(
        path, path
    )
    with django_assert_max_num_queries(most):
        assert as_ada.get(path).status_code == 200


@pytest.mark.parametrize("count", [2, 3])
def test_a_list_of_roadmaps_costs_four_queries(as_ada, ada, template, count, django_assert_max_num_queries):
    for _ in range(count):
        factories.roadmap_of(ada, template)
    with django_assert_max_num_queries(4):  # session, person, steps, roadmaps
        page = as_ada.get("/roadmap/").content.decode()

    assert page.count("Next: Python") == count


def test_her_only_roadmap_opens_at_once(as_ada, roadmap):
    assert as_ada.get("/roadmap/").url == roadmap.get_absolute_url()


def test_without_a_roadmap_the_list_offers_to_start(as_ada):
    assert reverse("roadmap:start") in as_ada.get("/roadmap/").content.decode()


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_what_never_existed(as_mallory, roadmap, method, htmx):
    step = factories.step(roadmap, "fraud")
    call = getattr(as_mallory, method)
    for mine, nobodys in [
        (roadmap.get_absolute_url(), "/roadmap/987654321/"),
        (f"/steps/{step.pk}/", "/steps/987654321/"),
        (f"/steps/{step.pk}/choose/", "/steps/987654321/choose/"),
        (f"/steps/{step.pk}/leave-out/", "/steps/987654321/leave-out/"),
    ]:
        theirs = call(mine, headers=htmx)
        assert (theirs.status_code, theirs.content) == (
            (answer := call(nobodys, headers=htmx)).status_code,
            answer.content,
        )
        assert b"Fraud" not in theirs.content


def test_a_step_says_what_to_do_and_why_then(as_ada, roadmap):
    fraud = factories.step(roadmap, "fraud")
    page = as_ada.get(f"/steps/{fraud.pk}/").content.decode()

    for fact in (
        fraud.date_reason,
        "Fraud detection model in one sentence.",
        "Why then?",
        "The baseline is sound.",
        "What it needs",
    ):
        assert fact in page


def test_of_what_a_step_needs_and_opens_the_state_can_be_heard(as_ada, ada, roadmap):
    python, pandas, fraud = (factories.step(roadmap, key) for key in ("python", "pandas", "fraud"))
    actions.set_status(python.pk, "done", by=ada)
    page = as_ada.get(f"/steps/{pandas.pk}/").content.decode()

    assert f'<a href="/steps/{python.pk}/">Python</a><span class="visually-hidden">, done</span>' in page
    assert f'<a href="/steps/{fraud.pk}/">{fraud}</a><span class="visually-hidden">, not open yet</span>' in page


def test_a_step_that_is_done_is_due_no_more(as_ada, ada, roadmap):
    step = factories.step(roadmap, "python")
    assert "due " in as_ada.get(f"/steps/{step.pk}/").content.decode()
    actions.set_status(step.pk, "done", by=ada)
    page = as_ada.get(f"/steps/{step.pk}/").content.decode()

    assert "Why then?" not in page
    assert "due " not in page


def test_beside_the_list_a_step_comes_as_a_drawer(as_ada, roadmap):
    step = factories.step(roadmap, "python")
    drawer = as_ada.get(f"/steps/{step.pk}/", headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in drawer
    assert f'name="open" value="{step.pk}" form="ticks"' in drawer


def test_an_open_drawer_is_told_of_the_tick_and_a_closed_one_is_not(as_ada, roadmap):
    step = factories.step(roadmap, "python")
    tick = {"status": "done", "page": "roadmap"}
    closed = as_ada.post(f"/steps/{step.pk}/status/", tick, headers={"HX-Request": "true"}).content.decode()
    opened = as_ada.post(
        f"/steps/{step.pk}/status/", {**tick, "open": step.pk}, headers={"HX-Request": "true"}
    ).content.decode()

    assert "status-choices" not in closed
    assert 'value="done" data-key="3" aria-pressed="true"' in opened


def test_a_title_with_markup_is_shown_as_it_was_written(as_ada, roadmap):
    roadmap.steps.filter(item__key="python").update(title='<img src=x onerror=alert(1)> "quoted"')
    page = as_ada.get(roadmap.get_absolute_url()).content.decode()

    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt; &quot;quoted&quot;" in page


def test_an_optional_step_is_taken_up_and_left_out_again(as_ada, roadmap):
    rust = factories.step(roadmap, "rust")
    as_ada.post(f"/steps/{rust.pk}/choose/")
    assert roadmap.steps.get(pk=rust.pk).is_chosen

    as_ada.post(f"/steps/{rust.pk}/leave-out/")
    assert not roadmap.steps.get(pk=rust.pk).is_chosen


def test_a_required_step_cannot_be_left_out_this_way(as_ada, roadmap):
    python = factories.step(roadmap, "python")
    as_ada.post(f"/steps/{python.pk}/leave-out/")

    assert roadmap.steps.get(pk=python.pk).is_chosen


@pytest.fixture
def answers(template: Template) -> dict[str, str]:
    return {"template": template.key, "weekly_hours": "8", "starts_on": "2027-01-04", "target_on": ""}


def test_she_starts_and_stands_before_her_roadmap(as_ada, ada, answers):
    response = as_ada.post("/start/", answers)

    assert response.url == Roadmap.objects.get(owner=ada).get_absolute_url()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("weekly_hours", "0", "at least 1 hour"),
        ("weekly_hours", "200", "at most 80 hours"),
        ("weekly_hours", "many", "number"),
        ("weekly_hours", "NaN", "number"),
        ("target_on", "2027-01-04", "after the first day"),
        ("target_on", "2099-01-04", "10 years ahead at most"),
        ("starts_on", "1999-01-04", "within a year"),
        ("starts_on", "2027-02-30", "Write the day as"),
        ("starts_on", "", "Choose the first day"),
        ("template", "astronaut", "one of the roles in the list"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_made(as_ada, answers, field, value, said):
    response = as_ada.post("/start/", {**answers, field: value})

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Roadmap.objects.exists()


def test_a_target_that_cannot_be_met_is_said_in_months(as_ada, answers):
    page = as_ada.post(
        "/start/", {**answers, "weekly_hours": "1", "target_on": "2027-02-01"}, follow=True
    ).content.decode()

    assert "At 1 h a week the road ends on" in page
    assert "after your target" in page
