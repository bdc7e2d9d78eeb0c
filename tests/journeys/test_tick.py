"""Ada ticks her way along: whatever she does, the page in front of her is the page that a reload would bring."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, expect

from catalog.models import Template
from roadmap import actions
from roadmap.models import ProgressEvent, Roadmap, Step
from roadmap.words import day
from tests import factories
from tests.journeys.conftest import PATIENCE, TODAY

# Compares what stands on the page with the page as the server would answer now, apart from what htmx leaves on elements,
# until both are the same or the patience is over.
COMPARE = r"""async ([parts, patience]) => {
    const told = root => Object.fromEntries([...root.querySelectorAll(parts)].map(part => {
        const copy = part.cloneNode(true);
        copy.querySelectorAll('[role=status], #ticks').forEach(e => e.remove());
        for (const e of [copy, ...copy.querySelectorAll('*')])
            for (const a of [...e.attributes]) if (/^(class|style|hx-.*)$/.test(a.name)) e.removeAttribute(a.name);
        return [part.id, copy.outerHTML.replace(/\s+/g, ' ').replace(/ ?([<>]) ?/g, '$1')];
    }));
    for (const began = Date.now();;) {
        const answer = await (await fetch(location.pathname)).text();
        const [here, there] = [told(document), told(new DOMParser().parseFromString(answer, 'text/html'))];
        const stale = [...new Set([...Object.keys(here), ...Object.keys(there)])].filter(id => here[id] !== there[id]);
        if (!stale.length || Date.now() - began > patience) return stale.map(id => `${here[id]} IS NOT ${there[id]}`);
    }
}"""
PARTS = "#percent, #trail a, .stage-head, .step, #here, #slip, #finish, #today"


@pytest.fixture
def road(ada, template: Template) -> Roadmap:
    """Ada's roadmap, begun today: 54 hours in four steps."""
    return factories.roadmap_of(ada, template, starts_on=TODAY)


@pytest.fixture
def roadmap_page(page, sign_in, road) -> Page:
    sign_in(page, "ada@example.org")
    return open_roadmap(page, road)


def open_roadmap(page: Page, road: Roadmap, *, path: str = "") -> Page:
    page.goto(path or road.get_absolute_url())
    page.wait_for_load_state()
    page.evaluate("window.neverLeft = true")
    return page


def is_true(page: Page) -> None:
    """Nothing on the page is stale, and it is still the page that was opened."""
    assert page.evaluate(COMPARE, [PARTS, PATIENCE / 3]) == []
    assert page.evaluate("window.neverLeft") is True


def row(page: Page, title: str) -> Locator:
    return page.locator(".stage > ul > .step").filter(has=page.get_by_role("link", name=title, exact=True))


def tick(page: Page, title: str) -> Locator:
    return row(page, title).get_by_role("button")


def drawer(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title)


def statuses(road: Roadmap, key: str) -> list[str]:
    """What became of one step, as the events tell it."""
    events = ProgressEvent.objects.filter(person=road.owner, item__key=key).order_by("pk")
    return list(events.values_list("after", flat=True))


def test_today_shows_the_one_next_step_and_follows_what_she_does(page, sign_in, road):
    sign_in(page, "ada@example.org")
    open_roadmap(page, road, path="/today/")
    following = page.locator("section.stage").filter(has=page.get_by_role("heading", name="Next", exact=True))
    expect(following.locator(".step-title")).to_have_text("Python")
    expect(following).to_contain_text("Python in one sentence.")

    following.get_by_role("button", name="Start", exact=True).click()
    expect(following.locator(".step")).to_have_attribute("data-state", "doing")
    is_true(page)
    following.get_by_role("button", name="Done", exact=True).click()
    expect(following.locator(".step-title")).to_have_text("pandas")
    expect(page.locator("#today")).to_contain_text("1 of 4 steps")
    is_true(page)
    following.get_by_role("button", name="Skip it").click()
    expect(following.locator(".step-title")).to_have_text("PyTorch")
    is_true(page)
    page.get_by_role("button", name="Undo").click()
    expect(following.locator(".step-title")).to_have_text("pandas")
    is_true(page)
    assert statuses(road, "python") == ["doing", "done"]
    assert statuses(road, "pandas") == ["skipped", "todo"]


