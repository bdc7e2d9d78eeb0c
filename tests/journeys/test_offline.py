"""Ada on the train: what she saw last can be read without a connection, and what she ticks there is stored once."""

import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from catalog.models import Template
from roadmap import actions
from roadmap.models import ProgressEvent, Roadmap, SentTick, Step
from tests import factories
from tests.journeys.conftest import PATIENCE, TODAY
from tests.journeys.test_tick import is_true, open_roadmap, row, statuses, tick

COPY = "async path => (await (await caches.match(path, {ignoreVary: true}))?.text()) ?? ''"
KEPT = (
    """async () => (await (await caches.open('pages')).keys()).map(request => new URL(request.url).pathname).sort()"""
)
QUEUE = """() => new Promise(resolve => {
    const opening = indexedDB.open('waymark', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('ticks', {keyPath: 'number', autoIncrement: true});
    opening.onsuccess = () => {
        const asked = opening.result.transaction('ticks').objectStore('ticks').getAll();
        asked.onsuccess = () => { opening.result.close(); resolve(asked.result); };
    };
})"""


@pytest.fixture
def road(ada, template: Template) -> Roadmap:
    return factories.roadmap_of(ada, template, starts_on=TODAY)


class Problems(list[str]):
    """The browser tells of what it could not reach; that is what these tests are about."""

    def append(self, said: str) -> None:
        if not said.startswith(("Failed to load resource: net::", "htmx:")):
            super().append(said)


@pytest.fixture
def problems() -> list[str]:
    return Problems()


@pytest.fixture
def service_workers() -> str:
    return "allow"


@pytest.fixture
def kept_page(page: Page, sign_in, road) -> Page:
    """Ada has seen Today and her list; the browser has kept both."""
    sign_in(page, "ada@example.org")
    open_roadmap(page, road)
    keeps(page, "/today/", road.get_absolute_url())
    return page


def keeps(page: Page, *paths: str) -> None:
    until(lambda: {*paths} <= {*page.evaluate(KEPT)}, page)


