"""Mentor and mentee may read two languages: what is stored between them is a fact, worded for each."""

import pytest
from django.utils import translation

from mentoring import actions
from mentoring.pages import headline
from mentoring.talk import talk_about
from portfolio.models import Attainment


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Ended by the mentee."), ("de", "Vom Mentee beendet."), ("es", "La terminó el aprendiz.")],
)
def test_who_ended_it_is_said_in_the_language_of_who_reads_it(mentorship, ada, language, said):
    with translation.override("de"):
        actions.end_mentorship(mentorship, by=ada)
    mentorship.refresh_from_db()
    with translation.override(language):
        assert mentorship.why_ended == said


def test_the_words_of_a_person_stay_as_they_are(mentorship, ada):
    actions.end_mentorship(mentorship, by=ada, reason="We are done")
    mentorship.refresh_from_db()
    with translation.override("de"):
        assert mentorship.why_ended == "We are done"


def test_why_something_no_longer_stands_is_a_fact(submission, ada):
    with translation.override("es"):
        actions.take_back(submission, by=ada)
    with translation.override("de"):
        assert Attainment.objects.get().why_revoked == "Der Nachweis wurde zurückgezogen."


@pytest.mark.parametrize(
    ("mentees", "waiting", "said"),
    [(5, 3, "Fünf Mentees, drei warten auf dich"), (1, 1, "Ein Mentee, eine Person wartet auf dich")],
)
def test_the_headline_is_a_german_sentence(mentees, waiting, said):
    with translation.override("de"):
        assert headline(mentees, waiting, 0) == said


@pytest.mark.parametrize(("language", "chip"), [("en", "Approved"), ("de", "Anerkannt"), ("es", "Aprobada")])
def test_a_chip_keeps_its_colour_in_every_language(approved, submission, language, chip):
    [told] = talk_about([submission])
    with translation.override(language):
        assert (told.chip, told.tone) == (chip, "sky")


def test_a_german_reader_sees_that_the_criteria_are_english(as_ada, ada, fraud):
    ada.language = "de"
    ada.save()
    page = as_ada.get(f"/portfolio/steps/{fraud.pk}/").content.decode()
    assert page.count("Die Texte des Katalogs gibt es bisher nur auf Englisch.") == 1
    assert '<div lang="en" dir="ltr"><div class="crit-title"' in page
