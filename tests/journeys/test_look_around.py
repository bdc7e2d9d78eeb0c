"""A visitor looks around, without an account: what there is to learn, in which order, and how one would know it."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from catalog.models import Course, Item, Pathway, Skill, Template
from tests import factories


@pytest.fixture
def catalog(transactional_db) -> Template:
    """The small roadmap, a course and a pathway that covers Python."""
    template = factories.small_template()
    Course.objects.create(
        key="gentle-start", title="A gentle start", kind=Item.Kind.COURSE, pack=factories.pack(), provider="Example School",
        url="https://example.org/gentle", cost="free", summary="Ten evenings.", hours_low=20, hours_likely=20, hours_high=30,
    )  # fmt: skip
    evenings = Pathway.objects.create(
        key="evening-school", title="Evening school", pack=factories.pack(), summary="Two years beside a job.",
        months_low=20, months_high=24, cost_low=1000, cost_high=3000, currency="EUR",
    )  # fmt: skip
    evenings.covers.set(Item.objects.filter(key="python"))
    return template


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def test_a_visitor_finds_the_way_from_the_landing_page_to_every_kind_of_page(page, catalog):
    page.goto("/")
    expect(page.get_by_role("link", name="Test engineer · 4 steps · 54 hours")).to_be_visible()
    page.get_by_role("link", name="Look around first").click()
    expect(heading(page)).to_have_text("What there is to learn")

    page.get_by_role("link", name="See its steps").click()
    expect(heading(page)).to_have_text("Test engineer")
    stages = page.locator("section.stage")
    expect(stages.get_by_role("heading", level=2)).to_have_text(["Learn the tools", "Prove it"])
    expect(stages.first).to_contain_text("One framework")
    expect(stages.first.get_by_role("link")).to_have_text(["Python", "pandas", "PyTorch", "JAX", "Rust"])

    stages.first.get_by_role("link", name="pandas").click()
    expect(heading(page)).to_have_text("pandas")
    expect(page.get_by_label("In short")).to_contain_text("8 h")
    page.get_by_label("In short").get_by_role("link", name="Fraud detection model").click()
    expect(heading(page)).to_have_text("Fraud detection model")
    expect(page.locator("#criteria li")).to_have_count(4)
    expect(page.locator("#criteria")).to_contain_text("The leakage is sound.")

    page.get_by_label("You are in").get_by_role("link", name="Catalog").click()
    page.get_by_role("link", name="A gentle start").click()
    expect(heading(page)).to_have_text("A gentle start")
    expect(page.get_by_role("link", name="Open the course")).to_have_attribute("href", "https://example.org/gentle")

    page.get_by_label("You are in").get_by_role("link", name="Catalog").click()
    page.get_by_role("link", name="Evening school").click()
    expect(heading(page)).to_have_text("Evening school")
    expect(page.get_by_label("In short")).to_contain_text("20 to 24")
    page.locator("#covers").get_by_role("link", name="Python").click()
    expect(page.get_by_label("In short").get_by_role("link", name="Evening school")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visitor_searches_and_finds_a_skill(open_page, catalog, javascript):
    Skill.objects.filter(key="pytorch").update(words="pytorch tensors and autograd")
    page = open_page(javascript=javascript)
    page.goto("/catalog/")
    page.get_by_role("searchbox").fill("autograd")
    if not javascript:
        page.get_by_role("button", name="Search").click()

    expect(page.locator("#shelves")).to_contain_text("1 result for “autograd”")
    expect(page).to_have_url(re.compile(r"\?q=autograd$"))
    page.locator("#shelves").get_by_role("link", name="PyTorch").click()
    expect(heading(page)).to_have_text("PyTorch")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("autograd")
    expect(page.locator("#shelves")).to_contain_text("1 result")


def test_what_asks_for_an_account_says_so_and_leads_back(page, catalog):
    page.goto("/catalog/roadmaps/test-engineer/")
    page.get_by_role("link", name="Start this roadmap").click()

    expect(heading(page)).to_have_text("Sign in")
    expect(page).to_have_url(re.compile(r"next=/start/"))


def test_the_shipped_roadmap_of_the_machine_learning_engineer_can_be_read_and_searched(page, transactional_db):
    call_command("load_content", stdout=StringIO())
    page.goto("/")
    page.get_by_role("link", name="Machine Learning Engineer ·").click()
    expect(heading(page)).to_have_text("Machine Learning Engineer")
    expect(page.locator("section.stage")).to_have_count(
        Template.objects.get(role__key="machine-learning-engineer").stages.count()
    )
    expect(page.locator("section.stage .cat-step").first).to_be_visible()

    page.locator("section.stage").get_by_role("link", name="Pandas").first.click()
    expect(page.locator("#main")).to_contain_text("What to learn")
    page.wait_for_load_state()
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("transformers")
    page.locator("#cat-found").get_by_role("link").filter(has_text="ransformer").first.click()
    expect(heading(page)).to_contain_text("ransformer")
