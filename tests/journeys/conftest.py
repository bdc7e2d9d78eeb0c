"""A real Chromium on a live server, for walks that people take."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NOW = datetime(2027, 1, 12, 11, tzinfo=UTC)  # a Tuesday, noon in Berlin: nobody sleeps, and no date changes meanwhile
TODAY = date(2027, 1, 12)
PATIENCE = 30_000  # milliseconds until a thing that does not appear fails the test

expect.set_options(timeout=PATIENCE)

# Playwright's loop runs in this thread; the tests use the database beside it, never inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "open_page" in getattr(item, "fixturenames", ()) or "page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            # On a busy machine Chromium loses its focus or its patience now and then. What is broken fails twice.
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    if not CHROMIUM.exists():
        reason = f"There is no Chromium at {CHROMIUM}: install Debian's chromium, or name another in CHROMIUM."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The clock of the server goes on from one known moment; the browser keeps its own."""
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def fresh_limits(transactional_db) -> None:
    """Rate limits are counted in a table that no flush empties."""
    cache.clear()


@pytest.fixture
def site(live_server, settings) -> str:
    """The address of the live server, with errors shown as people see them."""
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def problems() -> list[str]:
    """Console errors and exceptions of scripts on the pages of a test; a test that provokes one on purpose clears them."""
    return []


@pytest.fixture
def service_workers() -> str:
    """What works without a connection is for the tests that speak of it; the others meet the server alone."""
    return "block"


@pytest.fixture
def open_page(browser: Browser, site: str, problems: list[str], service_workers: str) -> Iterator[Callable[..., Page]]:
    """Open a browser window of its own: open_page(width=390, scheme="dark", javascript=False).

    A console error or an exception of a script fails the test, and so does what the content policy refused.
    """
    contexts: list[BrowserContext] = []

    def opened(*, width: int = 1280, height: int = 900, scheme: str = "light", javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            service_workers=service_workers,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "console", lambda said: said.type == "error" and not is_status(said.text) and problems.append(said.text)
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert problems == []


def is_status(text: str) -> bool:
    """A page that answers 404 or 422 on purpose is no error of the page."""
    return text.startswith("Failed to load resource: the server responded with a status of 4")


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()


@pytest.fixture
def mailbox(settings, tmp_path) -> None:
    """What is sent lies in the local mailbox of this test alone."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mailbox")


@pytest.fixture
def read_letter(mailbox: None) -> Callable[[Page, str], None]:
    """Open the newest letter of a subject in the local mailbox: read_letter(page, "Your code")."""

    def opened(page: Page, subject: str) -> None:
        page.goto("/mailbox/")
        page.get_by_role("link", name=subject).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(subject)

    return opened


@pytest.fixture
def read_code(read_letter: Callable[[Page, str], None]) -> Callable[[Page], str]:
    """Read the code of the newest letter in another tab, once the page asks for it."""

    def read(page: Page) -> str:
        expect(page.get_by_label("Code")).to_be_visible()
        letters = page.context.new_page()
        read_letter(letters, "is your Waymark code")
        found = re.search(r"\d{4}-\d{4}", letters.locator(".letter-text").inner_text())
        letters.close()
        assert found
        return found[0]

    return read


@pytest.fixture
def sign_up(read_code: Callable[[Page], str]) -> Callable[[Page, str, str], None]:
    """From the sign-up page, through the code in the mailbox: sign_up(page, "Ada", "ada@example.org")."""

    def signed_up(page: Page, name: str, email: str) -> None:
        page.get_by_label("What should we call you?").fill(name)
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password").fill("four unusual river words")
        page.locator("main").get_by_role("button", name="Sign up").click()
        page.get_by_label("Code").fill(read_code(page))
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Confirm your address")

    return signed_up


@pytest.fixture
def sign_in() -> Callable[[Page, str], None]:
    """Sign a person in as people do: sign_in(page, "ada@example.org")."""

    def signed_in(page: Page, email: str, password: str = "correct horse battery") -> None:
        page.goto("/accounts/login/")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password", exact=True).fill(password)
        page.locator("main").get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/accounts/login/" not in url)

    return signed_in


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Name what the accessibility rules find on a page: assert axe(page) == []; axe(page, "color-contrast") asks one rule."""
    rules = Axe()

    def faults(page: Page, *only: str) -> list[str]:
        found = rules.run(page, options={"runOnly": list(only)} if only else None).response["violations"]
        return [f"{fault['id']}: {', '.join(str(node['target']) for node in fault['nodes'])}" for fault in found]

    return faults


@pytest.fixture(scope="session")
def fits() -> Callable[[Page], list[str]]:
    """Name what stands out of the window at the side, and controls that a finger misses: assert fits(page) == []."""
    probe = """() => {
        const shown = [...document.querySelectorAll('body *')].filter(e => e.checkVisibility());
        const isMirrored = document.documentElement.dir === 'rtl';  // a window scrolls to where the lines end
        const isOut = box => isMirrored ? box.left < -1 : box.right > innerWidth + 1;
        const side = e => isOut(e.getBoundingClientRect());
        const wide = shown.filter(e => side(e) && !e.closest('.skip-link, [data-scroll], .seg-scroll, pre, svg'));
        const control = 'main :is(a, button, summary, select, input:not([type=radio], [type=checkbox]))';
        const low = e => e.getBoundingClientRect().height < 24;
        const small = shown.filter(e => e.matches(control) && low(e) && !e.closest('p, li, td, dd, .hint'));
        const name = what => e => what + e.outerHTML.slice(0, 80);
        return [...wide.map(name('too wide: ')), ...small.map(name('too small: '))];
    }"""
    return lambda page: page.evaluate(probe)


@pytest.fixture(scope="session")
def look_at(axe: Callable[..., list[str]], fits: Callable[[Page], list[str]]) -> Callable[[Page], list[str]]:
    """Look at one page on a desk by day and on a phone by night, with all that unfolds unfolded: look_at(page) == [].

    Colours do not depend on the width, and rules hardly on the colours: two looks find what four would.
    """

    def found(page: Page) -> list[str]:
        page.evaluate("document.querySelectorAll('details:not([data-menu])').forEach(part => { part.open = true; })")
        faults = []
        for width, scheme in ((1280, "light"), (390, "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            faults += [f"{width}, {scheme}: {fault}" for fault in [*axe(page), *fits(page)]]
        return faults

    return found
