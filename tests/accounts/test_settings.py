import re

import pytest
from django.urls import reverse

SETTINGS = reverse("accounts:settings")


def test_a_person_changes_name_and_zone(as_ada, ada):
    answer = as_ada.post(SETTINGS, {"name": "Countess", "time_zone": "America/New_York"})

    assert answer.url == SETTINGS
    ada.refresh_from_db()
    assert (ada.name, ada.time_zone) == ("Countess", "America/New_York")
    assert "Your settings are stored." in as_ada.get(SETTINGS).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "required"),
        ("name", "   ", "required"),
        ("name", "A\nB", "one line"),
        ("name", "A\x00B", "Null characters"),
        ("name", "\u2066adA", "direction"),
        ("name", "\u200b", "invisible"),
        ("name", "A" * 300, "at most 80"),
        ("time_zone", "", "required"),
        ("time_zone", "Mars/Olympus", "There is no time zone “Mars/Olympus”"),
        ("time_zone", "../../etc/passwd", "There is no time zone"),
        ("time_zone", "E" * 300, "at most 64"),
    ],
)
def test_what_cannot_be_stored_is_refused_beside_its_field(as_ada, ada, field, value, sentence):
    answer = as_ada.post(SETTINGS, {"name": "Ada", "time_zone": "Europe/Berlin"} | {field: value})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(rf'id="id_{field}_error"><li>[^<]*{sentence}', page)
    assert re.search(rf'name="{field}"[^>]*aria-invalid="true"', page)
    ada.refresh_from_db()
    assert (ada.name, ada.time_zone) == ("Ada", "Europe/Berlin")


def test_a_refused_name_does_not_show_in_the_bar(as_ada):
    page = as_ada.post(SETTINGS, {"name": "A" * 81, "time_zone": "UTC"}).content.decode()

    assert '<p class="menu-name">Ada<br>' in page


def test_nobody_can_change_more_than_name_and_zone(as_ada, ada):
    as_ada.post(SETTINGS, {"name": "Ada", "time_zone": "UTC", "is_staff": "on", "email": "root@example.org"})

    ada.refresh_from_db()
    assert (ada.is_staff, ada.email) == (False, "ada@example.org")


def test_places_are_offered_and_historical_names_are_not(as_ada):
    page = as_ada.get(SETTINGS).content.decode()

    assert '<option value="Europe/Berlin">' in page
    assert '<option value="UTC">' in page
    assert "posixrules" not in page
    assert '<option value="Cuba">' not in page


def test_the_way_to_address_password_sessions_and_out_is_there(as_ada):
    page = as_ada.get(SETTINGS).content.decode()

    for name in ["account_email", "account_change_password", "usersessions_list", "account_logout"]:
        assert reverse(name) in page


def test_it_costs_two_queries_beside_session_and_person(as_ada, django_assert_num_queries):
    with django_assert_num_queries(3):
        as_ada.get(SETTINGS)
