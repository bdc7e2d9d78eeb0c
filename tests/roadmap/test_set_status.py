import re
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.urls import reverse

from roadmap import actions
from roadmap.models import Assurance, Progress, ProgressEvent
from roadmap.overview import read_overview
from tests import factories

NOON = "2027-01-05T12:00:00+01:00"


@pytest.fixture
def python(roadmap):
    return factories.step(roadmap, "python")


def address(step) -> str:
    return reverse("roadmap:set_status", args=[step.pk])


def events(user) -> list[tuple[str, str, str]]:
    return list(ProgressEvent.objects.filter(person=user).values_list("item__key", "before", "after"))


@pytest.mark.parametrize("status", ["doing", "done", "skipped"])
def test_a_tick_is_stored_with_its_event(as_ada, ada, python, status):
    as_ada.post(address(python), {"status": status})

    assert Progress.objects.get(person=ada, item=python.item).status == status
    assert events(ada) == [("python", "todo", status)]


def test_a_double_click_two_tabs_and_a_retry_leave_one_event(as_ada, ada, python):
    for _ in range(3):
        as_ada.post(address(python), {"status": "done"})

    assert events(ada) == [("python", "todo", "done")]


def test_undo_is_a_later_event_and_happens_once(as_ada, ada, python):
    as_ada.post(address(python), {"status": "done"})
    for _ in range(2):
        as_ada.post(address(python) + "?expected=done", {"status": "todo"})

    assert events(ada) == [("python", "todo", "done"), ("python", "done", "todo")]


def test_an_undo_that_comes_too_late_changes_nothing(as_ada, ada, python):
    as_ada.post(address(python), {"status": "done"})
    as_ada.post(address(python), {"status": "skipped"})
    as_ada.post(address(python) + "?expected=done", {"status": "todo"})

    assert Progress.objects.get(person=ada, item=python.item).status == "skipped"


def test_an_undo_of_what_never_was_writes_nothing(as_ada, ada, python):
    as_ada.post(address(python) + "?expected=done", {"status": "doing"})

    assert not Progress.objects.filter(person=ada).exists()


def test_a_stranger_cannot_tick_it_and_learns_nothing(as_mallory, ada, mallory, python):
    theirs = as_mallory.post(address(python), {"status": "done"})
    nobodys = as_mallory.post("/steps/987654321/status/", {"status": "done"})

    assert (theirs.status_code, theirs.content) == (404, nobodys.content)
    assert not Progress.objects.exists()


def test_a_visitor_is_sent_to_sign_in(client, python):
    assert client.post(address(python), {"status": "done"}).url.startswith(reverse("account_login"))
    assert not Progress.objects.exists()


@pytest.mark.parametrize("step_id", ["0", "99999999999999999999999"])
def test_an_absurd_number_is_the_same_404(as_ada, step_id):
    assert as_ada.post(f"/steps/{step_id}/status/", {"status": "done"}).status_code == 404


@pytest.mark.parametrize("status", ["", "finished", "done\x00"])
def test_an_unknown_status_is_refused_and_nothing_changes(as_ada, ada, python, status):
    response = as_ada.post(address(python), {"status": status})

    assert response.status_code == 422
    assert not Progress.objects.filter(person=ada).exists()


def test_a_skill_ticked_once_is_ticked_in_her_other_roadmap(as_ada, ada, python, template):
    second = factories.roadmap_of(ada, template)
    as_ada.post(address(python), {"status": "done"})

    assert next(step for step in read_overview(second).steps if step.title == "Python").status == "done"


def test_the_day_is_her_own_not_the_servers(as_ada, ada, python):
    with time_machine.travel("2027-01-05T23:30:00+00:00", tick=False):  # half past midnight in Berlin
        actions.set_status(python.pk, "done", by=ada)

    assert Progress.objects.get(person=ada).changed_on == date(2027, 1, 6)


def test_without_javascript_she_comes_back_to_the_row_with_an_undo(as_ada, python):
    response = as_ada.post(address(python), {"status": "done"}, follow=True)

    page = response.content.decode()
    assert f"?changed={python.pk}" in response.redirect_chain[0][0]
    assert "“Python” is done." in page
    assert "Undo" in page


