from datetime import timedelta

import pytest

from accounts.models import Delivery
from accounts.outbox import make_delivery
from reminders.messages import WRITERS, compose
from roadmap.actions import set_status
from tests.reminders.conftest import NOW, TODAY, set_due


def text_and_html(mail) -> tuple[str, str]:
    return mail.body, mail.alternatives[0].content


@pytest.fixture
def digest(ada, step) -> Delivery:
    return make_delivery(Delivery.Category.DIGEST, dedupe_key="d", due_at=NOW, person=ada)


def test_a_reminder_says_the_step_its_effort_and_one_link(reminder, step, settings):
    for words in text_and_html(compose(reminder, NOW)):
        assert "Python is due tomorrow" in words
        assert "About 16 h of work." in words
        assert words.count(f"{settings.SITE_URL}/steps/{step.pk}/") == 1
        assert "/reminders/unsubscribe/" in words
        assert "slipped" not in words


def test_it_names_what_else_is_due_this_week(reminder, roadmap):
    set_due(roadmap, "pandas", TODAY + timedelta(days=3))
    set_due(roadmap, "fraud", TODAY + timedelta(days=9))
    for words in text_and_html(compose(reminder, NOW)):
        assert "pandas" in words
        assert "Fri 15 Jan, 8 h" in words
        assert "Fraud" not in words


def test_it_offers_to_replan_when_steps_are_late(reminder, roadmap, settings):
    set_due(roadmap, "pandas", TODAY - timedelta(days=3))
    for words in text_and_html(compose(reminder, NOW)):
        assert "One step is past the planned date." in words
        assert f"{settings.SITE_URL}/roadmap/" in words


def test_styles_stand_in_the_elements(reminder):
    _, html = text_and_html(compose(reminder, NOW))
    assert '<a class="button" href=' in html
    assert 'style="display: inline-block' in html.replace("display:inline-block", "display: inline-block")
    assert "prefers-color-scheme" in html


def test_a_title_cannot_bring_markup_into_the_mail(reminder, step):
    step.title = "<script>alert(1)</script>"
    step.save()
    text, html = text_and_html(compose(reminder, NOW))
    assert "<script>" in text
    assert "<script>" not in html


def test_the_digest_looks_over_the_week(digest, roadmap, ada):
    set_due(roadmap, "pandas", TODAY + timedelta(days=3))
    set_due(roadmap, "pytorch", TODAY)
    set_status(roadmap.steps.get(item__key="pytorch").pk, "done", by=ada)
    mail = compose(digest, NOW)
    assert mail.subject == "Your week: 24 h in 2 steps"
    for words in text_and_html(mail):
        assert "Next: Python" in words
        assert "Fri 15 Jan, 8 h" in words
        assert "you finished 1 step" in words


def test_the_digest_of_a_free_week_says_so(digest, roadmap):
    set_due(roadmap, "python", TODAY + timedelta(days=20))
    mail = compose(digest, NOW)
    assert mail.subject == "Your week: next is Python"
    for words in text_and_html(mail):
        assert "Nothing is due this week." in words


def test_every_kind_of_mail_has_somebody_who_writes_it():
    assert set(WRITERS) == set(Delivery.Category.values)
