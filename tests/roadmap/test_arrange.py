"""Ada arranges her roadmap: order, names, hours, what is in and what is out, and steps of her own."""

from datetime import date

import pytest

from accounts.models import User
from catalog.models import Item
from catalog.search import search
from roadmap import actions
from roadmap.actions.own_steps import OWN_AT_MOST
from roadmap.models import Edit, Progress, Roadmap, Step
from tests import factories
from tests.conftest import signed_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def page(roadmap) -> str:
    return f"{roadmap.get_absolute_url()}arrange/"


@pytest.fixture
def own(roadmap) -> dict[str, str]:
    """What a form for an own step posts."""
    return {"title": "Read the paper", "hours": "3.5", "stage": str(roadmap.stages.first().pk), "seen": "0"}


def titles(roadmap: Roadmap) -> list[list[str]]:
    """The chosen steps of each stage, in order."""
    return [
        [step.title for step in stage.steps.filter(is_chosen=True).order_by("position")]
        for stage in roadmap.stages.all()
    ]


def press(client, step: Step, what: str, seen: int = 0, **values):
    return client.post(f"/steps/{step.pk}/{what}/", {"seen": seen, **values})


def test_an_own_step_stands_at_the_end_of_its_stage_without_a_date(as_ada, ada, roadmap, page, own):
    pandas = factories.step(roadmap, "pandas")
    answer = as_ada.post(f"{page}add/", {**own, "needs": [pandas.pk]})

    step = roadmap.steps.get(title="Read the paper")
    assert answer.url == f"{page}?done=1#add"
    assert titles(roadmap)[0] == ["Python", "pandas", "PyTorch", "Read the paper"]
    assert (step.minutes, step.due_on, step.item.owner, step.item.kind) == (210, None, ada, Item.Kind.OWN)
    assert [link.needs for link in step.needs.all()] == [pandas]
    assert "No date has moved" in as_ada.get(page).content.decode()


def test_an_own_step_is_ticked_counted_and_planned_like_any_other(as_ada, ada, roadmap, page, own):
    as_ada.post(f"{page}add/", own)
    step = roadmap.steps.get(title="Read the paper")
    actions.accept_replan(roadmap, by=ada, today=date(2027, 1, 4), version=1)
    assert roadmap.steps.get(pk=step.pk).due_on
    assert "No date has moved" not in as_ada.get(page).content.decode()

    as_ada.post(f"/steps/{step.pk}/status/", {"status": "done"})
    assert "1 of 5 steps" in as_ada.get(roadmap.get_absolute_url()).content.decode()


@pytest.mark.parametrize("page_of", ["", "map/", "timeline/", "forecast/", "replan/"])
def test_every_view_of_a_roadmap_shows_steps_of_ones_own(as_ada, roadmap, page, own, page_of):
    as_ada.post(f"{page}add/", {**own, "title": "<b>Mine</b>"})
    answer = as_ada.get(f"{roadmap.get_absolute_url()}{page_of}")

    assert answer.status_code == 200
    assert "<b>Mine</b>" not in answer.content.decode()


def test_nobody_else_finds_an_own_step(as_ada, as_mallory, client, roadmap, page, own):
    as_ada.post(f"{page}add/", own)
    step = roadmap.steps.select_related("item").get(title="Read the paper")

    assert search("read the paper") == []
    for browser in (client, as_mallory):
        assert browser.get(step.item.get_absolute_url()).status_code == 404
        for address in ("/catalog/", "/catalog/?q=paper", "/catalog/areas/foundations/", "/catalog/python/"):
            assert "Read the paper" not in browser.get(address).content.decode()
    assert as_mallory.get(step.get_absolute_url()).status_code == 404


