"""A newer version of the curriculum comes out: Ada sees what it changes, takes it, and goes back. A visitor searches."""

import pytest
from playwright.sync_api import Page, expect

from catalog import outlines
from catalog.models import Item, Template, TemplateStep
from roadmap import actions
from roadmap.models import Roadmap
from tests import factories
from tests.journeys.conftest import TODAY

LONG = "Containers_and_all_that_stands_in_them_without_one_single_space_to_break_a_line_at"


@pytest.fixture
def road(ada, template: Template) -> Roadmap:
    """Ada has done pandas; then version 2 leaves it out, adds two steps and renames Python."""
    road = factories.roadmap_of(ada, template, starts_on=TODAY)
    actions.set_status(factories.step(road, "pandas").pk, "done", by=ada)
    learn = template.stages.get(key="learn")
    learn.steps.filter(item__key="pandas").delete()
    TemplateStep.objects.create(stage=learn, item=factories.skill("docker", "Docker"), position=7)
    TemplateStep.objects.create(stage=learn, item=factories.skill("long", LONG), position=8, is_default=False)
    learn.steps.filter(item__key="rust").update(stage=template.stages.get(key="prove"), position=3)
    Item.objects.filter(key="python").update(title="Python 3", hours_low=20, hours_likely=20, hours_high=20)
    pack = template.pack
    pack.changelog = [{"version": "2.0.0", "date": "2027-01-01", "text": "Docker comes in, pandas goes."}]
    pack.save()
    Template.objects.filter(pk=template.pk).update(version="2.0.0")
    template.refresh_from_db()
    outlines.keep(template)
    return road


def test_she_sees_it_takes_it_and_goes_back(page: Page, sign_in, look_at, road: Roadmap):
    sign_in(page, "ada@example.org")
    page.goto(road.get_absolute_url())
    before = page.locator(".stage").all_inner_texts()
    page.get_by_role("link", name="See what is different").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 2.0.0 of this roadmap")
    for said in ["Docker comes in, pandas goes.", "stays, as left over", "Python 3", LONG]:
        expect(page.get_by_text(said).first).to_be_visible()
    assert look_at(page) == []

    page.get_by_role("button", name="Take version 2.0.0").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You follow the newest version")
    assert look_at(page) == []
    page.goto(road.get_absolute_url())
    expect(page.locator("#newer-version")).to_have_count(0)
    expect(page.get_by_role("heading", name="Left over from an earlier version")).to_be_visible()
    expect(page.locator(".step").filter(has_text="Docker")).to_have_count(1)

    page.goto(f"{road.get_absolute_url()}upgrade/")
    page.get_by_role("button", name="Go back to version 1.0.0").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 2.0.0 of this roadmap")
    page.goto(road.get_absolute_url())
    assert page.locator(".stage").all_inner_texts() == before


def test_she_keeps_what_she_has(page: Page, sign_in, road: Roadmap):
    sign_in(page, "ada@example.org")
    page.goto(f"{road.get_absolute_url()}upgrade/")
    page.get_by_role("button", name="Keep what I have").click()
    page.wait_for_url(f"**{road.get_absolute_url()}")
    expect(page.locator("#newer-version")).to_have_count(0)


def test_a_slash_leads_to_the_search_and_typing_finds(page: Page, look_at, road: Roadmap):
    Item.objects.filter(key="pytorch").update(words="pytorch")
    page.goto("/catalog/roles/test-engineer/")
    page.keyboard.press("/")
    expect(page.locator("#id_q")).to_be_focused()
    page.keyboard.type("deep learning framework")
    expect(page.locator("#cat-found a").first).to_have_text("PyTorch")
    assert look_at(page) == []
    page.goto("/")
    page.keyboard.press("/")
    page.wait_for_url("**/catalog/search/#id_q")
    expect(page.locator("#id_q")).to_be_focused()
    page.keyboard.type("torch")
    page.keyboard.press("Enter")
    expect(page.locator("#cat-found a").first).to_have_text("PyTorch")
