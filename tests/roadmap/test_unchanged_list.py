"""The list is sent again only if something on it has changed: whatever changes it, changes its print."""

from datetime import date

import pytest
import time_machine
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.fallback import FallbackStorage

from roadmap import actions, prints
from roadmap.models import Progress
from tests import factories
from tests.conftest import signed_in

MONDAY = "2027-01-04T12:00:00+01:00"


@pytest.fixture(autouse=True)
def it_is_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def seen(as_ada, roadmap) -> str:
    """The print of the list as Ada saw it last; the first answer brings her the cookie of the form's token."""
    as_ada.get(roadmap.get_absolute_url())
    return as_ada.get(roadmap.get_absolute_url())["ETag"]


def ask(client, roadmap, seen: str):
    return client.get(roadmap.get_absolute_url(), headers={"If-None-Match": seen})


def test_an_unchanged_list_is_not_sent_again(as_ada, roadmap, seen):
    answer = ask(as_ada, roadmap, seen)

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", seen)
    assert answer["Cache-Control"] == "no-store, private"
    assert {"Cookie", "HX-Request"} <= {name.strip() for name in answer["Vary"].split(",")}


def tick(ada, roadmap):
    actions.set_status(factories.step(roadmap, "python").pk, "doing", by=ada)


def tick_of_a_shared_skill(ada, roadmap):
    second = factories.roadmap_of(ada, roadmap.template)
    actions.set_status(factories.step(second, "pandas").pk, "done", by=ada)


def verified(ada, roadmap):
    actions.mark_verified(ada, factories.step(roadmap, "fraud").item)


def moved(ada, roadmap):
    roadmap.steps.filter(item__key="python").update(due_on=date(2027, 1, 30))


def renamed_step(ada, roadmap):
    roadmap.steps.filter(item__key="python").update(title="The snake")


def chosen(ada, roadmap):
    actions.choose_step(factories.step(roadmap, "jax"), by=ada)


def renamed_stage(ada, roadmap):
    roadmap.stages.filter(position=1).update(title="Tools")


def no_longer_needed(ada, roadmap):
    factories.step(roadmap, "pandas").needs.all().delete()


def renamed_roadmap(ada, roadmap):
    type(roadmap).objects.update(title="My road")


def new_target(ada, roadmap):
    type(roadmap).objects.update(target_on=date(2027, 9, 1))


def another_name(ada, roadmap):
    type(ada).objects.filter(pk=ada.pk).update(name="Countess")


def ordered(ada, roadmap):
    actions.move_step(factories.step(roadmap, "python"), by=ada, seen=0, down=True)


def stages_ordered(ada, roadmap):
    first, second = roadmap.stages.order_by("position")[:2]
    for stage, position in ((first, 98), (second, 97)):
        type(stage).objects.filter(pk=stage.pk).update(position=position)


def taken_out(ada, roadmap):
    actions.take_out(factories.step(roadmap, "python"), by=ada, seen=0)


def longer(ada, roadmap):
    roadmap.steps.filter(item__key="python").update(minutes=1234)


def made_optional(ada, roadmap):
    roadmap.steps.filter(item__key="python").update(is_optional=True)


def finished_another_day(ada, roadmap):
    tick(ada, roadmap)
    Progress.objects.filter(person=ada).update(changed_on=date(2027, 1, 2))


def paused(ada, roadmap):
    actions.pause_roadmap(roadmap, date(2027, 2, 1), by=ada)


def another_week(ada, roadmap):
    type(roadmap).objects.update(weekly_hours=12)


def another_version(ada, roadmap):
    old = roadmap.template_version
    old.template.versions.create(number=old.number + 1, name="9.0", outline=old.outline)


def needed_now(ada, roadmap):
    rust, python = factories.step(roadmap, "rust"), factories.step(roadmap, "python")
    rust.needs.create(needs=python)


def another_language(ada, roadmap):
    type(ada).objects.filter(pk=ada.pk).update(language="de")


CHANGES = [
    tick, tick_of_a_shared_skill, verified, moved, renamed_step, chosen, renamed_stage, no_longer_needed,
    renamed_roadmap, new_target, another_name, ordered, stages_ordered, taken_out, longer, made_optional,
    finished_another_day, paused, another_week, another_version, needed_now, another_language,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_it_is_seen(as_ada, ada, roadmap, seen, change):
    change(ada, roadmap)

    assert ask(as_ada, roadmap, seen).status_code == 200


def test_midnight_changes_it_in_her_own_zone(as_ada, roadmap, seen):
    with time_machine.travel("2027-01-04T22:59:00+00:00", tick=False):
        assert ask(as_ada, roadmap, seen).status_code == 304
    with time_machine.travel("2027-01-04T23:01:00+00:00", tick=False):
        assert ask(as_ada, roadmap, seen).status_code == 200


def test_another_language_of_the_browser_changes_it(as_ada, roadmap, seen):
    answer = as_ada.get(roadmap.get_absolute_url(), headers={"If-None-Match": seen, "Accept-Language": "es"})

    assert answer.status_code == 200


def test_page_and_print_are_of_one_moment(as_ada, ada, roadmap, seen):
    """A print that was made before the page was read would call a page known that nobody has."""
    tick(ada, roadmap)
    later = ask(as_ada, roadmap, seen)

    assert later["ETag"] != seen
    assert ask(as_ada, roadmap, later["ETag"]).status_code == 304


def test_a_change_taken_back_is_the_page_of_before(as_ada, ada, roadmap, seen):
    roadmap.steps.filter(item__key="rust").update(title="Ruby")
    roadmap.steps.filter(item__key="rust").update(title="Rust")

    assert ask(as_ada, roadmap, seen).status_code == 304


def test_a_release_changes_it(as_ada, roadmap, seen, monkeypatch):
    monkeypatch.setattr(prints, "release", lambda: "the next one")

    assert ask(as_ada, roadmap, seen).status_code == 200


def test_another_form_token_changes_it(ada, roadmap, seen):
    again = signed_in(ada)
    again.get(roadmap.get_absolute_url())

    assert ask(again, roadmap, seen).status_code == 200


def test_what_a_page_says_once_is_not_kept_from_her(as_ada, roadmap, seen, monkeypatch):
    waiting = [Message(constants.SUCCESS, "Your settings are stored.")]
    monkeypatch.setattr(FallbackStorage, "_get", lambda self, *args, **kwargs: (waiting, True))
    answer = ask(as_ada, roadmap, seen)

    assert (answer.status_code, "ETag" in answer) == (200, False)
    assert "Your settings are stored." in answer.content.decode()


def test_an_undo_is_offered_whatever_was_seen(as_ada, ada, roadmap, seen):
    tick(ada, roadmap)
    address = f"{roadmap.get_absolute_url()}?changed={factories.step(roadmap, 'python').pk}"

    assert "ETag" not in as_ada.get(address)


def test_a_stranger_with_her_print_finds_nothing(as_mallory, roadmap, seen):
    assert ask(as_mallory, roadmap, seen).status_code == 404


def test_an_unchanged_list_costs_three_queries(as_ada, roadmap, seen, django_assert_num_queries):
    with django_assert_num_queries(3):  # session, person, roadmap
        ask(as_ada, roadmap, seen)


def test_the_print_is_the_same_in_every_process():
    assert prints.release() == prints.release.__wrapped__()
