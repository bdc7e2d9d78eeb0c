"""Ada sets the day of a step herself; the others stay until she takes a new plan."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError
from django.urls import reverse

from roadmap import actions
from roadmap.models import Pin, PlanVersion
from tests import factories

MONDAY = "2027-01-04T12:00:00+01:00"


@pytest.fixture(autouse=True)
def it_is_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def pandas(roadmap):
    return factories.step(roadmap, "pandas")


@pytest.fixture
def pin(as_ada, pandas):
    def pinned(step=pandas, **data):
        return as_ada.post(reverse("roadmap:pin_step", args=[step.pk]), data)

    return pinned


def dates(roadmap) -> dict[str, tuple]:
    return {key: days for key, *days in roadmap.steps.values_list("item__key", "starts_on", "due_on") if days[0]}


def test_the_step_moves_alone_with_its_reason_and_the_rest_is_offered(as_ada, roadmap, pandas, pin):
    before = dates(roadmap)
    answer = pin(kind="not_before", day="2027-03-01")
    after, page = dates(roadmap), as_ada.get(answer.url).content.decode()
    pandas.refresh_from_db()

    assert pandas.starts_on >= date(2027, 3, 1)
    assert "Not before Mon 1 Mar" in pandas.date_reason
    assert pandas.date_reason in page
    assert "Your pin: not before Mon 1 Mar" in page
    assert {key for key in before if before[key] != after[key]} == {"pandas"}
    assert "would move in a plan from today" in page
    replan = as_ada.get(reverse("roadmap:replan", args=[roadmap.pk])).content.decode()
    assert "Fraud detection model" in replan


def test_a_new_plan_keeps_the_pin(ada, roadmap, pandas, pin):
    pin(kind="not_before", day="2027-03-01")
    version = roadmap.plan_versions.last().number
    actions.accept_replan(roadmap, by=ada, today=date(2027, 1, 4), version=version)

    after = dates(roadmap)
    assert after["pandas"][0] >= date(2027, 3, 1)
    assert after["fraud"][0] >= after["pandas"][1]


def test_without_the_pin_a_new_plan_moves_it_back(as_ada, ada, roadmap, pandas, pin):
    first = dates(roadmap)
    pin(kind="not_before", day="2027-03-01")
    as_ada.post(reverse("roadmap:unpin_step", args=[pandas.pk]))
    assert not Pin.objects.exists()
    assert dates(roadmap)["pandas"][0] >= date(2027, 3, 1)  # until she says so

    version = roadmap.plan_versions.last().number
    actions.accept_replan(roadmap, by=ada, today=date(2027, 1, 4), version=version)
    assert dates(roadmap)["pandas"] == first["pandas"]


def test_ready_by_brings_a_step_forward(ada, roadmap, pin):
    pytorch = factories.step(roadmap, "pytorch")
    wanted = date(2027, 1, 27)
    assert pytorch.due_on > wanted
    pin(pytorch, kind="ready_by", day=wanted.isoformat())

    pytorch.refresh_from_db()
    assert pytorch.due_on <= wanted
    assert pytorch.date_reason


def test_a_day_that_cannot_be_held_is_told(as_ada, roadmap, pandas, pin):
    page = as_ada.get(pin(kind="ready_by", day="2027-01-05").url).content.decode()

    assert "later than you want it" in page


@pytest.mark.parametrize(("shift", "kind"), [(7, "not_before"), (-7, "ready_by")])
def test_by_a_week_either_way(pandas, pin, shift, kind):
    pin(shift=shift)

    assert Pin.objects.get(step=pandas).kind == kind


def test_keys_on_the_timeline_get_the_timeline_with_the_reason(as_ada, roadmap, pandas):
    answer = as_ada.post(
        reverse("roadmap:pin_step", args=[pandas.pk]), {"shift": 7}, headers={"HX-Request": "true"}
    ).content.decode()

    assert 'id="timeline"' in answer
    assert "<html" not in answer
    pandas.refresh_from_db()
    assert f"<b>Why then?</b> {pandas.date_reason}." in answer
    assert "Your pin: not before" in answer


WRONG = [
    ({}, "How: choose"),
    ({"kind": "not_before"}, "Day: choose one."),
    ({"kind": "sometime", "day": "2027-03-01"}, "sometime"),
    ({"kind": "not_before", "day": "soon"}, "Day: write it as 2027-01-04."),
    ({"kind": "not_before", "day": "2027-01-03"}, "Day: from today on"),
    ({"kind": "ready_by", "day": "9999-12-31"}, "Day: from today on, and within 10 years."),
    ({"shift": "99999999999999999999"}, "Shift: 366 days at most."),
    ({"shift": "a week"}, "Shift: 366 days at most."),
]


@pytest.mark.parametrize("way", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize(("data", "said"), WRONG)
def test_what_is_wrong_is_named_and_nothing_is_pinned(as_ada, roadmap, pandas, data, said, way):
    before = dates(roadmap)
    answer = as_ada.post(reverse("roadmap:pin_step", args=[pandas.pk]), data, headers=way)

    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert (dates(roadmap), Pin.objects.count()) == (before, 0)


def test_what_is_done_has_no_date_to_move(as_ada, ada, pandas, pin):
    actions.set_status(pandas.pk, "done", by=ada)

    assert pin(shift=7).status_code == 422
    assert "it has no date to move" in as_ada.get(reverse("roadmap:step_date", args=[pandas.pk])).content.decode()


def test_a_move_can_be_taken_back_as_every_new_plan(ada, roadmap, pandas, pin):
    before = dates(roadmap)
    pin(shift=21)
    latest = roadmap.plan_versions.last()

    assert latest.cause == PlanVersion.Cause.REPLANNED
    assert actions.undo_replan(roadmap, by=ada, version=latest.number)
    assert dates(roadmap) == before


def test_a_pin_is_of_a_kind_that_exists(pandas):
    with pytest.raises(IntegrityError, match="pin_kind_is_known"):
        Pin.objects.create(step=pandas, kind="sometime", pinned_on=date(2027, 3, 1))


def test_a_stranger_moves_nothing(as_mallory, pandas):
    for name in ("pin_step", "unpin_step"):
        assert as_mallory.post(reverse(f"roadmap:{name}", args=[pandas.pk]), {"shift": 7}).status_code == 404
    assert as_mallory.get(reverse("roadmap:step_date", args=[pandas.pk])).status_code == 404
    assert not Pin.objects.exists()