def test_a_tick_tells_the_truth_everywhere_without_a_reload(roadmap_page, road):
    page = roadmap_page
    expect(row(page, "pandas")).to_have_attribute("data-state", "locked")
    expect(row(page, "pandas")).to_contain_text("opens after one more step")

    tick(page, "Python").click()

    expect(row(page, "Python")).to_have_attribute("data-state", "done")
    expect(row(page, "Python")).to_contain_text(f"finished {day(str(TODAY), str(TODAY))}")
    expect(row(page, "pandas")).to_have_attribute("data-state", "todo")
    expect(page.locator("#percent")).to_have_text(re.compile(r"29 %\s+1 of 4 steps · 38 h left"))
    expect(page.locator(".stage-head").first).to_contain_text("1 of 3 steps · 18 h left")
    expect(page.locator("#trail a").first).to_contain_text("47 percent done")
    expect(page.locator("#here")).to_contain_text("pandas")
    expect(page.locator("#toasts")).to_contain_text("“Python” is done.")
    is_true(page)


def test_start_skip_and_undo_tell_the_truth_as_well(roadmap_page, road):
    page = roadmap_page
    here, toast = page.locator("#here"), page.locator("#toasts")

    here.get_by_role("button", name="Start").click()
    expect(row(page, "Python")).to_have_attribute("data-state", "doing")
    expect(here.get_by_role("button")).to_have_text("Done")
    is_true(page)
    here.get_by_role("button", name="Done").click()
    expect(here).to_contain_text("pandas")
    is_true(page)
    toast.get_by_role("button", name="Undo").click()
    expect(row(page, "Python")).to_have_attribute("data-state", "doing")
    expect(row(page, "pandas")).to_have_attribute("data-state", "locked")
    expect(toast).to_contain_text("“Python” is in progress.")
    is_true(page)

    row(page, "Python").get_by_role("link").click()
    drawer(page, "Python").get_by_role("button", name="Skip").click()
    expect(row(page, "Python")).to_have_attribute("data-state", "skipped")
    expect(row(page, "pandas")).to_have_attribute("data-state", "todo")
    expect(here).to_contain_text("pandas")
    is_true(page)
    tick(page, "Python").click()
    expect(row(page, "Python")).to_have_attribute("data-state", "todo")
    is_true(page)
    assert statuses(road, "python") == ["doing", "done", "doing", "skipped", "todo"]


def test_what_she_begins_is_next_whatever_stood_there(roadmap_page):
    page, here = roadmap_page, roadmap_page.locator("#here")
    tick(page, "Python").click()
    expect(here).to_contain_text("pandas")
    row(page, "PyTorch").get_by_role("link").click()

    drawer(page, "PyTorch").get_by_role("button", name="In progress").click()
    expect(here).to_contain_text("PyTorch")
    expect(page.locator("[data-next]")).to_have_count(1)
    is_true(page)
    drawer(page, "PyTorch").get_by_role("button", name="To do").click()
    expect(here).to_contain_text("pandas")
    is_true(page)


def test_the_next_step_moves_into_the_next_stage_and_to_the_end_of_the_road(roadmap_page):
    page = roadmap_page
    for title in ("Python", "pandas", "PyTorch"):
        tick(page, title).click()
        expect(row(page, title)).to_have_attribute("data-state", "done")
        is_true(page)
    expect(page.locator(".stage-head").first).to_contain_text("done")
    expect(page.locator("#trail a").last).to_have_attribute("aria-current", "step")

    page.locator("#here").get_by_role("button", name="Start").click()
    page.locator("#here").get_by_role("button", name="Done").click()
    expect(page.locator("#here")).to_contain_text("At the end of the road")
    expect(page.locator("#percent")).to_contain_text("100 %")
    is_true(page)


