from datetime import date

import pytest
from django.db import IntegrityError, transaction

import planning
from catalog.models import Item, Template, TemplateStage
from roadmap import actions
from roadmap.models import PlanVersion, Progress, Roadmap, Stage, Step, StepLink
from tests import factories


def dates(roadmap: Roadmap) -> dict[str, tuple[date | None, date | None]]:
    return {step.item.key: (step.starts_on, step.due_on) for step in roadmap.steps.select_related("item")}


def test_her_roadmap_has_the_stages_and_steps_of_the_template(roadmap):
    assert [(stage.title, stage.steps.count()) for stage in roadmap.stages.all()] == [
        ("Learn the tools", 5),
        ("Prove it", 1),
    ]


def test_every_chosen_step_has_a_date_and_a_reason(roadmap):
    chosen = roadmap.steps.filter(is_chosen=True)

    assert all(step.starts_on and step.due_on and step.date_reason for step in chosen)
    assert not roadmap.steps.filter(is_chosen=False).exclude(due_on=None).exists()


def test_no_step_starts_before_what_it_needs_is_done(roadmap):
    days = dates(roadmap)

    assert days["python"][1] <= days["pandas"][0]
    assert days["pandas"][1] <= days["fraud"][0]


def test_the_hours_of_a_week_are_respected(ada, template):
    slow = factories.roadmap_of(ada, template, weekly_hours=2)
    quick = factories.roadmap_of(ada, template, weekly_hours=20)

    # 54 chosen hours at 2 h a week take 27 weeks; at 20 h, under 3.
    assert (dates(slow)["fraud"][1] - slow.starts_on).days // 7 == 26
    assert (dates(quick)["fraud"][1] - quick.starts_on).days // 7 == 2


def test_one_of_two_frameworks_is_chosen_and_the_optional_step_is_not(roadmap):
    chosen = set(roadmap.steps.filter(is_chosen=True).values_list("item__key", flat=True))

    assert chosen == {"python", "pandas", "pytorch", "fraud"}


def test_what_she_did_before_needs_no_date(ada, roadmap, template):
    actions.set_status(factories.step(roadmap, "python").pk, "done", by=ada)
    second = factories.roadmap_of(ada, template)

    assert dates(second)["python"] == (None, None)
    assert dates(second)["pandas"][0] is not None


def test_the_plan_is_kept_as_its_first_version(roadmap):
    version = roadmap.plan_versions.get()

    assert (version.number, version.cause) == (1, PlanVersion.Cause.CREATED)
    assert version.dates[str(factories.step(roadmap, "python").pk)][0] == "2027-01-04"


def test_a_prerequisite_that_is_not_in_the_roadmap_hands_on_its_own(ada, template):
    python, fraud = (
        template.stages.get(key=stage).steps.get(item__key=key).item
        for stage, key in [("learn", "python"), ("prove", "fraud")]
    )
    hidden = factories.skill("statistics", needs=(python,))
    fraud.needs.add(hidden)
    roadmap = factories.roadmap_of(ada, template)

    needs = set(factories.step(roadmap, "fraud").needs.values_list("needs__item__key", flat=True))
    assert needs == {"python", "pandas"}


def test_an_impossible_week_writes_nothing(ada, template):
    with pytest.raises((planning.PlanningError, IntegrityError)), transaction.atomic():
        actions.create_roadmap(template, by=ada, weekly_hours=0, starts_on=date(2027, 1, 4))

    assert not Roadmap.objects.exists()


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("roadmap_target_after_start", {"target_on": date(2027, 1, 4)}),
        ("roadmap_weekly_hours_one_to_eighty", {"weekly_hours": 0}),
        ("roadmap_weekly_hours_one_to_eighty", {"weekly_hours": 200}),
        ("roadmap_has_a_title", {"title": ""}),
    ],
)
def test_the_database_refuses_a_roadmap_that_cannot_be(roadmap, rule, fields):
    with pytest.raises(IntegrityError, match=rule):
        Roadmap.objects.filter(pk=roadmap.pk).update(**fields)


def test_a_step_is_not_due_before_it_starts(roadmap):
    with pytest.raises(IntegrityError, match="step_due_after_start"):
        roadmap.steps.filter(is_chosen=True).update(due_on=date(2020, 1, 1))


def test_an_item_stands_in_a_roadmap_once(roadmap):
    python = factories.step(roadmap, "python")
    with pytest.raises(IntegrityError):
        Step.objects.create(roadmap=roadmap, stage=python.stage, item=python.item, title="Again", minutes=1, position=9)


def test_a_step_does_not_wait_for_itself_nor_twice_for_another(roadmap):
    python, pandas = factories.step(roadmap, "python"), factories.step(roadmap, "pandas")
    with pytest.raises(IntegrityError), transaction.atomic():
        StepLink.objects.create(step=python, needs=python)
    with pytest.raises(IntegrityError), transaction.atomic():
        StepLink.objects.create(step=pandas, needs=python)


def test_a_person_has_one_progress_an_item_and_only_known_words(ada, roadmap):
    python = factories.step(roadmap, "python")
    actions.set_status(python.pk, "done", by=ada)
    row = Progress.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Progress.objects.create(person=ada, item=python.item, changed_at=row.changed_at, changed_on=row.changed_on)
    with pytest.raises(IntegrityError, match="progress_status_is_known"), transaction.atomic():
        Progress.objects.update(status="finished")
    with pytest.raises(IntegrityError, match="progress_assurance_is_known"), transaction.atomic():
        Progress.objects.update(assurance="rumour")


def test_a_plan_version_has_its_number_once(roadmap):
    with pytest.raises(IntegrityError):
        PlanVersion.objects.create(roadmap=roadmap, number=1, cause="replanned", dates={})


def test_choosing_the_other_framework_takes_the_place_of_the_first(ada, roadmap):
    pytorch, jax = factories.step(roadmap, "pytorch"), factories.step(roadmap, "jax")
    actions.choose_step(jax, by=ada)

    days = dates(roadmap)
    assert days["jax"] == (pytorch.starts_on, pytorch.due_on)
    assert days["pytorch"] == (None, None)
    assert Stage.objects.filter(roadmap=roadmap).count() == 2


def test_a_copy_has_room_for_the_longest_words_of_its_template():
    """SQLite takes any length, PostgreSQL refuses: a long title would be an error in production alone."""
    copies = [
        (Template, Roadmap, ("title",)),
        (TemplateStage, Stage, ("key", "title", "short_title")),
        (Item, Step, ("title",)),
    ]

    for original, copy, names in copies:
        for name in names:
            assert copy._meta.get_field(name).max_length >= original._meta.get_field(name).max_length, (copy, name)