def test_with_her_account_her_own_steps_go(as_ada, ada, roadmap, page, own):
    as_ada.post(f"{page}add/", own)
    actions.set_status(roadmap.steps.get(title="Read the paper").pk, "done", by=ada)

    User.objects.get(pk=ada.pk).delete()

    assert not Item.objects.filter(kind=Item.Kind.OWN).exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Give the step a title"),
        ("title", "x" * 161, "at most 160"),
        ("title", "two\nlines", "one line"),
        ("title", "\x00", "Null characters"),
        ("hours", "", "about how many hours"),
        ("hours", "-1", "no less than 0"),
        ("hours", "401", "at most 400"),
        ("hours", "NaN", "number"),
        ("hours", "1e9", "at most"),
        ("stage", "987654321", "not here any more"),
        ("stage", "9" * 40, "not here any more"),
        ("needs", "987654321", "not in this roadmap any more"),
        ("needs", "9" * 40, "not in this roadmap any more"),
        ("links", "javascript:alert(1)", "Line 1: Give a whole address that begins with https://"),
        ("links", f"https://example.org/{'x' * 500}", "Line 1: Ensure this value has at most 500"),
        ("links", "https://example.org/a\r\n\r\nexample.org The paper", "Line 3: Give a whole address"),
        ("links", f"https://example.org/ {'x' * 121}", "Line 1: Ensure this value has at most 120"),
        ("links", "https://example.org/ A\nHTTPS://example.org/ B", "Line 2: This link is here already."),
        ("links", "\n".join(f"https://example.org/{number}" for number in range(51)), "50 links are enough"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_written(as_ada, roadmap, page, own, field, value, said):
    answer = as_ada.post(f"{page}add/", {**own, field: value})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Item.objects.filter(kind=Item.Kind.OWN).exists()
    assert not Edit.objects.exists()


def test_a_step_of_another_person_is_no_prerequisite(as_ada, mallory, template, page, own):
    theirs = factories.step(factories.roadmap_of(mallory, template), "python")
    answer = as_ada.post(f"{page}add/", {**own, "needs": theirs.pk})

    assert answer.status_code == 422
    assert "not in this roadmap any more" in answer.content.decode()


def test_two_hundred_own_steps_are_the_limit_and_it_says_so(as_ada, ada, roadmap, page, own):
    stage = roadmap.stages.first()
    for number in range(OWN_AT_MOST):
        item = Item.objects.create(key=f"own-{number}", kind=Item.Kind.OWN, owner=ada, title="Own")
        roadmap.steps.create(stage=stage, item=item, title="Own", minutes=60, position=10, is_chosen=bool(number % 2))
    answer = as_ada.post(f"{page}add/", own)

    assert answer.status_code == 422
    assert "at most 200 steps of your own" in answer.content.decode()
    assert Item.objects.filter(kind=Item.Kind.OWN).count() == OWN_AT_MOST


def test_more_work_than_a_plan_can_hold_is_refused(as_ada, ada, roadmap, page, own):
    Roadmap.objects.filter(pk=roadmap.pk).update(weekly_hours=1)
    roadmap.steps.filter(item__key="fraud").update(minutes=1500 * 60)
    answer = as_ada.post(f"{page}add/", {**own, "hours": "400"})

    assert answer.status_code == 422
    assert "over 30 years" in answer.content.decode()
    assert roadmap.steps.count() == 6


def test_a_step_moves_past_its_neighbour_and_over_the_end_of_its_stage(as_ada, roadmap):
    pandas, fraud = factories.step(roadmap, "pandas"), factories.step(roadmap, "fraud")
    press(as_ada, pandas, "move", to="up")
    assert titles(roadmap)[0] == ["pandas", "Python", "PyTorch"]
    press(as_ada, fraud, "move", seen=1, to="up")
    assert titles(roadmap) == [["pandas", "Python", "PyTorch", "Fraud detection model"], []]
    press(as_ada, fraud, "move", seen=2, to="down")
    assert titles(roadmap) == [["pandas", "Python", "PyTorch"], ["Fraud detection model"]]
    assert [str(edit) for edit in roadmap.edits.all()] == [
        "“pandas” was moved up.",
        "“Fraud detection model” was moved to “Learn the tools”.",
        "“Fraud detection model” was moved to “Prove it”.",
    ]


def test_the_first_and_the_last_step_stay_where_they_are(as_ada, roadmap):
    press(as_ada, factories.step(roadmap, "python"), "move", to="up")
    press(as_ada, factories.step(roadmap, "fraud"), "move", to="down")

    assert titles(roadmap) == [["Python", "pandas", "PyTorch"], ["Fraud detection model"]]
    assert not Edit.objects.exists()


def test_a_whole_order_is_taken_as_it_is_dragged(as_ada, roadmap):
    stage = roadmap.stages.first()
    python, pandas, pytorch, fraud = (
        factories.step(roadmap, key).pk for key in ("python", "pandas", "pytorch", "fraud")
    )
    as_ada.post(f"/stages/{stage.pk}/order/", {"seen": 0, "order": f"{pytorch},{fraud},{python},{pandas}"})

    assert titles(roadmap) == [["PyTorch", "Fraud detection model", "Python", "pandas"], []]


@pytest.mark.parametrize("order", ["", "1,2", "x", "{python},{python},{pandas},{pytorch}", "{python},{pandas}",
                                   "{python},{pandas},{pytorch},{theirs}", "{python},{pandas},{pytorch},{rust}",
                                   "{python},{pandas},{pytorch},987654321987654321", "-1", "1" * 3000])  # fmt: skip
def test_an_order_with_foreign_or_missing_ids_changes_nothing(as_ada, mallory, template, roadmap, order):
    names = {key: factories.step(roadmap, key).pk for key in ("python", "pandas", "pytorch", "rust")}
    names["theirs"] = factories.step(factories.roadmap_of(mallory, template), "fraud").pk
    answer = as_ada.post(f"/stages/{roadmap.stages.first().pk}/order/", {"seen": 0, "order": order.format(**names)})

    assert answer.status_code == 422
    assert "Order: name each step of the stage once" in answer.content.decode()
    assert titles(roadmap)[0] == ["Python", "pandas", "PyTorch"]


def test_any_step_is_left_out_and_brought_back(as_ada, ada, roadmap, page):
    python = factories.step(roadmap, "python")
    actions.set_status(python.pk, "done", by=ada)
    press(as_ada, python, "take-out")
    assert titles(roadmap)[0] == ["pandas", "PyTorch"]
    assert Progress.objects.get().status == "done"
    assert "Bring back: Python" in as_ada.get(page).content.decode()

    press(as_ada, python, "bring-back", seen=1)
    assert titles(roadmap)[0] == ["Python", "pandas", "PyTorch"]


def test_what_the_template_left_out_is_taken_up_and_an_alternative_replaces_the_other(as_ada, roadmap):
    press(as_ada, factories.step(roadmap, "rust"), "bring-back")
    press(as_ada, factories.step(roadmap, "jax"), "bring-back", seen=1)

    assert titles(roadmap)[0] == ["Python", "pandas", "JAX", "Rust"]


def test_a_step_is_renamed_made_optional_given_hours_and_another_stage(as_ada, roadmap, page):
    pandas, prove = factories.step(roadmap, "pandas"), roadmap.stages.last()
    due = pandas.due_on
    wanted = {"title": "pandas and Polars", "hours": "12", "stage": prove.pk, "is_optional": "on", "seen": 0}
    assert as_ada.post(f"/steps/{pandas.pk}/edit/", wanted).url == f"{page}?done=1#place-{pandas.pk}"

    pandas.refresh_from_db()
    assert (pandas.title, pandas.minutes, pandas.is_optional, pandas.stage) == ("pandas and Polars", 720, True, prove)
    assert pandas.due_on == due, "a date moves by a new plan alone"
    said = "“pandas” is now called “pandas and Polars”, takes 12 h, stands in “Prove it”, is optional."
    assert said in as_ada.get(f"{page}?done=1").content.decode()
    assert Item.objects.get(key="pandas").title == "pandas"


def test_own_steps_that_wait_for_each_other_are_refused(as_ada, roadmap, page, own):
    as_ada.post(f"{page}add/", own)
    first = roadmap.steps.get(title="Read the paper")
    as_ada.post(f"{page}add/", {**own, "title": "Repeat it", "needs": first.pk, "seen": 1})
    second = roadmap.steps.get(title="Repeat it")
    answer = as_ada.post(f"/steps/{first.pk}/edit/", {**own, "needs": second.pk, "seen": 2})

    assert answer.status_code == 422
    assert "that would be a circle" in answer.content.decode()
    assert not first.needs.exists()


def test_an_old_tab_is_told_what_it_missed_and_changes_nothing(as_ada, roadmap):
    python, pandas = factories.step(roadmap, "python"), factories.step(roadmap, "pandas")
    press(as_ada, pandas, "move", to="up")
    answer = press(as_ada, python, "take-out", seen=0)

    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Nothing was changed" in said
    assert "“pandas” was moved up." in said
    assert 'name="seen" value="1"' in said
    assert titles(roadmap)[0] == ["pandas", "Python", "PyTorch"]


def test_an_old_tab_keeps_what_was_typed(as_ada, roadmap, page, own):
    press(as_ada, factories.step(roadmap, "pandas"), "move", to="up")
    answer = as_ada.post(f"{page}add/", own)

    assert answer.status_code == 409
    assert "What you typed is still here" in answer.content.decode()
    assert 'value="Read the paper"' in answer.content.decode()


@pytest.mark.parametrize("seen", ["", "x", "-1", "7", "9" * 40])
def test_a_form_that_does_not_say_what_it_saw_changes_nothing(as_ada, roadmap, seen):
    answer = press(as_ada, factories.step(roadmap, "python"), "take-out", seen=seen)

    assert answer.status_code == 409
    assert titles(roadmap)[0][0] == "Python"


def test_what_the_drawer_does_counts_as_a_change_too(as_ada, roadmap):
    as_ada.post(f"/steps/{factories.step(roadmap, 'rust').pk}/choose/")

    assert (
        "“Rust” was taken into the plan."
        in press(as_ada, factories.step(roadmap, "python"), "take-out").content.decode()
    )


def test_an_own_step_that_is_left_out_can_be_deleted_for_good(as_ada, roadmap, page, own):
    as_ada.post(f"{page}add/", own)
    step = roadmap.steps.get(title="Read the paper")
    assert press(as_ada, step, "remove", seen=1).status_code == 422
    press(as_ada, step, "take-out", seen=1)
    press(as_ada, step, "remove", seen=2)

    assert not Item.objects.filter(kind=Item.Kind.OWN).exists()
    assert press(as_ada, factories.step(roadmap, "rust"), "remove", seen=3).status_code == 422


def test_with_htmx_the_board_alone_comes_back(as_ada, roadmap):
    pandas = factories.step(roadmap, "pandas")
    board = as_ada.post(f"/steps/{pandas.pk}/move/", {"seen": 0, "to": "up"}, headers=HTMX).content.decode()

    assert "<html" not in board
    assert "“pandas” was moved up." in board


@pytest.mark.parametrize("edit", ["x", "0", "9" * 18])
def test_a_step_to_change_that_is_not_there_is_no_error(as_ada, page, edit):
    assert as_ada.get(f"{page}?edit={edit}").status_code in {200, 404}


def test_a_step_of_another_roadmap_is_not_changed_here(as_ada, ada, template, page):
    other = factories.step(factories.roadmap_of(ada, template), "python")

    assert as_ada.get(f"{page}?edit={other.pk}").status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_the_page_costs_the_same_for_one_own_step_as_for_three(ada, roadmap, page, more, django_assert_num_queries):
    for number in range(more):
        item = Item.objects.create(key=f"own-{number}", kind=Item.Kind.OWN, owner=ada, title="Own")
        roadmap.steps.create(stage=roadmap.stages.first(), item=item, title="Own", minutes=60, position=10)
    client = signed_in(ada)
    with django_assert_num_queries(8):  # session, person, roadmap, stages, steps, last edit, plan version, edits since
        assert client.get(page).status_code == 200
