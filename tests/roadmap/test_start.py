"""The start page: the answers, the plan before it is made, and the draft that keeps what was typed."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.management import call_command
from django.utils import translation

import planning
from catalog.models import Course, Item, Pathway, Role, Template, TemplateStep
from roadmap import actions
from roadmap.basis import Off, basis_of, keep_basis
from roadmap.country_names import COUNTRY_NAMES
from roadmap.models import Progress, Roadmap, StartDraft
from roadmap.week_forms import countries
from roadmap.words import day_and_year
from tests import factories

PREVIEW = "/start/preview/"
HTMX = {"HX-Request": "true"}
ROWS = {"off-TOTAL_FORMS": "2", "off-INITIAL_FORMS": "0"}


@pytest.fixture(autouse=True)
def the_first_monday():
    with time_machine.travel("2027-01-04T09:00:00+01:00"):
        yield


@pytest.fixture
def pathway(template) -> Pathway:
    made = Pathway.objects.create(
        key="degree", title="A degree", pack=factories.pack(), months_low=36, months_high=48
    )  # fmt: skip
    made.covers.set(Item.objects.filter(key__in=["python", "rust"]))
    return made


@pytest.fixture
def answers(template) -> dict[str, str]:
    return {"template": template.key, "weekly_hours": "8", "starts_on": "2027-01-04", "target_on": ""}


def previewed(client, answers, **more) -> str:
    return " ".join(client.post(PREVIEW, answers | more, headers=HTMX).content.decode().split())


def test_the_preview_is_the_plan_that_is_made(as_ada, ada, answers, pathway):
    said = answers | ROWS | {
        "saturday": "4", "sunday": "2.5", "off-0-first_on": "2027-01-09", "off-0-last_on": "2027-01-31",
        "country": "DE", "part": "BY", "pathway": "degree", "skills": "pandas",
    }  # fmt: skip
    page = previewed(as_ada, said)
    assert not Roadmap.objects.exists()
    as_ada.post("/start/", said)

    roadmap = Roadmap.objects.get(owner=ada)
    assert day_and_year(roadmap.plan_versions.get().finishes_on.isoformat()) in page
    assert roadmap.minutes_by_weekday == (0, 0, 0, 0, 0, 240, 150)
    assert (roadmap.region, roadmap.pathway, roadmap.weekly_hours) == ("DE-BY", pathway, 6.5)
    assert [str(off) for off in roadmap.days_off.all()] == ["2027-01-09 to 2027-01-31"]
    assert set(Progress.objects.values_list("item__key", flat=True)) == {"python", "rust", "pandas"}


def test_on_the_whole_curriculum_too(as_ada, ada):
    call_command("load_content", verbosity=0)
    rows = {
        "off-TOTAL_FORMS": "1",
        "off-INITIAL_FORMS": "0",
        "off-0-first_on": "2027-07-01",
        "off-0-last_on": "2027-08-15",
    }
    said = rows | {
        "starts_on": "2027-01-04", "target_on": "2028-06-01", "monday": "1.25", "friday": "2",
        "sunday": "6", "country": "IN", "pathway": "bachelors-degree", "areas": "programming-foundations",
    }  # fmt: skip
    said["template"] = Template.objects.order_by("position").first().key
    page = previewed(as_ada, said)
    as_ada.post("/start/", said)

    roadmap = Roadmap.objects.get(owner=ada)
    assert roadmap.steps.count() > 100
    assert day_and_year(roadmap.plan_versions.get().finishes_on.isoformat()) in page
    off = set(Off(date(2027, 7, 1), date(2027, 8, 15)).days())
    assert not {day for step in roadmap.steps.exclude(due_on=None) for day in (step.starts_on, step.due_on)} & off


def test_it_says_hours_first_steps_and_what_is_saved(as_ada, answers, pathway):
    page = previewed(as_ada, answers, skills="pandas")

    assert "46 h in three steps, 8 h a week" in page
    assert "8 h of it known already" in page
    assert "<span>Python</span>" in page


def test_a_whole_area_is_claimed_at_once(as_ada, answers):
    page = previewed(as_ada, answers, areas="foundations")

    assert "20 h in one step" in page


def test_who_knows_all_of_it_is_told_so(as_ada, ada, answers):
    fraud = Item.objects.get(key="fraud")
    Progress.objects.create(
        person=ada, item=fraud, status="done", changed_at="2027-01-01T00:00Z", changed_on=date(2027, 1, 1)
    )
    assert "You know all of it" in previewed(as_ada, answers, areas="foundations")
    assert as_ada.post("/start/", answers | {"areas": "foundations"}).status_code == 302


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("2027-12-31", "Your target holds, with"),
        ("2027-01-20", "after your target. 20 Jan 2027 is impossible: 54 h of work"),
        ("2027-01-20", "Possible: 23 h a week or 20 Feb 2027."),
        ("2027-01-05", "2 h 15 min free. Possible: 20 Feb 2027."),
    ],
)
def test_it_says_whether_the_target_holds(as_ada, answers, target, said):
    assert said in previewed(as_ada, answers, target_on=target)


def test_it_counts_the_paid_courses(as_ada, answers, template):
    course = Course.objects.create(
        key="course", title="A course", kind="course", pack=factories.pack(), cost="paid", url="https://example.org/"
    )
    TemplateStep.objects.create(stage=template.stages.first(), item=course, position=9)

    assert "One paid course in the plan." in previewed(as_ada, answers)


def test_what_is_missing_is_asked_for_and_nothing_is_a_fault_yet(as_ada, template):
    response = as_ada.post(PREVIEW, {"weekly_hours": "0"}, headers=HTMX)

    assert response.status_code == 200
    page = response.content.decode()
    assert "Choose a role." in page
    assert "Plan at least 1 hour a week." in page
    assert "Choose the first day." in page


def test_what_was_typed_is_there_when_she_comes_back(as_ada, ada, answers):
    as_ada.post(PREVIEW, answers | ROWS | {"weekly_hours": "5.5", "off-0-reason": "Ski", "country": "DE", "part": "BY"})
    page = as_ada.get("/start/").content.decode()

    assert 'value="5.5"' in page
    assert 'value="Ski"' in page
    assert '<option value="BY" selected>Bayern</option>' in page
    as_ada.post("/start/", answers)
    assert not StartDraft.objects.exists()


def test_she_may_start_over(as_ada, answers):
    assert "Start over" not in as_ada.get("/start/").content.decode()
    as_ada.post(PREVIEW, answers | {"weekly_hours": "5.5"})
    assert "Start over" in as_ada.get("/start/").content.decode()

    page = as_ada.post("/start/forget/", follow=True).content.decode()
    assert 'value="5.5"' not in page
    assert not StartDraft.objects.exists()


@pytest.mark.parametrize(
    ("said", "shown"),
    [("2027-01-04", "2027-01-10"), ("2027-01-06", "2027-01-10"), ("2027-02-01", "2027-02-01"),
     ("2026-12-01", "2026-12-01")]
)  # fmt: skip
def test_a_first_day_that_has_passed_since_becomes_today(as_ada, answers, said, shown):
    as_ada.post(PREVIEW, answers | {"starts_on": said})
    with time_machine.travel("2027-01-10T09:00:00+01:00"):
        assert f'name="starts_on" required value="{shown}"' in as_ada.get("/start/").content.decode()


def test_a_draft_keeps_what_is_asked_and_nothing_else(as_ada, answers):
    as_ada.post(PREVIEW, answers | ROWS | {"canary": "x", "off-canary": "x", "budget": "9" * 500, "part": "a\0b"})

    kept = StartDraft.objects.get().answers
    assert not {"canary", "off-canary", "csrfmiddlewaretoken"} & kept.keys()
    assert kept["budget"] == ["9" * 200]
    assert kept["part"] == ["ab"]


def test_there_is_always_room_for_more_days_off(as_ada, answers):
    full = {"off-0-first_on": "2027-02-01", "off-1-first_on": "2027-03-01"}
    assert 'name="off-2-first_on"' not in as_ada.get("/start/").content.decode()
    as_ada.post(PREVIEW, answers | ROWS | full)
    page = as_ada.get("/start/").content.decode()

    assert 'name="off-TOTAL_FORMS" value="4"' in page
    assert 'name="off-3-first_on"' in page


def test_what_could_not_be_made_is_kept_too(as_ada, answers):
    as_ada.post("/start/", answers | {"target_on": "2027-01-04"})

    assert StartDraft.objects.get().answers["target_on"] == ["2027-01-04"]


def test_without_javascript_the_preview_is_the_page_again(as_ada, answers):
    response = as_ada.post(PREVIEW, answers, follow=True)

    assert response.redirect_chain == [("/start/#preview", 302)]
    assert "54 h in four steps" in response.content.decode()


def test_another_role_brings_its_skills(as_ada, answers):
    assert 'id="known"' in previewed(as_ada, answers)
    assert 'id="known"' not in previewed(as_ada, answers)
    assert 'id="known"' in previewed(as_ada, answers | {"template": "other"})


def test_a_role_of_the_catalog_is_previewed_at_once(as_ada, template):
    assert "54 h in four steps" in as_ada.get("/start/?role=test-engineer").content.decode()


def test_the_first_role_is_chosen_beforehand_so_that_there_is_a_plan_to_look_at(as_ada, template):
    response = as_ada.get("/start/")

    assert response.context["form"].chosen_template == template
    assert "54 h in four steps" in response.content.decode()
    assert not StartDraft.objects.exists()


def test_who_has_that_roadmap_already_is_shown_the_next_role(as_ada, roadmap):
    role = Role.objects.create(key="next", title="Next", stage=Role.Stage.CORE, pack=factories.pack())
    Template.objects.create(key="next", title="Next", role=role, version="1.0.0", pack=role.pack, position=9)

    assert as_ada.get("/start/").context["form"].chosen_template.key == "next"


def test_the_week_of_her_first_roadmap_is_there_when_she_starts_a_second(as_ada, roadmap):
    basis = replace(
        basis_of(roadmap),
        weekly_hours=Decimal(9),
        minutes=(90, 0, 90, 0, 0, 360, 0),
        region="DE-BY",
        days_off=(Off(date(2026, 1, 1), date(2026, 1, 2), "over"), Off(date(2099, 7, 1), date(2099, 7, 9), "the sea")),
        budget=500,
        currency="CHF",
    )
    keep_basis(roadmap, basis)
    page = as_ada.get("/start/").content.decode()

    assert 'name="monday" min="0" max="16" step="0.25" inputmode="decimal" value="1.5"' in page
    assert '<option value="BY" selected>' in page
    assert 'value="the sea"' in page
    assert 'value="over"' not in page
    assert '<option value="CHF" selected>' in page
    assert 'value="500"' not in page


def test_hours_that_another_roadmap_plans_with_are_told(as_ada, ada, answers, roadmap):
    beside = f"“{roadmap}” plans with 8 h a week already. With this one that makes 14 h: are they all free?"
    answers |= {"weekly_hours": "6"}
    assert beside in previewed(as_ada, answers)

    actions.pause_roadmap(roadmap, date(2099, 1, 1), by=ada)
    assert beside not in previewed(as_ada, answers)


def test_a_roadmap_that_is_walked_takes_no_hours(as_ada, ada, answers, roadmap):
    roadmap.steps.exclude(item__key="python").delete()
    assert "plans with" in previewed(as_ada, answers)

    actions.set_status(factories.step(roadmap, "python").pk, "done", by=ada)
    assert "plans with" not in previewed(as_ada, answers)


def test_without_any_role_the_page_still_opens(as_ada):
    assert "No roadmap is loaded yet." in as_ada.get("/start/").content.decode()


def test_enter_in_a_field_makes_the_roadmap_and_begins_no_test(as_ada, template):
    """The first button of a form is the one that Enter presses."""
    page = as_ada.get("/start/").content.decode()
    form = page[page.index('<form class="asked"') :]

    assert "formaction" not in form[form.index("<button") : form.index("</button>")]


def test_every_country_has_a_name_that_can_be_translated():
    assert {code: str(name) for code, name in COUNTRY_NAMES.items()} == planning.countries()


@pytest.mark.parametrize(
    ("language", "named"), [("en", ["Austria", "Niger", "Pakistan"]), ("de", ["Niger", "Österreich", "Pakistan"])]
)
def test_countries_stand_in_the_order_of_the_readers_language(language, named):
    with translation.override(language):
        assert [name for code, name in countries() if code in {"AT", "NE", "PK"}] == named


def test_a_draft_is_of_one_person(as_ada, as_mallory, answers):
    as_ada.post(PREVIEW, answers | ROWS | {"off-0-reason": "canary"})

    assert "canary" not in as_mallory.get("/start/").content.decode()


WRONG = [
    ({"monday": "17"}, "Monday: 16 hours at most"),
    ({"monday": "-1"}, "Monday: 0 hours or more"),
    ({"monday": "0.1"}, "in quarters of an hour"),
    ({"monday": "many"}, "write hours as a number"),
    ({"monday": "0.5"}, "Your days add up to 0.5 h"),
    ({"monday": "16", "tuesday": "16", "wednesday": "16", "thursday": "16", "friday": "16", "sunday": "1"}, "add up to 81"),
    ({"off-0-first_on": "2027-02-30"}, "Write the day as"),
    ({"off-0-first_on": "2027-02-02", "off-0-last_on": "2027-02-01"}, "does not lie before the first"),
    ({"off-0-last_on": "2027-02-01"}, "Say when these days off begin."),
    ({"off-0-first_on": "2027-02-02", "off-0-last_on": "2037-02-01"}, "366 days at most"),
    ({"off-0-first_on": "2027-02-02", "off-0-reason": "x" * 81}, "Say it in 80 characters."),
    ({"off-0-first_on": "2027-02-02", "off-0-reason": "a\x07b"}, "one line of plain text"),
    ({"country": "XX"}, "one of the countries"),
    ({"budget": "-1"}, "A budget is 0 or more."),
    ({"budget": "10000001"}, "10,000,000 at most"),
    ({"budget": "lots"}, "whole number"),
    ({"pathway": "nowhere"}, "one of the ways"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "said"), WRONG)
def test_a_wrong_answer_is_named_on_top_beside_its_field_and_in_the_preview(as_ada, answers, wrong, said):
    response = as_ada.post("/start/", answers | ROWS | wrong)
    top, _, below = response.content.decode().partition('class="roles"')

    assert response.status_code == 422
    assert said in top
    assert said in below
    assert all(f'id="{field}"' in below for field in re.findall(r'<a href="#(id_[^"]+)"', top))
    assert said in previewed(as_ada, answers | ROWS, **wrong)
    assert not Roadmap.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"off-TOTAL_FORMS": "many"},
        {"off-TOTAL_FORMS": "-5"},
        {"off-TOTAL_FORMS": "99999999999"},
        {"off-0-first_on": "x" * 100_000},
        {"template": "a\0b"},
        {"areas": "a\0b", "skills": "a\0b"},
        {"part": "a\0b", "country": "a\0b"},
        {"budget": "9" * 5000},
        {"monday": "1e400"},
        {"weekly_hours": "Infinity"},
        {"areas": ["nothing"], "skills": ["nothing"]},
    ],
)
def test_nonsense_is_no_fault_of_the_server(as_ada, answers, wrong):
    for address in ("/start/", PREVIEW):
        assert as_ada.post(address, answers | ROWS | wrong).status_code < 500
    assert as_ada.get("/start/").status_code in {200, 302}


def test_days_off_on_every_day_are_told_and_nothing_is_made(as_ada, answers):
    rows = {"off-TOTAL_FORMS": "4", "off-INITIAL_FORMS": "0"}
    for number, year in enumerate([2027, 2028, 2029, 2030]):
        rows |= {f"off-{number}-first_on": f"{year}-01-01", f"off-{number}-last_on": f"{year}-12-31"}
    response = as_ada.post("/start/", answers | rows)

    assert response.status_code == 422
    assert "is a day off" in response.content.decode()
    assert not Roadmap.objects.exists()


def test_a_part_of_a_country_chosen_before_is_forgotten(as_ada, ada, answers):
    as_ada.post("/start/", answers | {"country": "FR", "part": "BY"})

    assert Roadmap.objects.get(owner=ada).region == "FR"


def test_every_country_and_part_can_be_chosen(as_ada, ada, answers):
    as_ada.post("/start/", answers | {"country": "BR", "part": "São Paulo Capital"})

    assert Roadmap.objects.get(owner=ada).region == "BR-São Paulo Capital"


@pytest.mark.parametrize("skills", [1, 3])
def test_the_page_costs_the_same_for_one_skill_as_for_three(as_ada, template, skills, django_assert_num_queries):
    for number in range(skills):
        made = factories.skill(f"skill-{number}", area=Item.objects.get(key="python").area)
        TemplateStep.objects.create(stage=template.stages.first(), item=made, position=10 + number)
    as_ada.get("/start/")
    with django_assert_num_queries(18):
        as_ada.get("/start/?role=test-engineer")
