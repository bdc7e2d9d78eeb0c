"""Ada invites Grace, who has never been here: from the letter to "Verified by mentor", and nothing of anybody else."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from mentoring import actions as mentoring
from mentoring.models import ReviewRequest
from roadmap import actions
from roadmap.models import Roadmap
from tests import factories
from tests.mentoring.factories import handed_in, mentorship

FRAUD = "Fraud detection model"


@pytest.fixture
def road(ada, roadmap) -> Roadmap:
    """Ada has done Python."""
    actions.set_status(factories.step(roadmap, "python").pk, "done", by=ada)
    return roadmap


@pytest.fixture
def somebody_else(mallory, template) -> Roadmap:
    """Mallory learns the same, has begun it, and has handed in evidence to another mentor."""
    theirs = factories.roadmap_of(mallory, template)
    mentoring.invite_mentor("linus@example.org", by=mallory, scopes=("progress", "evidence", "review"))
    handed_in(factories.step(theirs, "fraud"), mallory, text="Mallory's own secret baseline")
    return theirs


@pytest.fixture
def deliver(mailbox):
    """Let a minute of the sender pass: what is due is in the mailbox afterwards."""
    return lambda: call_command("send_reminders", verbosity=0)


@pytest.fixture
def ada_page(open_page, sign_in, road) -> Page:
    page = open_page()
    sign_in(page, "ada@example.org")
    return page


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def invite(page: Page, email: str) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Mentoring").click()
    card = page.get_by_role("region", name="Invite a mentor")
    card.get_by_label("Their e-mail address").fill(email)
    card.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("status").filter(has_text=email)).to_contain_text("An invitation is on its way")


def hand_in(page: Page, *, link: str, text: str, version: int) -> None:
    page.get_by_label("Link").fill(link)
    page.get_by_label("What you made, and what you learned").fill(text)
    page.get_by_role("button", name=f"Hand in version {version}").click()
    expect(page.get_by_role("article", name=f"Version {version}")).to_contain_text(text)


def rate(page: Page, criterion: str, rating: str) -> None:
    page.get_by_role("radiogroup", name=criterion).get_by_label(rating).check()


def follow(page: Page, address: str) -> None:
    page.get_by_role("link", name=address).first.click()


def test_from_a_letter_to_verified_by_mentor(ada_page, open_page, sign_up, read_letter, deliver, road, somebody_else):
    invite(ada_page, "grace@example.org")
    deliver()

    grace = open_page()
    read_letter(grace, "Ada invites you to Waymark")
    follow(grace, "/mentoring/invitations/")
    expect(heading(grace)).to_have_text("Ada asks you to be their mentor")
    expect(grace.locator(".shared li")).to_have_count(3)
    grace.get_by_role("link", name="Sign up and answer").click()
    sign_up(grace, "Grace", "grace@example.org")
    expect(heading(grace)).to_have_text("Ada asks you to be their mentor")
    grace.get_by_role("button", name="Mentor Ada").click()
    expect(grace.get_by_role("status").first).to_contain_text("You and Ada work together from now on.")

    grace.get_by_role("link", name="Ada", exact=True).click()
    expect(heading(grace)).to_have_text("Ada")
    expect(grace.locator(".percent")).to_contain_text("29 % 1 of 4 steps")
    expect(grace.locator(".seen").filter(has_text="Python")).to_contain_text("done")
    assert "Mallory" not in grace.content()

    ada_page.goto(factories.step(road, "fraud").get_absolute_url())
    ada_page.get_by_role("link", name="Hand in evidence").click()
    hand_in(ada_page, link="https://example.org/fraud", text="Average precision 0.81.", version=1)
    deliver()

    read_letter(grace, f"Ada asks you to review {FRAUD}")
    follow(grace, "/mentoring/")
    grace.get_by_role("navigation", name="Main").get_by_role("link", name="Mentoring").click()
    queue = grace.get_by_role("region", name="Review queue")
    expect(queue.locator(".step")).to_have_count(1)
    queue.get_by_role("link", name=FRAUD, exact=True).click()
    expect(heading(grace)).to_have_text(FRAUD)
    expect(grace.get_by_role("link", name="Open the link")).to_have_attribute("href", "https://example.org/fraud")
    expect(grace.get_by_role("region", name="Evidence")).to_contain_text("Average precision 0.81.")
    rate(grace, "Leakage", "Partly")
    grace.get_by_label("Comment", exact=True).fill("What would a **simple rule** score?")
    grace.get_by_role("button", name="Request changes").click()
    expect(grace.get_by_role("status").first).to_have_text("Sent. Ada sees what to change.")
    expect(queue).to_contain_text("Nothing waits for you.")
    deliver()

    read_letter(ada_page, f"Grace asks for changes to {FRAUD}")
    follow(ada_page, "/portfolio/")
    first = ada_page.get_by_role("article", name="Version 1")
    expect(first).to_contain_text("What would a simple rule score?")
    expect(first.locator("strong")).to_have_text("simple rule")
    expect(first.locator(".rated").last).to_contain_text("Partly")
    ada_page.goto("/today/")
    expect(ada_page.get_by_role("heading", name="Your mentor").locator("xpath=..")).to_contain_text("Asked for changes")
    expect(ada_page.locator("body")).not_to_contain_text("Verified by mentor")
    ada_page.goto(factories.step(road, "fraud").get_absolute_url())
    ada_page.get_by_role("link", name="See the evidence").click()
    hand_in(ada_page, link="https://example.org/fraud", text="A rule of thumb scores 0.68.", version=2)

    grace.goto("/mentoring/")
    expect(queue.locator(".step")).to_have_count(1)
    expect(queue).to_contain_text("version 2")
    queue.get_by_role("link", name=FRAUD, exact=True).click()
    expect(grace.get_by_role("region", name="Evidence")).to_contain_text("A rule of thumb scores 0.68.")
    for criterion in ("Baseline", "Leakage", "Metric", "Reproducible"):
        rate(grace, criterion, "Met")
    grace.get_by_label("Comment", exact=True).fill("The baseline makes the gain honest.")
    grace.get_by_role("button", name="Approve").click()
    expect(queue).to_contain_text("Nothing waits for you.")
    deliver()

    read_letter(ada_page, f"{FRAUD} is verified")
    ada_page.goto(factories.step(road, "fraud").get_absolute_url())
    expect(ada_page.get_by_role("group", name="Status")).to_contain_text("Verified by mentor")
    ada_page.goto(road.get_absolute_url())
    step = ada_page.locator(f"#step-row-{factories.step(road, 'fraud').pk}")
    expect(step).to_have_attribute("data-state", "verified")
    expect(ada_page.locator("#percent")).to_contain_text("66 % 2 of 4 steps · 18 h left · 37 % verified")
    ada_page.goto("/portfolio/")
    expect(ada_page.locator("#main")).to_contain_text(FRAUD)
    expect(ada_page.locator("#main").get_by_text("Verified by mentor")).to_be_visible()


def test_a_mentor_opens_what_is_shared_and_nothing_else(page, sign_in, ada, mentor, road, somebody_else):
    mentorship(mentor, ada, scopes=("progress",))
    theirs = ReviewRequest.objects.get(mentee=somebody_else.owner)
    sign_in(page, "grace@example.org")
    page.goto("/mentoring/")
    page.get_by_role("link", name="Ada", exact=True).click()
    expect(page.locator(".percent")).to_contain_text("1 of 4 steps")
    expect(page.get_by_role("heading", name="Evidence")).to_have_count(0)

    fraud = factories.step(road, "fraud")
    for address in (
        road.get_absolute_url(),
        fraud.get_absolute_url(),
        f"/portfolio/steps/{fraud.pk}/",
        somebody_else.get_absolute_url(),
        f"/mentoring/mentees/{theirs.pk + 1000}/",
    ):
        page.goto(address)
        expect(heading(page)).to_have_text("There is nothing here")
    page.goto(theirs.get_absolute_url())
    expect(heading(page)).to_have_text("There is no review here for you")
    expect(page.locator("body")).not_to_contain_text("Mallory")


def test_what_ada_stops_sharing_is_gone_at_once(ada_page, open_page, sign_in, ada, mentor, road):
    mentorship(mentor, ada)
    grace = open_page()
    sign_in(grace, "grace@example.org")
    grace.goto("/mentoring/")
    grace.get_by_role("link", name="Ada", exact=True).click()
    expect(grace.locator(".percent")).to_contain_text("1 of 4 steps")

    ada_page.goto("/mentoring/")
    ada_page.get_by_role("button", name="Stop sharing Progress with Grace").click()
    grace.reload()
    expect(grace.locator("body")).not_to_contain_text("1 of 4 steps")
    ada_page.get_by_text("End it", exact=True).click()
    ada_page.get_by_role("button", name="End the mentorship with Grace").click()
    grace.goto("/mentoring/")
    expect(grace.locator("body")).not_to_contain_text("Ada")


def test_an_invitation_works_once_and_says_so(ada_page, open_page, read_letter, deliver, sign_in, mentor, mallory):
    invite(ada_page, "grace@example.org")
    deliver()
    grace = open_page()
    read_letter(grace, "Ada invites you to Waymark")
    address = grace.get_by_role("link", name="/mentoring/invitations/").get_attribute("href")
    sign_in(grace, "grace@example.org")
    grace.goto(address)
    grace.get_by_role("button", name="Mentor Ada").click()
    expect(grace.get_by_role("status").first).to_contain_text("work together")

    stranger = open_page()
    sign_in(stranger, "mallory@example.org")
    stranger.goto(address)
    expect(heading(stranger)).to_have_text("This invitation has been used")


def test_evidence_can_be_handed_in_and_reviewed_without_javascript(open_page, sign_in, ada, mentor, road):
    mentorship(mentor, ada)
    learner, grace = open_page(javascript=False), open_page(javascript=False)
    sign_in(learner, "ada@example.org")
    learner.goto(f"/portfolio/steps/{factories.step(road, 'fraud').pk}/")
    learner.get_by_role("button", name="Hand in version 1").click()
    expect(learner.get_by_label("What you made")).to_have_accessible_description(re.compile("Show something"))
    hand_in(learner, link="", text="Only words, but honest ones.", version=1)

    sign_in(grace, "grace@example.org")
    grace.goto("/mentoring/")
    grace.get_by_role("region", name="Review queue").get_by_role("link", name=FRAUD, exact=True).click()
    grace.get_by_role("button", name="Request changes").click()
    expect(grace.get_by_label("Comment", exact=True)).to_have_attribute("aria-invalid", "true")
    rate(grace, "Baseline", "Met")
    grace.get_by_label("Comment", exact=True).fill("Good.")
    grace.get_by_role("button", name="Approve").click()
    expect(grace.get_by_role("region", name="Review queue")).to_contain_text("Nothing waits for you.")
    learner.reload()
    expect(learner.get_by_role("article", name="Version 1")).to_contain_text("Good.")
