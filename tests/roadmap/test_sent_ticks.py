"""Ticks that Ada made without a connection: each is stored once, whatever became of its answer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from reminders.sweep import sweep
from roadmap import actions
from roadmap.models import Progress, ProgressEvent, SentTick
from tests import factories

KEY = "5f0c6a3e-7f5b-4c52-9d7e-1d2a7a0f3b11"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def python(roadmap):
    return factories.step(roadmap, "python")


@pytest.fixture
def send(as_ada, python):
    """Send a tick as the queue does: send("done", seen="todo")."""

    def sent(status: str, *, seen: str = "todo", key: str = KEY, step=python):
        address = f"{reverse('roadmap:set_status', args=[step.pk])}?expected={seen}"
        return as_ada.post(address, {"status": status, "key": key}, headers=HTMX)

    return sent


def events(user) -> list[tuple[str, str, str]]:
    return list(ProgressEvent.objects.filter(person=user).values_list("before", "after", "source"))


def test_sent_three_times_it_is_stored_once(send, ada):
    answers = [send("done") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200] * 3
    assert events(ada) == [("todo", "done", "queue")]


def test_sent_again_after_an_undo_it_does_not_come_back(send, ada, python):
    send("done")
    actions.set_status(python.pk, "todo", by=ada)
    send("done")

    assert Progress.objects.get(person=ada).status == "todo"
    assert len(events(ada)) == 2


def test_a_change_made_elsewhere_meanwhile_stays_and_is_told(send, ada, python):
    actions.set_status(python.pk, "skipped", by=ada)

    answers = [send("done"), send("done")]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert f'id="step-row-{python.pk}" data-kind="skill" data-state="skipped"' in answers[0].content.decode()
    assert events(ada) == [("todo", "skipped", "tick")]


def test_the_same_change_made_elsewhere_is_no_conflict(send, ada, python):
    actions.set_status(python.pk, "done", by=ada)

    assert send("done").status_code == 200
    assert len(events(ada)) == 1


def test_two_ticks_of_one_step_are_two_events(send, ada):
    send("done", key=str(uuid4()))
    send("todo", seen="done", key=str(uuid4()))

    assert [after for _, after, _ in events(ada)] == ["done", "todo"]


@pytest.mark.parametrize("key", ["", "x", "9" * 400, "\x00"])
def test_a_key_that_is_none_is_refused(send, ada, key):
    answer = send("done", key=key)

    assert (answer.status_code, "Key: that is no UUID." in answer.content.decode()) == (422, True)
    assert events(ada) == []


def test_a_key_of_another_tick_is_refused(send, ada, roadmap):
    send("done")

    assert send("skipped").status_code == 422
    assert send("done", step=factories.step(roadmap, "pytorch")).status_code == 422
    assert len(events(ada)) == 1


def test_two_people_may_have_the_same_key(send, ada, mallory, template):
    theirs = factories.step(factories.roadmap_of(mallory, template), "python")
    actions.set_status_once(theirs.pk, "skipped", by=mallory, key=KEY, expected=None)

    assert send("done").status_code == 200


def test_a_stranger_stores_nothing_and_leaves_no_key(as_mallory, python):
    answer = as_mallory.post(reverse("roadmap:set_status", args=[python.pk]), {"status": "done", "key": KEY})

    assert answer.status_code == 404
    assert not SentTick.objects.exists()


def test_a_key_belongs_to_one_tick_of_a_person(send, ada, python):
    send("done")

    with pytest.raises(IntegrityError), transaction.atomic():
        SentTick.objects.create(person=ada, key=KEY, step=python, status="done")


def test_a_key_holds_a_status_that_exists(ada, python):
    with pytest.raises(IntegrityError, match="sent_tick_status_is_known"):
        SentTick.objects.create(person=ada, key=uuid4(), step=python, status="finished")


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_keys_are_forgotten_after_thirty_days(send, days, left):
    send("done")
    sweep(timezone.now() + timedelta(days=days))

    assert SentTick.objects.count() == left


def test_the_script_that_keeps_pages_answers_for_all_addresses_and_is_asked_for_anew(client):
    answer = client.get("/sw.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer["Content-Security-Policy"]


def test_the_page_in_place_of_others_names_nobody(as_ada, ada):
    assert ada.email not in as_ada.get("/offline/").content.decode()