def until(holds: Callable[[], bool], page: Page) -> None:
    """Wait for what no locator shows."""
    for _ in range(PATIENCE // 100):
        if holds():
            return
        page.wait_for_timeout(100)
    pytest.fail("It never came to hold.")


def away(page: Page) -> Locator:
    return page.locator("#away")


def test_today_and_the_list_can_be_read_without_a_connection(kept_page, road):
    page = kept_page
    page.context.set_offline(True)

    page.goto(road.get_absolute_url())
    expect(row(page, "Python")).to_have_attribute("data-state", "todo")
    expect(away(page)).to_contain_text("Waymark cannot be reached. You read this page as it was on")
    expect(away(page)).to_contain_text("a moment ago")
    assert page.locator(".stage").first.evaluate("e => getComputedStyle(e).borderRadius") != "0px"  # its styles too
    assert page.evaluate("document.fonts.check('16px Inter')")
    page.get_by_role("link", name="Today").click()
    expect(page.get_by_role("heading", name="Next", exact=True)).to_be_visible()
    page.get_by_role("link", name="Roadmap", exact=True).click()
    expect(row(page, "Python")).to_be_visible()


def test_another_page_says_what_can_be_read(kept_page, road, axe):
    page = kept_page
    page.context.set_offline(True)

    page.goto("/portfolio/")

    expect(page.get_by_role("heading", level=1)).to_have_text("This page needs a connection")
    assert axe(page) == []
    page.locator("main").get_by_role("link", name="Roadmap").click()
    expect(row(page, "Python")).to_be_visible()


def test_after_a_change_of_language_everything_kept_is_in_the_new_one(kept_page, road, ada):
    page = kept_page
    User.objects.filter(pk=ada.pk).update(language="de")
    page.goto("/today/")
    for path in ("/today/", road.get_absolute_url()):
        until(lambda path=path: '<html lang="de"' in page.evaluate(COPY, path), page)
    until(lambda: "braucht eine Verbindung" in page.evaluate(COPY, "/offline/"), page)

    page.context.set_offline(True)
    page.goto(road.get_absolute_url())
    expect(away(page)).to_contain_text("Waymark ist nicht erreichbar. Du liest diese Seite in ihrem Stand vom")
    expect(away(page).get_by_role("button")).to_have_text("Noch einmal versuchen")
    page.goto("/portfolio/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Diese Seite braucht eine Verbindung")


def test_ticks_made_without_a_connection_wait_and_are_sent_once_each(kept_page, road, axe):
    page = kept_page
    page.context.set_offline(True)
    tick(page, "Python").click()
    expect(row(page, "Python")).to_contain_text("Waits to be sent")
    expect(row(page, "Python")).to_have_attribute("data-state", "done")
    tick(page, "pandas").press("Enter")
    expect(away(page)).to_contain_text("2 ticks wait in this browser")
    assert axe(page) == []

    page.goto(road.get_absolute_url())  # read again, still without a connection
    expect(row(page, "Python")).to_contain_text("Waits to be sent")
    expect(row(page, "Python")).to_have_attribute("data-state", "done")
    assert ProgressEvent.objects.count() == 0

    page.context.set_offline(False)
    expect(away(page)).to_be_hidden()
    expect(row(page, "Python")).not_to_contain_text("Waits")
    expect(page.locator("#percent")).to_contain_text("2 of 4 steps")
    assert (statuses(road, "python"), statuses(road, "pandas")) == (["done"], ["done"])
    assert page.evaluate(QUEUE) == []


def test_on_a_page_that_stayed_open_they_are_sent_without_a_reload(kept_page, road):
    page = kept_page
    page.context.set_offline(True)
    tick(page, "Python").click()
    expect(row(page, "Python")).to_contain_text("Waits to be sent")
    tick(page, "Python").click()
    expect(away(page)).to_contain_text("“Python” → done, “Python” → to do")

    page.context.set_offline(False)
    expect(away(page)).to_be_hidden()
    is_true(page)
    assert statuses(road, "python") == ["done", "todo"]


def test_an_answer_that_was_lost_makes_no_second_event(kept_page, road):
    page = kept_page
    page.context.set_offline(True)
    tick(page, "Python").click()
    expect(row(page, "Python")).to_contain_text("Waits to be sent")
    (waiting,) = page.evaluate(QUEUE)
    actions.set_status_once(int(waiting["step"]), "done", by=road.owner, key=waiting["key"], expected="todo")

    page.context.set_offline(False)
    expect(away(page)).to_be_hidden()
    assert statuses(road, "python") == ["done"]
    assert SentTick.objects.count() == 1


def test_what_was_changed_elsewhere_meanwhile_is_asked_about(kept_page, road, ada):
    page = kept_page
    page.context.set_offline(True)
    tick(page, "Python").click()
    tick(page, "pandas").click()
    expect(away(page)).to_contain_text("2 ticks wait")
    for key in ("python", "pandas"):
        actions.set_status(factories.step(road, key).pk, "skipped", by=ada)

    page.context.set_offline(False)
    expect(away(page)).to_contain_text(
        "“Python” → done waited here, but meanwhile the step was changed elsewhere: it is skipped"
    )
    expect(row(page, "Python")).to_have_attribute("data-state", "skipped")
    page.reload()
    expect(away(page).locator("p")).to_have_count(2)
    python, pandas = away(page).locator("p").all()
    python.get_by_role("button", name="Set to done").click()
    expect(row(page, "Python")).to_have_attribute("data-state", "done")
    pandas = away(page).locator("p")
    expect(pandas).to_have_count(1)
    pandas.get_by_role("button", name="Leave it").click()
    expect(away(page)).to_be_hidden()
    is_true_after_reload(page)
    assert (statuses(road, "python"), statuses(road, "pandas")) == (["skipped", "done"], ["skipped"])


def is_true_after_reload(page: Page) -> None:
    page.evaluate("window.neverLeft = true")
    is_true(page)


def test_a_step_that_is_gone_meanwhile_is_told(kept_page, road):
    page = kept_page
    page.context.set_offline(True)
    tick(page, "Python").click()
    expect(away(page)).to_contain_text("One tick waits")
    Step.objects.filter(roadmap=road, item__key="python").delete()

    page.context.set_offline(False)
    expect(away(page)).to_contain_text("“Python” → done was not stored: this step is not in your roadmap any more.")
    away(page).get_by_role("button", name="Understood").click()
    expect(away(page)).to_be_hidden()
    assert page.evaluate(QUEUE) == []


def test_a_session_that_ends_in_the_middle_of_a_tick_offers_it_again(kept_page, road, sign_in):
    page = kept_page
    Session.objects.all().delete()
    tick(page, "Python").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert statuses(road, "python") == []

    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(f"{road.get_absolute_url()}$"))
    expect(away(page)).to_contain_text("Your session had ended, so “Python” → done is not stored yet.")
    away(page).get_by_role("button", name="Set to done").click()
    expect(row(page, "Python")).to_have_attribute("data-state", "done")
    expect(away(page)).to_be_hidden()
    assert statuses(road, "python") == ["done"]


