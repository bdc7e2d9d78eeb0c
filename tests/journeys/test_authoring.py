"""Staff edit a skill, look at it as a learner does, publish it; a learner brings a table and starts what it says."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from catalog.models import Pack, Template
from catalog.pack.publishing import load_pack
from roadmap.models import Roadmap
from tests import factories
from tests.catalog import packs

TABLE = """\
stage,step,id,hours,optional,choice,chosen
Begin,Python,,,,,
,Meet the team,,3,,,
Build,PyTorch,,,,One framework,yes
,JAX,jax,,,One framework,
"""


@pytest.fixture
def small(transactional_db, tmp_path) -> Pack:
    load_pack(packs.write(tmp_path / "in", packs.files()))
    return Pack.objects.get(key="small")


@pytest.fixture
def edith(transactional_db) -> User:
    return factories.person("edith@example.org", name="Edith", time_zone="UTC", is_staff=True)


@pytest.fixture
def ada(transactional_db) -> User:
    return factories.person("ada@example.org", name="Ada", time_zone="UTC")


def heading(page: Page):
    return page.get_by_role("heading", level=1)


@pytest.mark.parametrize("javascript", [True, False])
def test_from_an_edit_over_its_preview_to_a_new_version(open_page, sign_in, small, edith, javascript):
    page = open_page(javascript=javascript)
    sign_in(page, "edith@example.org")
    page.get_by_label("Your account").click()
    page.get_by_role("link", name="Studio").click()
    page.get_by_role("button", name="Begin a draft").click()
    expect(heading(page)).to_have_text("Small pack")
    page.locator("summary", has_text="skills/programming.yaml").click()
    page.get_by_role("link", name="Python", exact=True).click()

    page.get_by_label("Summary: one sentence").fill("")
    page.get_by_role("button", name="Store in the draft").click()
    expect(page.get_by_label("Summary: one sentence")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Summary: one sentence").fill("The language that most teams share.")
    page.get_by_role("button", name="Store in the draft").click()
    expect(page.get_by_role("status").first).to_contain_text("Stored in the draft.")

    page.get_by_role("link", name="Preview as a learner sees it").click()
    expect(heading(page)).to_have_text("Python")
    expect(page.locator("main")).to_contain_text("The language that most teams share.")
    expect(page.locator("main")).to_contain_text("learners do not see it yet")
    visitor = open_page(javascript=javascript)
    visitor.goto("/catalog/python/")
    expect(visitor.locator("main")).to_contain_text("A language to begin with.")

    page.get_by_role("link", name="Back to the entry").click()
    page.get_by_role("link", name="small", exact=True).click()
    expect(page.get_by_label("New version")).to_have_value("1.1.0")
    page.get_by_label("What is new, in one line").fill("Python says why.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status").first).to_contain_text("Small pack 1.1.0 is published")
    visitor.reload()
    expect(visitor.locator("main")).to_contain_text("The language that most teams share.")


@pytest.mark.parametrize("javascript", [True, False])
def test_from_a_table_to_a_roadmap_that_is_started(open_page, sign_in, small, ada, javascript, tmp_path):
    table = tmp_path / "plan.csv"
    table.write_text(TABLE.replace("Meet the team,,3", "Meet the team,,"))
    page = open_page(javascript=javascript)
    sign_in(page, "ada@example.org")
    page.goto("/start/")
    page.get_by_role("link", name="Or write a roadmap of your own").click()
    page.get_by_role("link", name="Write or import an outline").click()

    page.get_by_label("Title").fill("First weeks")
    page.get_by_label("Or a file").set_input_files(table)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".errorlist")).to_contain_text("Line 3: “Meet the team” is not in the catalog")
    page.get_by_label("Outline").fill(TABLE)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_contain_text("4 steps · about 48 h")
    page.get_by_role("button", name="Store").click()
    expect(heading(page)).to_have_text("First weeks")

    page.get_by_role("link", name="Start this roadmap").click()
    expect(page.get_by_label("First weeks")).to_be_checked()
    page.get_by_role("button", name="Make my roadmap").click()
    expect(heading(page)).to_have_text("First weeks")
    roadmap = Roadmap.objects.get(owner=ada)
    assert list(
        roadmap.steps.filter(is_chosen=True).order_by("stage__position", "position").values_list("title", flat=True)
    ) == [
        "Python",
        "Meet the team",
        "PyTorch",
    ]
    assert all(step.due_on for step in roadmap.steps.filter(is_chosen=True))


def test_a_link_is_passed_on_and_taken_over(open_page, sign_in, small, ada, edith):
    page = open_page()
    sign_in(page, "ada@example.org")
    page.goto("/catalog/own/new/?from=engineer")
    page.get_by_role("button", name="Store").click()
    link = page.locator(".own-link a").get_attribute("href")

    other = open_page()
    sign_in(other, "edith@example.org")
    other.goto(link)
    other.get_by_role("button", name="Take it over").click()
    expect(other.get_by_role("link", name="Start this roadmap")).to_be_visible()
    assert Template.objects.filter(owner__isnull=False).count() == 2