def test_one_answer_tells_the_whole_truth(as_ada, roadmap, python):
    response = as_ada.post(address(python), {"status": "done", "page": "roadmap"}, headers={"HX-Request": "true"})

    page = response.content.decode()
    pandas = factories.step(roadmap, "pandas")
    changed = {
        f"step-row-{python.pk}",
        f"step-row-{pandas.pk}",
        f"stage-head-{python.stage_id}",
        f"segment-{python.stage_id}",
        "percent",
        "here",
    }
    assert changed <= set(re.findall(r'id="([^"]+)"', page))
    assert "1 of 4 steps" in page
    assert re.search(r"You are here.*pandas", page, re.S)


def test_opening_a_step_changes_the_row_that_waited_for_it(as_ada, roadmap, python):
    pandas = factories.step(roadmap, "pandas")
    before = as_ada.get(roadmap.get_absolute_url()).content.decode()
    after = as_ada.post(address(python), {"status": "done"}, headers={"HX-Request": "true"}).content.decode()

    assert f'id="step-row-{pandas.pk}" data-kind="skill" data-state="locked"' in before
    assert f'id="step-row-{pandas.pk}" data-kind="skill" data-state="todo" data-next' in after


@pytest.mark.parametrize("page", ["today", "step"])
def test_other_pages_get_their_own_fragment(as_ada, python, page):
    response = as_ada.post(address(python), {"status": "done", "page": page}, headers={"HX-Request": "true"})

    assert {"today": 'id="today"', "step": 'id="status-choices"'}[page] in response.content.decode()
    assert "<html" not in response.content.decode()


def test_a_tick_costs_four_queries_at_most(as_ada, python, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):  # session (none where it is cached), person, the write, the read
        as_ada.post(address(python), {"status": "done"}, headers={"HX-Request": "true"})


def test_an_event_cannot_be_changed_afterwards(ada, python):
    actions.set_status(python.pk, "done", by=ada)

    with pytest.raises(IntegrityError, match="progress_event_is_final"):
        ProgressEvent.objects.filter(person=ada).update(after="todo")


def test_any_statement_that_changes_progress_leaves_its_event(ada, python):
    actions.set_status(python.pk, "doing", by=ada)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE roadmap_progress SET status = 'done'")

    assert events(ada)[-1] == ("python", "doing", "done")


def test_what_a_mentor_verified_is_done_and_shown_apart(ada, roadmap):
    fraud = factories.step(roadmap, "fraud")
    actions.mark_verified(ada, fraud.item)

    overview = read_overview(roadmap)
    assert Progress.objects.get(person=ada, item=fraud.item).assurance == Assurance.MENTOR_VERIFIED
    assert overview.share.verified == fraud.minutes


def tick(client, step, status: str) -> str:
    return client.post(address(step), {"status": status}, headers={"HX-Request": "true"}).content.decode()


def row_of(page: str, step) -> str:
    return re.search(rf'<li class="step" id="step-row-{step.pk}".*?</li>', page, re.S)[0]


def test_when_she_begins_another_step_the_old_next_loses_its_mark(as_ada, roadmap, python):
    pandas, pytorch = factories.step(roadmap, "pandas"), factories.step(roadmap, "pytorch")
    assert " data-next" in row_of(tick(as_ada, python, "done"), pandas)

    answer = tick(as_ada, pytorch, "doing")
    assert " data-next" in row_of(answer, pytorch)
    assert " data-next" not in row_of(answer, pandas)


def test_a_step_that_still_waits_says_for_how_many(as_ada, ada, roadmap, python):
    pandas, fraud = factories.step(roadmap, "pandas"), factories.step(roadmap, "fraud")
    fraud.needs.create(needs=factories.step(roadmap, "pytorch"))
    actions.set_status(python.pk, "done", by=ada)

    assert "opens after one more step" in row_of(tick(as_ada, pandas, "done"), fraud)


def test_writing_the_same_status_again_leaves_no_event(ada, python):
    actions.set_status(python.pk, "done", by=ada)
    Progress.objects.filter(person=ada).update(status="done", source="import")

    assert len(events(ada)) == 1
