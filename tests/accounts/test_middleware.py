from urllib.parse import quote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import DisallowedRedirect
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from accounts.http import redirect_whole_page
from accounts.middleware import use_the_persons_time_zone

SETTINGS = reverse("accounts:settings")
LOGIN = reverse("account_login")


def htmx(page: str) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Current-URL": page}


def test_an_expired_session_sends_htmx_to_sign_in_and_back_to_its_page(client, db):
    answer = client.post(SETTINGS, headers=htmx("http://testserver/roadmap/7/?stage=2"))

    assert answer.status_code == 200
    assert answer["HX-Redirect"] == f"{LOGIN}?next={quote('/roadmap/7/?stage=2')}"
    assert "Location" not in answer
    assert answer.content == b""


def test_an_expired_session_sends_a_posted_form_back_to_its_page(client, db):
    answer = client.post("/steps/7/status/", headers={"Referer": "http://testserver/roadmap/7/"})

    assert answer.url == f"{LOGIN}?next=/roadmap/7/"


@pytest.mark.parametrize("page", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "\x00"])
def test_a_page_that_is_not_ours_is_no_page_to_come_back_to(client, db, page):
    assert client.get(SETTINGS, headers=htmx(page))["HX-Redirect"] == LOGIN


def test_a_redirect_after_success_is_followed_by_htmx_and_keeps_its_message(as_ada):
    answer = as_ada.post(SETTINGS, {"name": "Ada", "time_zone": "UTC"}, headers=htmx("http://testserver/"))

    assert answer["HX-Redirect"] == SETTINGS
    assert "Your settings are stored." in as_ada.get(SETTINGS).content.decode()


def test_htmx_is_never_led_elsewhere(rf):
    with pytest.raises(DisallowedRedirect):
        redirect_whole_page(rf.get("/"), HttpResponseRedirect("https://evil.example/"))


def test_private_pages_are_kept_by_no_cache(as_ada):
    answer = as_ada.get(SETTINGS)

    assert answer["Cache-Control"] == "no-store, private"
    assert "HX-Request" in answer["Vary"]
    assert "Cookie" in answer["Vary"]


def test_a_public_page_is_private_too_once_it_names_somebody(client, as_ada):
    assert "Cache-Control" not in client.get("/")
    assert as_ada.get("/")["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("address", ["/", LOGIN, SETTINGS, "/nothing/"])
def test_every_page_carries_the_content_policy(as_ada, client, address):
    for answer in [client.get(address), as_ada.get(address)]:
        policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
        assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"


def test_moments_show_in_the_persons_own_zone(rf, ada):
    def view(request):
        return HttpResponse(timezone.get_current_timezone_name())

    request = rf.get("/")
    request.user = ada
    assert use_the_persons_time_zone(view)(request).content == b"Europe/Berlin"
    request.user = AnonymousUser()
    assert use_the_persons_time_zone(view)(request).content == b"UTC"
