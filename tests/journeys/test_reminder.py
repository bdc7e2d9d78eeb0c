"""A reminder reaches Asha in Kolkata at eight o'clock of her morning, once; its links work; and the history says why.

The mail server is a real one in a thread; what kills a worker can do to all this stands in tests/chaos.
"""

import re
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from roadmap import actions
from roadmap.models import Roadmap, Step
from tests import factories
from tests.reminders.sink import Sink, running_sink

EIGHT_IN_KOLKATA = datetime(2027, 1, 13, 2, 30, tzinfo=UTC)  # Wednesday
THURSDAY = date(2027, 1, 14)


@pytest.fixture
def sink(tmp_path, settings):
    settings.REMINDERS_JITTER_SECONDS = 0
    with running_sink(tmp_path / "sink.log") as running:
        running.receive(settings)
        yield running


@pytest.fixture
def road(transactional_db, template) -> Roadmap:
    """Asha's roadmap, with one date: Python, due on Thursday."""
    asha = factories.person("asha@example.org", name="Asha", time_zone="Asia/Kolkata")
    made = factories.roadmap_of(asha, template)
    made.steps.update(starts_on=None, due_on=None)
    made.steps.filter(item__key="python").update(starts_on=THURSDAY, due_on=THURSDAY)
    return made


@pytest.fixture
def python(road) -> Step:
    return factories.step(road, "python")


@pytest.fixture
def pass_time(clock, sink):
    """Let the sender work at a moment: pass_time(8, 29) is 8:29 of Asha's Wednesday."""

    def passed(hour: int, minute: int) -> None:
        minutes = (hour - 8) * 60 + minute
        clock.move_to(EIGHT_IN_KOLKATA.timestamp() + minutes * 60)
        call_command("send_reminders", stdout=StringIO())

    call_command("send_reminders", stdout=StringIO())
    return passed


def links_of(mail) -> list[str]:
    return re.findall(r"https?://\S+", mail.get_body(("plain",)).get_content())


def history(page: Page):
    page.goto("/reminders/")
    return page.get_by_role("region", name="Why was I (not) reminded?").get_by_role("row")


def test_it_comes_once_at_her_eight_o_clock_and_opens_the_step(page, sign_in, sink: Sink, python, pass_time):
    pass_time(7, 59)
    assert sink.mails == []
    pass_time(8, 1)
    pass_time(8, 2)
    pass_time(23, 0)
    [mail] = sink.mails
    assert (mail["To"], mail["Subject"]) == ("asha@example.org", "Python is due tomorrow")

    page.goto(links_of(mail)[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("E-mail address").fill("asha@example.org")
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Python")
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_role("button", name="Done", exact=True)).to_have_attribute("aria-pressed", "true")

    rows = history(page)
    expect(rows).to_have_count(2)
    expect(rows.last).to_contain_text("Wed 13 Jan, 08:01")
    expect(rows.last).to_contain_text("Step due soon: Python")
    expect(rows.last).to_contain_text("Sent Your mail server took it.")
    rows.last.get_by_role("link", name="Python").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Python")


def test_one_click_of_her_mail_program_stops_them_without_a_cookie(
    page, browser: Browser, sign_in, sink: Sink, road, python, pass_time
):
    pass_time(8, 1)
    [mail] = sink.mails
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    program = browser.new_context()
    answer = program.request.post(mail["List-Unsubscribe"].strip(" <>"), form={"List-Unsubscribe": "One-Click"})
    assert answer.ok
    assert program.cookies() == []
    program.close()

    sign_in(page, "asha@example.org")
    page.goto("/reminders/")
    expect(page.get_by_role("group", name="Write to me when").get_by_label("due soon")).not_to_be_checked()
    road.steps.filter(item__key="pandas").update(starts_on=THURSDAY, due_on=THURSDAY)
    pass_time(24 + 8, 1)
    assert len(sink.mails) == 1


def test_the_link_at_the_foot_asks_once_and_then_stops_them(open_page, sign_in, sink: Sink, python, pass_time):
    pass_time(8, 1)
    visitor = open_page(javascript=False)
    visitor.goto(next(link for link in links_of(sink.mails[0]) if "unsubscribe" in link))
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Stop these mails?")
    visitor.get_by_role("button", name="Stop these mails").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("You get no more of these mails.")
    expect(visitor.locator("#main")).to_contain_text("“Step due soon” is off.")

    sign_in(visitor, "asha@example.org")
    visitor.goto("/reminders/")
    soon = visitor.get_by_role("group", name="Write to me when").get_by_label("due soon")
    expect(soon).not_to_be_checked()
    soon.check()
    visitor.get_by_role("button", name="Save").click()
    expect(visitor.get_by_role("status").first).to_have_text("Saved.")
    expect(soon).to_be_checked()


def test_what_she_finished_meanwhile_is_not_sent_and_the_history_says_why(page, sign_in, sink: Sink, python, pass_time):
    sign_in(page, "asha@example.org")
    pass_time(7, 59)
    expect(history(page).last).to_contain_text("Planned")
    actions.set_status(python.pk, "done", by=python.roadmap.owner)
    pass_time(8, 1)

    assert sink.mails == []
    expect(history(page).last).to_contain_text("Not sent You had finished or skipped the step already.")


def test_she_changes_her_hour_and_takes_a_pause(page, sign_in, sink: Sink, python, pass_time):
    sign_in(page, "asha@example.org")
    page.goto("/reminders/")
    page.get_by_label("What time").fill("09:30")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_have_text("Saved.")
    pass_time(9, 29)
    assert sink.mails == []
    page.get_by_role("button", name="1 day").click()
    expect(page.get_by_role("heading", name="Paused until Thu 14 Jan")).to_be_visible()
    pass_time(9, 31)

    assert sink.mails == []
    expect(history(page).last).to_contain_text("Not sent You had asked for a pause.")