def test_the_drawer_beside_the_list_and_the_list_follow_each_other(roadmap_page, road):
    page = roadmap_page
    row(page, "Python").get_by_role("link").click()
    beside = drawer(page, "Python")
    expect(beside).to_contain_text("Python in one sentence.")
    expect(beside.get_by_role("button", name="To do")).to_have_attribute("aria-pressed", "true")

    tick(page, "Python").click()
    expect(beside.get_by_role("button", name="Done", exact=True)).to_have_attribute("aria-pressed", "true")
    beside.get_by_role("button", name="In progress").click()
    expect(row(page, "Python")).to_have_attribute("data-state", "doing")
    expect(beside.get_by_role("button", name="In progress")).to_have_attribute("aria-pressed", "true")
    tick(page, "Python").click()
    expect(row(page, "Python")).to_have_attribute("data-state", "done")
    tick(page, "pandas").click()
    expect(row(page, "pandas")).to_have_attribute("data-state", "done")
    expect(beside.get_by_role("button", name="Done", exact=True)).to_have_attribute("aria-pressed", "true")
    is_true(page)

    row(page, "pandas").get_by_role("link").click()
    expect(drawer(page, "pandas")).to_contain_text("What it needs")
    drawer(page, "pandas").get_by_role("button", name="Close").click()
    expect(drawer(page, "pandas")).to_have_count(0)
    expect(row(page, "pandas").get_by_role("link")).to_be_focused()


def test_with_keys_alone_she_walks_the_list_and_sets_what_is_true(roadmap_page, road):
    page = roadmap_page
    asked: list[str] = []
    page.on("request", lambda request: request.method == "POST" and asked.append(request.url))

    for key, title in (("j", "Python"), ("j", "pandas"), ("j", "PyTorch"), ("k", "pandas"), ("k", "Python")):
        page.keyboard.press(key)
        expect(row(page, title).get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(drawer(page, "Python")).to_be_visible()
    for key, state in (("2", "doing"), ("4", "skipped"), ("1", "todo"), ("3", "done")):
        page.keyboard.press(key)
        expect(row(page, "Python")).to_have_attribute("data-state", state)
        is_true(page)
    assert len(asked) == 4
    assert statuses(road, "python") == ["doing", "skipped", "todo", "done"]

    page.keyboard.press("Escape")
    expect(drawer(page, "Python")).to_have_count(0)
    expect(row(page, "Python").get_by_role("link")).to_be_focused()
    page.keyboard.press("j")
    expect(row(page, "pandas").get_by_role("link")).to_be_focused()


def test_the_keyboard_stays_where_it_was_after_a_tick(roadmap_page):
    page, here = roadmap_page, roadmap_page.locator("#here")
    tick(page, "Python").press("Enter")

    expect(row(page, "Python")).to_have_attribute("data-state", "done")
    expect(tick(page, "Python")).to_be_focused()
    page.keyboard.press("Tab")
    expect(row(page, "Python").get_by_role("link")).to_be_focused()

    here.get_by_role("button", name="Start").press("Enter")
    expect(here.get_by_role("button", name="Done")).to_be_focused()
    page.goto("/today/")
    page.wait_for_load_state()
    page.get_by_role("button", name="Done", exact=True).press("Enter")
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_focused()


def test_the_same_tick_in_a_second_tab_makes_no_second_event(roadmap_page, road):
    page = roadmap_page
    second = open_roadmap(page.context.new_page(), road)

    tick(page, "Python").click()
    expect(row(page, "Python")).to_have_attribute("data-state", "done")
    expect(row(second, "Python")).to_have_attribute("data-state", "todo")
    tick(second, "Python").click()
    expect(row(second, "Python")).to_have_attribute("data-state", "done")
    is_true(second)

    assert statuses(road, "python") == ["done"]


def test_an_undo_that_comes_too_late_takes_nothing_back(roadmap_page, road):
    page = roadmap_page
    second = open_roadmap(page.context.new_page(), road)
    tick(page, "Python").click()
    undo = page.locator("#toasts").get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    row(second, "Python").get_by_role("link").click()
    drawer(second, "Python").get_by_role("button", name="Skip").click()
    expect(row(second, "Python")).to_have_attribute("data-state", "skipped")

    undo.click()

    expect(row(page, "Python")).to_have_attribute("data-state", "skipped")
    is_true(page)
    assert statuses(road, "python") == ["done", "skipped"]


def test_a_double_click_makes_one_event_however_fast_the_answer_comes(roadmap_page, road):
    page = roadmap_page
    tick(page, "Python").dblclick()
    expect(row(page, "Python")).to_have_attribute("data-state", "done")
    expect(page.locator("#toasts")).to_contain_text("Python")  # the answer is in, and has put new rows in place

    place = tick(page, "pandas").bounding_box()
    middle = (place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.click(*middle)
    expect(row(page, "pandas")).to_have_attribute("data-state", "done")
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)

    tick(page, "PyTorch").click()
    expect(row(page, "PyTorch")).to_have_attribute("data-state", "done")
    is_true(page)
    assert (statuses(road, "python"), statuses(road, "pandas")) == (["done"], ["done"])


def test_a_session_that_ends_in_the_middle_leads_to_sign_in_and_back(roadmap_page, road):
    page = roadmap_page
    Session.objects.all().delete()
    tick(page, "Python").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert statuses(road, "python") == []
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(f"{road.get_absolute_url()}$"))
    expect(row(page, "Python")).to_have_attribute("data-state", "todo")


