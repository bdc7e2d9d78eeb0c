"""A newer version of the curriculum: seen as a difference, taken, taken back; and nothing lost, whatever the versions."""

from datetime import date

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog import outlines
from catalog.models import Item, Template, TemplateStage, TemplateStep
from portfolio import actions as portfolio
from roadmap import actions, patches, upgrading
from roadmap.merging import LEFT_OVER
from roadmap.models import PlanVersion, Progress, ProgressEvent, Roadmap, Step
from tests import factories

DAY = date(2027, 1, 11)


@pytest.fixture(autouse=True)
def a_week_in():
    with time_machine.travel("2027-01-11T09:00:00+01:00"):
        yield


def publish(template: Template) -> int:
    """Say that the template as it is now is a new version; give its number."""
    Template.objects.filter(pk=template.pk).update(version="2.0.0")
    template.refresh_from_db()
    return outlines.keep(template).number


@pytest.fixture
def second(template: Template, roadmap: Roadmap) -> int:
    """Version 2: Docker comes, pandas and the milestone go, Python has a new name and more hours, Rust moves to the end."""
    learn, prove = template.stages.order_by("position")
    python = Item.objects.get(key="python")
    docker = factories.skill("docker", "Docker", hours=6, needs=(python,))
    learn.steps.filter(item__key="pandas").delete()
    prove.steps.filter(item__key="fraud").delete()
    learn.steps.filter(item__key="rust").update(stage=prove, position=2)
    TemplateStep.objects.create(stage=prove, item=docker, position=1)
    Item.objects.filter(key="python").update(title="Python 3", hours_low=16, hours_likely=20, hours_high=24)
    return publish(template)


def take(roadmap: Roadmap, number: int) -> bool:
    return actions.take_upgrade(roadmap, by=roadmap.owner, today=DAY, number=number)


def stages_of(roadmap: Roadmap) -> dict[str, list[str]]:
    steps = roadmap.steps.select_related("stage").order_by("stage__position", "position")
    found: dict[str, list[str]] = {}
    for step in steps:
        found.setdefault(step.stage.title, []).append(step.title)
    return found


def test_a_roadmap_follows_the_version_that_it_was_made_from(roadmap):
    assert (roadmap.template_version.number, roadmap.pack_version) == (1, "1.0.0")
    assert Roadmap.objects.with_newer_version().get().newer_version is None
    assert upgrading.comparison(roadmap) is None


def test_the_same_outline_is_kept_once(template, roadmap):
    assert outlines.keep(template) == roadmap.template_version


def test_an_old_version_stays_readable(template, roadmap, second):
    kept = template.versions.get(number=1).outline

    assert [step["title"] for stage in kept["stages"] for step in stage["steps"]][:2] == ["Python", "pandas"]


def test_a_quiet_notice_leads_to_the_difference(as_ada, roadmap, second):
    page = as_ada.get(roadmap.get_absolute_url()).content.decode()
    assert "Version 2.0.0 of this roadmap is out" in page

    page = as_ada.get(f"/roadmap/{roadmap.pk}/upgrade/").content.decode()
    for said in ["Docker", "goes: you have not begun it", "Python 3", "16 h", "20 h", "Rust", "Take version 2.0.0"]:
        assert said in page


def test_the_notice_costs_the_list_no_statement(as_ada, roadmap, second, django_assert_num_queries):
    with django_assert_num_queries(3):  # session, user, roadmap
        as_ada.get(roadmap.get_absolute_url())


def test_she_takes_it(as_ada, roadmap, second):
    answer = as_ada.post(f"/roadmap/{roadmap.pk}/upgrade/take/", {"number": second})

    assert answer.status_code == 302
    roadmap.refresh_from_db()
    assert (roadmap.template_version.number, roadmap.pack_version) == (2, "2.0.0")
    assert stages_of(roadmap) == {"Learn the tools": ["Python 3", "PyTorch", "JAX"], "Prove it": ["Docker", "Rust"]}
    docker = factories.step(roadmap, "docker")
    assert docker.due_on
    assert docker.date_reason
    assert [link.needs.item.key for link in docker.needs.all()] == ["python"]
    assert factories.step(roadmap, "python").minutes == 20 * 60
    assert roadmap.plan_versions.last().cause == PlanVersion.Cause.UPGRADED
    assert "You follow the newest version" in as_ada.get(f"/roadmap/{roadmap.pk}/upgrade/").content.decode()


