from datetime import date

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from accounts.models import User
from catalog.models import Area, Item, Pack, Question, Template
from catalog.own.actions import write_template
from catalog.own.matching import read_outline
from catalog.studio.actions import begin_draft
from mentoring import actions
from mentoring.models import Mentorship, ReviewRequest, Scope
from portfolio import actions as portfolio
from practice import actions as practice_actions
from practice.models import Answer, Session
from reminders.links import SALT
from roadmap import actions as roadmap_actions
from roadmap.models import Roadmap, Step
from tests import factories
from tests.catalog import packs
from tests.conftest import signed_in
from tests.mentoring.factories import handed_in, mentorship, token_of
from tests.practice.factories import question

CANARY = "canary-of-ada"


@pytest.fixture
def mentorships(ada: User, mentor: User, roadmap: Roadmap) -> dict[str, Mentorship]:
    """Grace sees Ada's evidence, Linus her progress alone, Donald nothing any more; a fourth is invited."""
    donald = mentorship(factories.person("donald@example.org"), ada)
    actions.end_mentorship(donald, by=ada, reason="Thank you.")
    return {
        "mentor": mentorship(mentor, ada),
        "unscoped": mentorship(factories.person("linus@example.org"), ada, scopes=[Scope.PROGRESS]),
        "removed": donald,
        "invited": actions.invite_mentor("margaret@example.org", by=ada, scopes=[Scope.PROGRESS]),
    }


@pytest.fixture
def objects(ada: User, mentor: User, roadmap: Roadmap, mentorships) -> dict[str, list[int | str]]:
    """What Ada owns, by the word in the column `of`: the arguments of its address. The canary stands wherever she writes."""
    Roadmap.objects.filter(pk=roadmap.pk).update(title=f"Roadmap {CANARY}")
    roadmap.steps.update(title=f"Step {CANARY}")
    roadmap.refresh_from_db()
    milestone = factories.step(roadmap, "fraud")
    first = ReviewRequest.objects.get(submission=handed_in(milestone, ada, text=f"First {CANARY}"))
    said = {"verdict": "request_changes", "ratings": {"baseline": "not_yet"}, "body": f"Not yet, {CANARY}."}
    verdict = actions.send_review(first.pk, by=mentor, fence=0, **said)
    submission = handed_in(milestone, ada, text=f"Second {CANARY}")
    portfolio.save_draft(milestone, by=ada, link="", commit="", text=f"Third {CANARY}", ratings={})
    practice = practice_session(ada)
    return {
        "": [],
        "item": ["python"],
        "area": ["foundations"],
        "role": ["test-engineer"],
        "template": ["test-engineer"],
        **beside_a_step(factories.step(roadmap, "python"), ada),
        "pack": [published()],
        "own": [write_template(read_outline(f"# {CANARY}\n## S\n- Python\n- Own {CANARY} (2 h)", by=ada), by=ada).key],
        "draft": [drafted()],
        "draft_file": ["small", "areas.yaml"],
        "draft_template": ["small", "engineer"],
        "draft_entry": ["small", "areas", "programming"],
        "session": [practice.pk],
        "placement": [placement(ada).pk],
        "question": [practice.pk, 1],
        "unsubscription": [signing.dumps(["digest", ada.pk, ""], salt=SALT)],
        "roadmap": [roadmap.pk],
        "stage": [roadmap.stages.get(key="learn").pk],
        "step": [factories.step(roadmap, "python").pk],
        "choice": [factories.step(roadmap, "jax").pk],
        "milestone": [milestone.pk],
        "submission": [submission.pk],
        "request": [ReviewRequest.objects.get(submission=submission).pk],
        "verdict": [verdict.pk],
        "mentorship": [mentorships["mentor"].pk],
        "grant": [mentorships["mentor"].grants.first().pk],
        "invited": [mentorships["invited"].pk],
        "invitation": [token_of(mentorships["invited"])],
    }


def beside_a_step(step: Step, ada: User) -> dict[str, list[int | str]]:
    """What she keeps beside a step for herself alone."""
    entry = roadmap_actions.log_time(step.item, by=ada, minutes=5, spent_on=date(2026, 11, 2))
    roadmap_actions.save_note(step.item, by=ada, text=f"Note {CANARY}", revision=0)
    link = roadmap_actions.add_link(step.item, by=ada, url=f"https://example.org/{CANARY}", title="")
    line = roadmap_actions.add_line(step.item, by=ada, text=f"Line {CANARY}")
    return {"entry": [entry.pk], "link": [step.pk, link.pk], "line": [step.pk, line.pk]}


def drafted() -> str:
    """A draft of a pack that is not published yet, with the canary in it."""
    said = packs.bent("areas.yaml", "Code that other people can run.", f"Code {CANARY}.")
    return begin_draft("small", said, by=None).key


def published() -> str:
    """A pack that says what pack.yaml must say, and no more."""
    pack = factories.pack("tiny")
    said = [{"version": pack.version, "date": "2026-11-20", "text": "The first edition."}]
    Pack.objects.filter(pk=pack.pk).update(changelog=said)
    return pack.key


def practice_session(ada: User) -> Session:
    """One open question, answered and not marked yet."""
    question = Question.objects.create(
        key="leakage", pack=factories.pack(), area=Area.objects.get(), topic="Leakage", level=2, kind=Question.Kind.OPEN,
        prompt="How do you keep test data apart?", answer={"rubric": ["names the split"]}, explanation="Split first.",
    )  # fmt: skip
    session = Session.objects.create(person=ada)
    said = {"text": f"Split first, {CANARY}."}
    Answer.objects.create(session=session, question=question, position=1, given=said, answered_at=timezone.now())
    return session


def placement(ada: User) -> Session:
    """A placement test at its first question."""
    asked = question("placed", Item.objects.get(key="python"), level=2)
    Question.objects.filter(pk=asked.pk).update(prompt=f"Asked of {CANARY}?")
    return practice_actions.start_placement(Template.objects.get(key="test-engineer"), by=ada)


def unverified() -> Client:
    """Signed up, and the code from the mail not entered yet."""
    factories.person("eve@example.org").emailaddress_set.update(verified=False)
    client = Client()
    client.post("/accounts/login/", {"login": "eve@example.org", "password": "correct horse battery"})
    return client


def closed() -> Client:
    """Signed in when the account was closed: the session is still there."""
    person = factories.person("former@example.org")
    client = signed_in(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    return client


@pytest.fixture
def actors(ada: User, mallory: User, mentorships) -> dict[str, Client]:
    """A browser for each column of the table. An error in a view is an answer like any other: 500."""
    browsers = {
        "visitor": Client(),
        "unverified": unverified(),
        "owner": signed_in(ada),
        "stranger": signed_in(mallory),
        "mentor": signed_in(mentorships["mentor"].mentor),
        "unscoped": signed_in(mentorships["unscoped"].mentor),
        "removed": signed_in(mentorships["removed"].mentor),
        "staff": signed_in(factories.person("staff@example.org", is_staff=True, is_superuser=True)),
        "closed": closed(),
    }
    for browser in browsers.values():
        browser.raise_request_exception = False
    return browsers
