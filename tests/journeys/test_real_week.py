"""A plan is made from a real week: with a pathway and days off at the start, and with other hours later on."""

import time
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from catalog.models import Item, Pathway
from roadmap.models import Progress, Roadmap, StartDraft
from roadmap.words import day_and_year
from tests import factories
from tests.journeys.conftest import TODAY

MONDAY = TODAY + timedelta(days=7 - TODAY.weekday())
SATURDAY = MONDAY + timedelta(days=5)


@pytest.fixture
def ada(transactional_db) -> User:
    return factories.person("ada@example.org", name="Ada", time_zone="UTC")


@pytest.fixture(autouse=True)
def pathway(transactional_db, template) -> Pathway:
    made = Pathway.objects.create(
        key="degree",
        title="A degree",
        pack=factories.pack(),
        months_low=36,
        months_high=48,
        cost_low=500,
        cost_high=900,
    )
    made.covers.set([Item.objects.get(key="python")])
    return made


def unfold(page: Page, name: str) -> None:
    page.locator("summary", has_text=name).click()


def say_the_week(page: Page) -> None:
    page.get_by_label("Test engineer").check()
    page.get_by_label("First day").fill(str(MONDAY))
    unfold(page, "Other hours on each day")
    page.get_by_label("Saturday").fill("4")
    page.get_by_label("Sunday").fill("2.5")
    unfold(page, "Days off and public holidays")
    page.get_by_label("From").first.fill(str(SATURDAY))
    page.get_by_label("Until").first.fill(str(SATURDAY + timedelta(days=1)))
    page.get_by_label("What for").first.fill("A wedding")
    unfold(page, "Way of education and budget")
    page.get_by_label("Way of education").select_option("A degree")
    page.get_by_label("Budget").fill("1000")


def finish_of(roadmap: Roadmap) -> str:
    latest: date = roadmap.plan_versions.latest("number").finishes_on
    return day_and_year(latest.isoformat())


def see_that_it_stands(page: Page, shown: str) -> None:
    """Her roadmap has the finish that the preview showed, nothing on her day off, and what the pathway covers is done."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Test engineer")
    roadmap = Roadmap.objects.get()
    assert finish_of(roadmap) == shown
    expect(page.locator("#finish")).to_have_text(shown)
    expect(page.locator("#percent")).to_contain_text("1 of 4 steps · 38 h left")
    assert min(step.starts_on for step in roadmap.steps.exclude(starts_on=None)) == SATURDAY + timedelta(days=7)
    assert Progress.objects.get(item__key="python").source == "claim"


def test_the_plan_follows_the_answers_before_it_is_made(page, sign_in, ada):
    sign_in(page, "ada@example.org")
    page.goto("/start/")
    expect(page.get_by_label("Test engineer")).to_be_checked()
    expect(page.locator("#preview")).to_contain_text("54 h in four steps, 8 h a week")
    before = page.locator("#preview .finish").inner_text()

    say_the_week(page)
    preview = page.locator("#preview")
    expect(preview).to_contain_text("38 h in three steps, 6.5 h a week")
    expect(preview).to_contain_text("16 h of it known already")
    expect(preview).to_contain_text("That is within your budget of 1,000 USD.")
    page.get_by_label("Public holidays of").select_option("Germany")
    expect(preview).to_contain_text("Your budget is in EUR, so the two are not compared.")
    expect(page.get_by_label("Currency").locator("option:checked")).to_have_text("EUR, until you choose")
    page.get_by_label("Public holidays of").select_option("")
    expect(preview).to_contain_text("That is within your budget of 1,000 USD.")
    shown = page.locator("#preview .finish").inner_text()
    assert shown != before

    unfold(page, "Tick what you know already")
    unfold(page, "Skill by skill")
    page.get_by_label("pandas").check()
    expect(preview).to_contain_text("30 h in two steps")
    page.get_by_label("pandas").uncheck()
    expect(preview).to_contain_text("38 h in three steps")

    page.get_by_label("Public holidays of").select_option("Germany")
    page.get_by_label("Region").select_option("Bayern")
    page.get_by_label("Public holidays of").select_option("")
    expect(page.get_by_label("Region")).to_have_count(0)
    page.goto("/today/")
    page.go_back()
    expect(page.get_by_label("Saturday")).to_have_value("4")
    expect(page.get_by_label("What for").first).to_have_value("A wedding")
    page.get_by_role("button", name="Make my roadmap").click()
    see_that_it_stands(page, shown)


def test_once_it_is_sent_no_preview_follows(page, sign_in, ada):
    """A preview that came later would keep as a draft what has become a roadmap."""
    sign_in(page, "ada@example.org")
    page.goto("/start/")
    page.get_by_label("Test engineer").check()
    expect(page.locator("#preview .finish")).to_be_visible()
    page.route("**/start/", lambda route: (time.sleep(1), route.continue_()))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_label("How many hours a week").fill("6")
    page.get_by_role("button", name="Make my roadmap").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Test engineer")

    assert not [address for address in sent if "preview" in address]
    assert not StartDraft.objects.exists()
    page.go_back()
    page.get_by_label("How many hours a week").fill("7")
    expect(page.locator("#preview")).to_contain_text("7 h a week")


def test_the_same_without_javascript(open_page, sign_in, ada):
    page = open_page(javascript=False, width=390)
    sign_in(page, "ada@example.org")
    page.goto("/start/")
    say_the_week(page)
    page.get_by_role("button", name="Preview").click()

    expect(page.locator("#preview")).to_contain_text("38 h in three steps, 6.5 h a week")
    shown = page.locator("#preview .finish").inner_text()
    page.goto("/today/")
    expect(page.get_by_label("Sunday")).to_have_value("2.5")
    page.get_by_role("button", name="Make my roadmap").click()
    see_that_it_stands(page, shown)


@pytest.mark.parametrize("javascript", [True, False])
def test_other_hours_are_seen_taken_and_undone(open_page, sign_in, ada, template, javascript):
    roadmap = factories.roadmap_of(ada, template, starts_on=MONDAY)
    before = finish_of(roadmap)
    page = open_page(javascript=javascript)
    sign_in(page, "ada@example.org")
    page.goto(roadmap.get_absolute_url())
    page.get_by_role("link", name="Hours, days off and target").click()
    page.get_by_label("How many hours a week").fill("4")
    if not javascript:
        page.get_by_role("button", name="See what moves").click()
    difference = page.locator("#difference")
    expect(difference).to_contain_text("4 steps move; the finish goes from")
    expect(difference.get_by_role("row")).to_have_count(5)
    assert finish_of(roadmap) == before

    difference.get_by_role("button", name="Take this plan").click()
    expect(page.get_by_label("How many hours a week")).to_have_value("4")
    expect(page.locator(".notice[data-tone=success]")).to_contain_text("Kept. The road ends on")
    assert finish_of(roadmap) != before

    page.get_by_role("button", name="Undo the last change").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nothing moves")
    assert finish_of(roadmap) == before
    page.goto(f"{roadmap.get_absolute_url()}settings/")
    expect(page.get_by_label("How many hours a week")).to_have_value("8")