def test_what_she_worked_on_stays_as_left_over(ada, roadmap, second):
    pandas, fraud = factories.step(roadmap, "pandas"), factories.step(roadmap, "fraud")
    actions.set_status(pandas.pk, "done", by=ada)
    portfolio.save_draft(fraud, by=ada, link="", commit="", text="My notebook.", ratings={})
    take(roadmap, second)

    assert stages_of(roadmap)["Left over from an earlier version"] == ["pandas", "Fraud detection model"]
    assert {step.pk for step in roadmap.steps.filter(stage__key=LEFT_OVER)} == {pandas.pk, fraud.pk}
    assert Progress.objects.get(item__key="pandas").status == "done"


def test_her_own_words_hours_and_choices_stay(ada, roadmap, second):
    roadmap.steps.filter(item__key="python").update(title="Python, at last", minutes=5 * 60)
    actions.choose_step(factories.step(roadmap, "jax"), by=ada)
    own = Item.objects.create(key="own-1", title="Talk to Bob", kind=Item.Kind.OWN, owner=ada)
    mine = Step.objects.create(
        roadmap=roadmap, stage=roadmap.stages.first(), item=own, title="Talk to Bob", minutes=30, position=9
    )
    take(roadmap, second)

    python = factories.step(roadmap, "python")
    assert (python.title, python.minutes) == ("Python, at last", 300)
    assert factories.step(roadmap, "jax").is_chosen
    assert not factories.step(roadmap, "pytorch").is_chosen
    mine.refresh_from_db()
    assert mine.stage.key == "learn"


def test_what_comes_back_leaves_the_left_overs(ada, template, roadmap, second):
    actions.set_status(factories.step(roadmap, "pandas").pk, "doing", by=ada)
    take(roadmap, second)
    TemplateStep.objects.create(stage=template.stages.get(key="learn"), item=Item.objects.get(key="pandas"), position=7)
    take(Roadmap.objects.get(), publish(template))

    assert stages_of(roadmap)["Learn the tools"][-1] == "pandas"
    assert not roadmap.stages.filter(key=LEFT_OVER).exists()


def test_an_undo_restores_it_exactly(as_ada, roadmap, second):
    before = patches.snapshot(roadmap)
    take(roadmap, second)
    upgrade = actions.last_upgrade(roadmap)
    assert patches.snapshot(roadmap) != before

    assert as_ada.post(f"/roadmap/{roadmap.pk}/upgrade/undo/", {"upgrade": upgrade.pk}).status_code == 302
    assert patches.snapshot(roadmap) == before
    assert as_ada.post(f"/roadmap/{roadmap.pk}/upgrade/undo/", {"upgrade": upgrade.pk}).status_code == 409


def test_an_undo_keeps_what_she_did_since(ada, roadmap, second):
    take(roadmap, second)
    docker, rust = factories.step(roadmap, "docker"), factories.step(roadmap, "rust")
    actions.set_status(docker.pk, "done", by=ada)
    actions.choose_step(rust, by=ada)
    roadmap.steps.filter(item__key="python").update(title="Python, at last")
    actions.undo_upgrade(roadmap, by=ada, upgrade=actions.last_upgrade(roadmap).pk)

    assert factories.step(roadmap, "docker").pk == docker.pk
    assert factories.step(roadmap, "python").title == "Python, at last"
    assert factories.step(roadmap, "rust").is_chosen
    assert factories.step(roadmap, "pandas").due_on


def test_she_keeps_what_she_has_and_hears_no_more_of_it(as_ada, template, roadmap, second):
    as_ada.post(f"/roadmap/{roadmap.pk}/upgrade/decline/", {"number": second})
    assert "is out" not in as_ada.get(roadmap.get_absolute_url()).content.decode()
    assert "Take version" in as_ada.get(f"/roadmap/{roadmap.pk}/upgrade/").content.decode()

    template.stages.update(title="Another title")
    publish(template)
    assert "is out" in as_ada.get(roadmap.get_absolute_url()).content.decode()


def test_a_page_that_is_out_of_date_changes_nothing(as_ada, template, roadmap, second):
    before = patches.snapshot(roadmap)
    for act, said in [
        ("take", {"number": 1}),
        ("take", {}),
        ("decline", {"number": "9" * 30}),
        ("undo", {"upgrade": "x"}),
    ]:
        answer = as_ada.post(f"/roadmap/{roadmap.pk}/upgrade/{act}/", said)
        assert answer.status_code == 409
        assert "since you opened the page" in answer.content.decode()
    assert patches.snapshot(roadmap) == before