def test_a_session_that_ended_while_ticks_wait_asks_her_to_sign_in(kept_page, road):
    page = kept_page
    page.context.set_offline(True)
    tick(page, "Python").click()
    expect(away(page)).to_contain_text("One tick waits")
    Session.objects.all().delete()

    page.context.set_offline(False)
    expect(away(page)).to_contain_text("Your session has ended. Sign in to send what waits.")
    away(page).get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(row(page, "Python")).to_have_attribute("data-state", "done")
    expect(away(page)).to_be_hidden()
    assert statuses(road, "python") == ["done"]


def test_sign_out_leaves_nothing_to_read(kept_page):
    page = kept_page
    page.locator("[data-menu] summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator(".avatar")).to_have_count(0)

    assert page.evaluate(KEPT) == []
    assert page.evaluate(QUEUE) == []


def test_what_waits_is_sent_before_sign_out(kept_page, road):
    page = kept_page
    page.route("**/healthz", lambda route: route.abort())
    page.route("**/status/**", lambda route: route.abort())
    tick(page, "Python").click()
    expect(away(page)).to_contain_text("One tick waits")
    page.unroute("**/status/**")

    page.locator("[data-menu] summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator(".avatar")).to_have_count(0)
    assert statuses(road, "python") == ["done"]


def test_another_person_finds_nothing_of_hers(kept_page, road, mallory, sign_in):
    page = kept_page
    page.context.set_offline(True)
    tick(page, "Python").click()
    expect(away(page)).to_contain_text("One tick waits")
    page.goto("about:blank")  # she has closed her page before the connection is back
    page.context.set_offline(False)
    Session.objects.all().delete()
    page.context.clear_cookies()

    sign_in(page, "mallory@example.org")
    page.goto("/practice/")
    until(lambda: road.get_absolute_url() not in page.evaluate(KEPT), page)
    expect(away(page)).to_be_hidden()
    assert [waiting["title"] for waiting in page.evaluate(QUEUE)] in ([""], [])
    page.context.set_offline(True)
    page.goto(road.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text("This page needs a connection")


def test_it_says_how_old_the_page_is(kept_page, road):
    page = kept_page
    age = """async ([path, kept]) => {
        const pages = await caches.open('pages'), copy = await pages.match(path, {ignoreVary: true});
        const headers = new Headers(copy.headers);
        if (headers.get('Kept-At') === kept) return true;
        headers.set('Kept-At', kept);
        await pages.put(path, new Response(await copy.text(), {headers}));
    }"""
    three_hours_ago = page.evaluate("String(Date.now() - 3 * 3600 * 1000)")
    page.wait_for_timeout(1000)  # the page may be read once more behind the scenes
    until(lambda: page.evaluate(age, [road.get_absolute_url(), three_hours_ago]), page)
    page.context.set_offline(True)
    page.goto(road.get_absolute_url())

    expect(away(page)).to_contain_text("3 hours ago")
