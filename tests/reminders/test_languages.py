"""Letters are written in their reader's language, whoever caused them and whatever the process spoke before."""

from datetime import timedelta

import pytest
from django.utils import translation

from accounts.models import Delivery
from accounts.outbox import enqueue
from mentoring import actions
from mentoring.models import Mentorship, ReviewRequest
from reminders.links import unsubscribe_url
from reminders.sender import send_due
from tests.factories import person
from tests.factories import step as step_of
from tests.mentoring import factories
from tests.reminders.conftest import NOW, TODAY, invite, nudge, set_due


def reads(reader, language: str) -> None:
    reader.language = language
    reader.save()


def weekly_letter(reader) -> None:
    enqueue(Delivery.Category.DIGEST, dedupe_key=f"digest:{reader.pk}", due_at=NOW, person=reader)


def plain(mail) -> str:
    return mail.get_body(("plain",)).get_content()


def html(mail) -> str:
    return mail.get_body(("html",)).get_content()


def test_ada_reads_german_and_her_weekly_letter_is_german(ada, step, roadmap, sink):
    reads(ada, "de")
    set_due(roadmap, "pandas", TODAY - timedelta(days=3))
    weekly_letter(ada)
    assert send_due() == {"sent": 1}
    [mail] = sink.mails
    assert mail["Subject"] == "Deine Woche: 16 h in 1 Schritt"
    assert "Mi, 13. Jan, 16 h" in plain(mail)
    assert "Ein Schritt ist über den geplanten Termin hinaus." in plain(mail)
    assert "Diese Mails abbestellen: http" in plain(mail)
    assert '<html lang="de" dir="ltr">' in html(mail)
    assert "Diese Woche fällig" in html(mail)


def test_a_nudge_says_the_day_in_the_readers_way(ada, step, sink):
    reads(ada, "es")
    nudge(ada, step)
    send_due()
    assert sink.mails[0]["Subject"] == "Python vence mañana"


def test_the_letter_after_a_german_one_is_english_again(ada, step, sink):
    reads(ada, "de")
    nudge(ada, step)
    send_due()
    reads(ada, "")
    Delivery.objects.update(state="scheduled", sent_at=None, nudged_on=None)
    send_due()
    assert [mail["Subject"] for mail in sink.mails] == ["Python ist morgen fällig", "Python is due tomorrow"]


@pytest.fixture
def request_(ada, mentor, roadmap) -> ReviewRequest:
    factories.mentorship(mentor, ada)
    submission = factories.handed_in(step_of(roadmap, "fraud"), ada)
    Delivery.objects.filter(category="invitation").delete()
    return ReviewRequest.objects.get(submission=submission)


def test_a_german_mentors_verdict_is_told_to_a_spanish_reader_in_spanish(request_, ada, mentor, sink):
    reads(ada, "es")
    reads(mentor, "de")
    with translation.override("de"):  # as the request of the mentor does
        send_due()
        actions.send_review(request_.pk, by=mentor, fence=0, verdict="request_changes", ratings={}, body="Mehr Daten.")
        send_due()
    asked, told = sink.mails
    assert asked["Subject"] == "Ada bittet dich, Fraud detection model zu begutachten"
    assert told["Subject"] == "Grace pide cambios en Fraud detection model"
    assert "Grace ha leído tu evidencia de Fraud detection model y pide cambios" in plain(told)
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_an_invitation_to_a_stranger_speaks_as_the_one_who_invites(ada, sink):
    reads(ada, "de")
    letter = invite(ada)
    assert letter.payload["language"] == "de"
    send_due()
    assert sink.mails[0]["Subject"] == "Ada lädt dich zu Waymark ein"
    assert "gilt bis Di, 26. Jan." in plain(sink.mails[0])


def test_an_invitation_to_somebody_with_an_account_speaks_their_language(ada, sink):
    reads(ada, "de")
    person("carmen@example.org", name="Carmen", language="es")
    invite(ada, "carmen@example.org")
    send_due()
    assert sink.mails[0]["Subject"] == "Ada te invita a Waymark"


def test_who_has_chosen_no_language_gets_english_letters(ada, sink):
    with translation.override("de"):
        invite(ada)
        send_due()
    assert sink.mails[0]["Subject"] == "Ada invites you to Waymark"
    assert '<html lang="en-gb" dir="ltr">' in html(sink.mails[0])


def test_the_page_behind_unsubscribe_is_in_the_browsers_language(client, reminder, settings):
    link = unsubscribe_url(reminder).removeprefix(settings.SITE_URL)
    page = client.get(link, headers={"Accept-Language": "de"}).content.decode()
    assert "Diese Mails abbestellen?" in page
    assert "„Schritt bald fällig“" in page
    page = client.post(link, {"List-Unsubscribe": "One-Click"}, headers={"Accept-Language": "es"}).content.decode()
    assert "«Paso que vence pronto» está desactivado." in page


def test_why_nothing_came_is_said_in_the_language_of_who_reads_it(as_ada, ada, step):
    """What was kept is a code; a row from before there were codes, and a mail server's answer, stand as they are."""
    nudge(ada, step, key="1", state="skipped", reason="snoozed")
    nudge(ada, step, key="2", state="failed", reason="550 No such mailbox")
    nudge(ada, step, key="3", state="skipped", reason="no longer shared")
    nudge(ada, step, key="4", reason="cut", attempts=2)
    reads(ada, "de")
    page = as_ada.get("/reminders/").content.decode()
    assert "Du hattest um eine Pause gebeten." in page
    assert "Der Mailserver sagte: 550 No such mailbox" in page
    assert "no longer shared" in page
    assert "2-mal versucht; ein weiterer Versuch folgt. Die Verbindung brach ab" in page


def test_what_could_not_be_written_is_not_put_into_the_mail_servers_mouth(as_ada, ada, step):
    nudge(ada, step, state="failed", reason="unwritten")
    page = as_ada.get("/reminders/").content.decode()
    assert "It could not be written." in page
    assert "The mail server said" not in page


def test_a_mentor_reads_in_his_language_what_a_mentee_no_longer_shares(request_, ada, mentor, client):
    reads(mentor, "es")
    actions.pause_mentorship(Mentorship.objects.get(), by=ada)
    client.force_login(mentor)
    assert "la mentoría está en pausa" in client.get("/reminders/").content.decode()