def test_a_page_older_than_the_step_says_so_and_changes_nothing(roadmap_page, road, problems):
    page = roadmap_page
    Step.objects.filter(roadmap=road, item__key="python").delete()
    tick(page, "Python").click()

    expect(page.locator("#toasts")).to_contain_text("This is not here any more. Load the page again.")
    problems.clear()  # the browser tells of the refused request too


def test_without_a_network_a_tick_waits_and_that_is_said(roadmap_page, road, problems):
    page = roadmap_page
    page.route("**/status/**", lambda route: route.abort())
    tick(page, "Python").click()

    expect(page.locator("#away")).to_contain_text("One tick waits in this browser")
    expect(row(page, "Python")).to_contain_text("Waits to be sent")
    problems.clear()  # the browser tells of the lost request too


def test_without_javascript_forms_do_the_same(open_page, sign_in, road):
    page = open_page(javascript=False)
    sign_in(page, "ada@example.org")
    page.goto(road.get_absolute_url())
    notice = page.get_by_role("status").filter(has_text="“")

    tick(page, "Python").click()
    expect(row(page, "Python")).to_have_attribute("data-state", "done")
    expect(row(page, "pandas")).to_have_attribute("data-state", "todo")
    expect(page.locator("#percent")).to_contain_text("1 of 4 steps · 38 h left")
    expect(page.locator("#here")).to_contain_text("pandas")
    expect(notice).to_contain_text("“Python” is done.")
    notice.get_by_role("button", name="Undo").click()
    expect(row(page, "Python")).to_have_attribute("data-state", "todo")
    expect(row(page, "pandas")).to_have_attribute("data-state", "locked")

    page.locator("#here").get_by_role("button", name="Start").click()
    expect(row(page, "Python")).to_have_attribute("data-state", "doing")
    row(page, "Python").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Python")
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("button", name="Skip")).to_have_attribute("aria-pressed", "true")
    expect(notice).to_contain_text("“Python” is skipped.")

    page.goto("/today/")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(notice).to_contain_text("“pandas” is in progress.")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Skip it").click()
    expect(notice).to_contain_text("“pandas” is skipped.")
    assert statuses(road, "python") == ["done", "todo", "doing", "skipped"]
    assert statuses(road, "pandas") == ["doing", "todo", "skipped"]


@pytest.mark.parametrize("path", ["roadmap", "today"])
def test_what_is_said_about_late_steps_stays_true(page, sign_in, ada, template, path):
    late = factories.roadmap_of(ada, template, starts_on=TODAY - timedelta(days=60))
    sign_in(page, "ada@example.org")
    open_roadmap(page, late, path="/today/" if path == "today" else "")
    warning = page.locator(".notice[data-tone=warning]")
    expect(warning).to_contain_text("four steps with 54 h of work are past their dates.")

    page.locator(".step .tick").first.click()
    expect(warning).to_contain_text("three steps with 38 h of work are past their dates.")
    is_true(page)
    page.get_by_role("button", name="Undo").click()
    expect(warning).to_contain_text("four steps")
    is_true(page)


def test_what_is_said_about_the_target_stays_true(page, sign_in, ada, template):
    target = TODAY + timedelta(days=2)
    road = actions.create_roadmap(template, by=ada, weekly_hours=8, starts_on=TODAY, target_on=target)
    sign_in(page, "ada@example.org")
    open_roadmap(page, road)
    expect(page.locator("#slip")).to_contain_text("after your target.")

    for title in ("Python", "pandas"):
        tick(page, title).click()
        expect(row(page, title)).to_have_attribute("data-state", "done")
    page.locator(".stage summary").last.click()
    row(page, "Fraud detection model").get_by_role("link").click()
    drawer(page, "Fraud detection model").get_by_role("button", name="Skip").click()
    expect(row(page, "Fraud detection model")).to_have_attribute("data-state", "skipped")
    is_true(page)
