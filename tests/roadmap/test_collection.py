"""Ada copies, pauses, archives and deletes whole roadmaps, and brings them back."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError

from catalog.models import Item
from reminders.agenda import open_steps
from reminders.sweep import delete_for_good
from roadmap import actions, plan_words, planner
from roadmap.actions.roadmaps import ROADMAPS_AT_MOST
from roadmap.models import Pin, Roadmap, StepLink, StepPrice
from tests import factories
from tests.mentoring.factories import handed_in

NOW = datetime(2027, 1, 5, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def it_is_the_first_tuesday():
    with time_machine.travel(NOW):
        yield


def act(client, roadmap: Roadmap, what: str, **values):
    return client.post(f"{roadmap.get_absolute_url()}{what}/", values, follow=True)


def steps_of(roadmap: Roadmap) -> list[tuple]:
    steps = roadmap.steps.select_related("item", "stage").order_by("stage__position", "position")
    return [(s.item.key, s.title, s.stage.title, s.minutes, s.is_chosen, s.choice, s.due_on) for s in steps]


def links_of(roadmap: Roadmap) -> set[tuple]:
    return set(StepLink.objects.filter(step__roadmap=roadmap).values_list("step__item__key", "needs__item__key"))


def test_a_copy_has_all_that_its_original_has_and_shares_what_is_done(as_ada, ada, roadmap):
    actions.set_status(factories.step(roadmap, "python").pk, "done", by=ada)
    page = act(as_ada, roadmap, "duplicate").content.decode()

    copy = Roadmap.objects.for_owner(ada).exclude(pk=roadmap.pk).get()
    assert "is a copy of" in page
    assert (copy.title, steps_of(copy), links_of(copy)) == (
        "Test engineer (copy)", steps_of(roadmap), links_of(roadmap)
    )  # fmt: skip
    assert copy.plan_versions.get().dates.keys() == {str(s.pk) for s in copy.steps.exclude(due_on=None)}
    assert "1 of 4 steps" in as_ada.get(copy.get_absolute_url()).content.decode()
    assert len({plan_words.difference(planner.difference(one, date(2027, 1, 4))) for one in (roadmap, copy)}) == 1


def test_a_copy_of_a_long_title_fits(as_ada, ada, roadmap):
    Roadmap.objects.filter(pk=roadmap.pk).update(title="x" * 160)
    act(as_ada, roadmap, "duplicate")

    assert max(len(r.title) for r in Roadmap.objects.all()) == 160
    assert Roadmap.objects.count() == 2


def test_there_is_room_for_fifty_roadmaps_and_it_says_so(as_ada, ada, roadmap):
    fields = {"owner": ada, "title": "Another", "weekly_hours": 8, "starts_on": NOW.date()}
    Roadmap.objects.bulk_create(Roadmap(**fields) for _ in range(ROADMAPS_AT_MOST - 1))
    answer = act(as_ada, roadmap, "duplicate")

    assert answer.status_code == 422
    assert "room for 50 roadmaps" in answer.content.decode()
    assert Roadmap.objects.count() == ROADMAPS_AT_MOST


def test_what_is_archived_is_read_but_not_spoken_of_until_it_is_back(as_ada, ada, roadmap):
    page = act(as_ada, roadmap, "archive").content.decode()
    assert "Bring back: Test engineer" in page
    assert as_ada.get("/today/").url == "/start/"
    assert open_steps([ada.pk]) == []
    assert as_ada.get(roadmap.get_absolute_url()).status_code == 200

    act(as_ada, roadmap, "unarchive")
    assert as_ada.get("/today/").status_code == 200
    assert len(open_steps([ada.pk])) == 4


def test_a_pause_rests_the_reminders_and_a_new_plan_begins_after_it(as_ada, ada, roadmap):
    before = steps_of(roadmap)
    page = act(as_ada, roadmap, "pause", until="2027-03-03").content.decode()
    assert "rests until Wed 3 Mar" in page
    assert "Take the new dates" in page
    assert steps_of(roadmap) == before, "no date moves by itself"
    assert open_steps([ada.pk]) == []
    assert "A pause until Wed 3 Mar." in as_ada.get("/today/").content.decode()
    assert "you are back on Wed 3 Mar" in as_ada.get(roadmap.get_absolute_url()).content.decode()

    actions.accept_replan(Roadmap.objects.get(pk=roadmap.pk), by=ada, today=NOW.date(), version=1)
    assert factories.step(roadmap, "python").starts_on >= date(2027, 3, 3)
    with time_machine.travel(datetime(2027, 3, 3, 1, tzinfo=UTC)):
        assert len(open_steps([ada.pk])) == 4


def test_today_speaks_of_what_does_not_rest(as_ada, ada, template, roadmap):
    second = factories.roadmap_of(ada, template)
    Roadmap.objects.filter(pk=second.pk).update(title="The second", paused_until=date(2027, 3, 3))

    assert as_ada.get("/today/").context["roadmap"] == roadmap
    Roadmap.objects.filter(pk=second.pk).update(paused_until=date(2027, 1, 5))
    assert as_ada.get("/today/").context["roadmap"] == second


def test_a_pause_can_end_early(as_ada, ada, roadmap):
    act(as_ada, roadmap, "pause", until="2027-03-03")
    assert "Welcome back" in act(as_ada, roadmap, "resume").content.decode()
    assert len(open_steps([ada.pk])) == 4


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("", "Choose the day"),
        ("soon", "Write the day as"),
        ("2027-02-30", "Write the day as"),
        ("2027-01-05", "a day after today"),
        ("2099-01-01", "two years at most"),
    ],
)
def test_a_wrong_day_is_said_and_nothing_rests(as_ada, roadmap, until, said):
    answer = act(as_ada, roadmap, "pause", until=until)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Roadmap.objects.exclude(paused_until=None).exists()


@pytest.mark.parametrize(
    ("title", "said"), [("", "Give the roadmap a name"), ("x" * 161, "at most 160"), ("\u202e", "direction")]
)
def test_a_wrong_name_is_said(as_ada, roadmap, title, said):
    answer = act(as_ada, roadmap, "rename", title=title)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Roadmap.objects.get().title == "Test engineer"


def test_a_roadmap_is_renamed(as_ada, roadmap):
    assert "My way" in act(as_ada, roadmap, "rename", title="My way").content.decode()


def test_what_is_deleted_is_gone_and_undo_brings_it_back_whole(as_ada, ada, roadmap):
    python = factories.step(roadmap, "python")
    page = act(as_ada, roadmap, "delete").content.decode()
    assert "is deleted. For 30 days" in page
    for address in (roadmap.get_absolute_url(), f"{roadmap.get_absolute_url()}arrange/", python.get_absolute_url()):
        assert as_ada.get(address).status_code == 404
    assert as_ada.post(f"/steps/{python.pk}/status/", {"status": "done"}).status_code == 404
    assert not ada.progress.exists()
    assert open_steps([ada.pk]) == []

    act(as_ada, roadmap, "undelete")
    assert as_ada.get("/today/").status_code == 200
    assert steps_of(roadmap)[0][-1] is not None


def test_what_was_archived_and_deleted_comes_back_to_the_archive(as_ada, roadmap):
    act(as_ada, roadmap, "archive")
    with time_machine.travel(NOW + timedelta(hours=1)):
        act(as_ada, roadmap, "delete")
        act(as_ada, roadmap, "undelete")

    assert Roadmap.objects.get().archived_at < NOW + timedelta(minutes=1)
    assert Roadmap.objects.get().deleted_at is None


def test_what_is_deleted_is_archived_too_says_the_database(roadmap):
    with pytest.raises(IntegrityError, match="roadmap_deleted_is_archived"):
        Roadmap.objects.filter(pk=roadmap.pk).update(deleted_at=NOW)


def test_after_thirty_days_it_goes_for_good(ada, roadmap):
    actions.delete_roadmap(roadmap, by=ada)
    delete_for_good(NOW + timedelta(days=30))
    assert Roadmap.objects.exists()
    delete_for_good(NOW + timedelta(days=31))
    assert not Roadmap.objects.exists()


def test_evidence_keeps_the_roadmap_that_it_was_handed_in_from(as_ada, ada, roadmap):
    fraud = factories.step(roadmap, "fraud")
    handed_in(fraud, ada)
    actions.delete_roadmap(roadmap, by=ada)
    delete_for_good(NOW + timedelta(days=31))

    assert Roadmap.objects.exists()
    assert as_ada.get(f"/portfolio/steps/{fraud.pk}/").status_code == 200


def test_a_stranger_brings_nothing_back(as_mallory, ada, roadmap):
    actions.delete_roadmap(roadmap, by=ada)

    assert act(as_mallory, roadmap, "undelete").status_code == 404
    assert Roadmap.objects.get().deleted_at


def test_the_only_roadmap_can_be_reached_beside_the_others(as_ada, roadmap):
    page = as_ada.get("/roadmap/?all=1").content.decode()

    assert f'href="{roadmap.get_absolute_url()}"' in page
    assert "Pause" in page


def test_a_roadmap_without_steps_and_stages_is_copied_and_arranged_too(as_ada, ada):
    empty = Roadmap.objects.create(owner=ada, title="Empty", weekly_hours=8, starts_on=NOW.date())
    assert as_ada.get(f"{empty.get_absolute_url()}arrange/").status_code == 200
    act(as_ada, empty, "duplicate")
    assert Roadmap.objects.count() == 2


def test_a_copy_is_planned_from_the_same_week_prices_and_pins(ada, roadmap):
    """What stands beside a roadmap and its steps goes with them, or the copy's next plan would be another one."""
    roadmap.days_off.create(first_on=date(2027, 1, 11), last_on=date(2027, 1, 15), reason="Skiing")
    pandas = factories.step(roadmap, "pandas")
    StepPrice.objects.create(step=pandas, cents=4900, subscription="Club")
    Pin.objects.create(step=pandas, kind=Pin.Kind.NOT_BEFORE, pinned_on=date(2027, 3, 1))
    roadmap.currency, roadmap.budget = "EUR", 300
    roadmap.save()
    copy = actions.duplicate_roadmap(roadmap, by=ada)

    assert (copy.currency, copy.budget) == ("EUR", 300)
    beside = factories.step(copy, "pandas")
    assert [(day.first_on, day.reason) for day in copy.days_off.all()] == [(date(2027, 1, 11), "Skiing")]
    assert (beside.price.cents, beside.price.subscription) == (4900, "Club")
    assert (beside.pin.kind, beside.pin.pinned_on) == ("not_before", date(2027, 3, 1))
    assert pandas.pin.pk != beside.pin.pk


def test_who_leaves_takes_everything_of_their_own_along(ada, roadmap):
    """Own steps are items that only their owner's rows hold on to: the account can go with all of them."""
    stage = roadmap.stages.first()
    wanted = actions.Wanted(title="Talk to Bob", hours=1, stage=stage.pk, is_optional=False)
    item = actions.add_step(roadmap, wanted, by=ada, seen=0).item
    actions.set_status(roadmap.steps.get(item=item).pk, "done", by=ada)
    actions.log_time(item, by=ada, minutes=30, spent_on=date(2027, 1, 4))
    actions.save_note(item, by=ada, text="He knows Kubernetes.", revision=0)
    actions.add_link(item, by=ada, url="https://example.org/bob", title="Bob")
    actions.add_line(item, by=ada, text="Write to him")
    ada.delete()

    assert not Item.objects.filter(pk=item.pk).exists()
    assert not Roadmap.objects.exists()
    assert Item.objects.filter(key="python").exists()
