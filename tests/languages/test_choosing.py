"""People read Waymark in their language: the browser's, until they choose one."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation

from common import dates
from common.languages import per_language


def test_a_visitor_reads_in_the_language_of_the_browser(client, db):
    answer = client.get("/accounts/language/", headers={"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"})

    assert answer.headers["Content-Language"] == "de"
    assert '<html lang="de"' in answer.content.decode()
    assert "Sprache" in answer.content.decode()


def test_a_language_that_waymark_does_not_speak_is_answered_in_english(client, db):
    assert client.get("/", headers={"Accept-Language": "tlh"}).headers["Content-Language"] == "en-gb"


def test_a_visitor_chooses_and_comes_back_to_the_page(client, db):
    answer = client.post("/accounts/language/", {"language": "es", "next": "/catalog/"})

    assert answer.headers["Location"] == "/catalog/"
    assert client.get("/catalog/").headers["Content-Language"] == "es"


def test_a_choice_leads_to_no_other_site(client, db):
    answer = client.post("/accounts/language/", {"language": "es", "next": "https://example.org/"})

    assert answer.headers["Location"] == "/"


def test_an_unknown_language_is_refused_and_the_page_says_which_there_are(client, db):
    answer = client.post("/accounts/language/", {"language": "tlh"})

    assert answer.status_code == 422
    assert "Choose one of these languages." in answer.content.decode()


def test_the_choice_of_a_person_is_kept_with_the_account(as_ada, ada):
    as_ada.post("/accounts/language/", {"language": "de"})

    ada.refresh_from_db()
    assert ada.language == "de"
    answer = as_ada.get("/accounts/settings/", headers={"Accept-Language": "es"})
    assert answer.headers["Content-Language"] == "de"


def test_settings_offer_the_browsers_language_again(as_ada, ada):
    as_ada.post("/accounts/language/", {"language": "de"})
    as_ada.post("/accounts/settings/", {"name": "Ada", "time_zone": "UTC", "language": ""})

    answer = as_ada.get("/accounts/settings/", headers={"Accept-Language": "es"})
    assert answer.headers["Content-Language"] == "es"


def test_the_words_after_a_change_of_language_are_in_the_new_one(as_ada):
    data = {"name": "Ada", "time_zone": "UTC", "language": "de"}
    answer = as_ada.post("/accounts/settings/", data, follow=True)

    assert "Deine Einstellungen sind gespeichert." in answer.content.decode()


def test_who_signs_up_in_german_gets_letters_in_german(client, db, django_user_model):
    data = {"email": "carl@example.org", "password1": "correct horse battery", "name": "Carl", "time_zone": "UTC"}
    client.post(reverse("account_signup"), data, headers={"Accept-Language": "de"})

    assert django_user_model.objects.get().language == "de"


def test_a_letter_is_written_in_the_language_of_its_reader_whoever_asks_for_it(client, ada):
    ada.language = "de"
    ada.save()
    client.post(reverse("account_reset_password"), {"email": "ADA@example.org"}, headers={"Accept-Language": "es"})

    letter = mail.outbox[0]
    assert letter.subject == "Wähle ein neues Passwort für Waymark"
    assert letter.body.startswith("Hallo,\n\nmit diesem Link wählst du ein neues Passwort.")
    assert '<html lang="de">' in letter.alternatives[0].content


def test_a_letter_to_an_address_without_an_account_follows_the_browser(client, db):
    client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, headers={"Accept-Language": "es"})

    assert mail.outbox[0].subject == "No hay ninguna cuenta de Waymark con esta dirección"


def test_settings_name_each_language_in_itself(as_ada):
    page = as_ada.get("/accounts/settings/", headers={"Accept-Language": "de"}).content.decode()

    assert '<option value="" selected>Wie der Browser sagt</option>' in page
    assert '<option value="es" lang="es">Español</option>' in page


@pytest.mark.parametrize(
    ("language", "required", "short"),
    [
        ("de", "Bitte fülle dieses Feld aus.", "Dieses Passwort ist zu kurz. Es braucht mindestens 10 Zeichen."),
        ("es", "Rellena este campo.", "Esta contraseña es demasiado corta. Necesita al menos 10 caracteres."),
    ],
)
def test_what_others_say_in_our_forms_is_said_our_way(client, db, language, required, short):
    """Django's own Spanish says usted."""
    data = {"email": "carl@example.org", "password1": "river"}
    page = client.post(reverse("account_signup"), data, headers={"Accept-Language": language}).content.decode()

    assert required in page
    assert short in page


@pytest.mark.parametrize(("language", "said"), [("en", "Thu 3 Dec"), ("de", "Do, 3. Dez"), ("es", "jue 3 dic")])
def test_a_day_is_written_in_the_readers_way(language, said):
    with translation.override(language):
        assert dates.day(date(2026, 12, 3)) == said


@pytest.mark.parametrize(("language", "said"), [("de", "Donnerstag, 3. Dezember"), ("es", "jueves 3 de diciembre")])
def test_names_of_days_and_months_stay_those_of_django(language, said):
    """A word such as “Thursday” among our own strings takes the place of Django's, unless it has a context."""
    with translation.override(language):
        assert dates.long_day(date(2026, 12, 3)) == said


def test_what_is_kept_is_kept_for_each_language():
    asked = []

    @per_language()
    def greeting(name: str) -> str:
        asked.append(name)
        return f"{translation.get_language()} {name}"

    said = []
    for language in ("de", "es", "de"):
        with translation.override(language):
            said.append(greeting("Ada"))
    assert (said, asked) == (["de Ada", "es Ada", "de Ada"], ["Ada", "Ada"])