def test_the_page_costs_the_same_for_more_changes(as_ada, template, roadmap, second, django_assert_max_num_queries):
    learn = template.stages.get(key="learn")
    for number in range(12):
        TemplateStep.objects.create(stage=learn, item=factories.skill(f"more-{number}"), position=20 + number)
    publish(template)
    with django_assert_max_num_queries(26):
        as_ada.get(f"/roadmap/{roadmap.pk}/upgrade/")


@st.composite
def versions(draw) -> dict[str, list[tuple[int, str, int, bool]]]:
    """Stages of a version, each with (item, title, hours, optional)."""
    items = draw(st.permutations(range(6)))[: draw(st.integers(1, 6))]
    keys = draw(st.lists(st.sampled_from(["learn", "build", "prove"]), min_size=1, unique=True))
    found: dict[str, list[tuple[int, str, int, bool]]] = {key: [] for key in keys}
    for item in items:
        says = (item, draw(st.sampled_from(["One", "Two"])), draw(st.integers(1, 9)), draw(st.booleans()))
        found[draw(st.sampled_from(keys))].append(says)
    return found


def write(
    template: Template, version: dict[str, list[tuple[int, str, int, bool]]], needs: set[tuple[int, int]]
) -> None:
    TemplateStep.objects.filter(stage__template=template).delete()
    template.stages.all().delete()
    items = [Item.objects.get_or_create(key=f"i{n}", kind="skill", defaults={"title": "I"})[0] for n in range(6)]
    for place, (key, steps) in enumerate(version.items(), 1):
        stage = TemplateStage.objects.create(template=template, key=key, title=key, short_title=key, position=place)
        for position, (item, title, hours, optional) in enumerate(steps, 1):
            spent = dict.fromkeys(["hours_low", "hours_likely", "hours_high"], hours)
            Item.objects.filter(pk=items[item].pk).update(title=title, **spent)
            TemplateStep.objects.create(
                stage=stage, item=items[item], position=position, is_optional=optional, is_default=not optional
            )
    for item in items:
        item.needs.set([items[needed] for later, needed in needs if items[later] == item])


ORDERED = [(later, earlier) for later in range(6) for earlier in range(later)]
ACTS = st.lists(
    st.tuples(st.sampled_from(["todo", "doing", "done", "skipped", "own words", "leave out"]), st.integers(0, 5))
)


def live(roadmap: Roadmap, acts: list[tuple[str, int]]) -> None:
    for act, number in acts:
        step = roadmap.steps.filter(item__key=f"i{number}").first()
        if step is None:
            continue
        if act == "own words":
            roadmap.steps.filter(pk=step.pk).update(title=f"Mine {number}")
        elif act == "leave out":
            actions.leave_out(step, by=roadmap.owner)
        else:
            actions.set_status(step.pk, act, by=roadmap.owner)


def kept_rows(roadmap: Roadmap) -> list[list[tuple]]:
    return [list(kind.objects.order_by("pk").values_list()) for kind in (Progress, ProgressEvent)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(versions(), versions(), st.sets(st.sampled_from(ORDERED)), st.sets(st.sampled_from(ORDERED)), ACTS)
def test_any_two_versions_any_progress_nothing_is_lost_and_back_is_back(
    ada, template, first, second_, needs, needs_then, acts
):
    with transaction.atomic():
        write(template, first, needs)
        roadmap = factories.roadmap_of(ada, template)
        live(roadmap, acts)
        before, kept = patches.snapshot(roadmap), kept_rows(roadmap)
        write(template, second_, needs_then)
        publish(template)
        found = upgrading.comparison(Roadmap.objects.get(pk=roadmap.pk))
        if found:
            assert take(roadmap, found.version.number)
            present = set(roadmap.steps.values_list("item__key", flat=True))
            worked_on = set(Progress.objects.values_list("item__key", flat=True))
            assert worked_on <= present
            mine = {row["title"] for row in before["step"].values() if row["title"].startswith("Mine")}
            assert mine <= set(roadmap.steps.values_list("title", flat=True))
            assert kept_rows(roadmap) == kept
            assert actions.undo_upgrade(roadmap, by=ada, upgrade=actions.last_upgrade(roadmap).pk)
        assert patches.snapshot(roadmap) == before
        assert kept_rows(roadmap) == kept
        transaction.set_rollback(True)
