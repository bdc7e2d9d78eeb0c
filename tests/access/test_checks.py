import pytest
from django.core.checks import run_checks
from django.http import HttpResponse
from django.urls import include, path
from django.views.generic import TemplateView

from accounts import access
from accounts.access import owner, public, signed_in
from accounts.checks import every_address_declares_its_policy


def view(request, **kwargs):
    return HttpResponse("private")


urlpatterns = [
    path("open/", public(view)),
    path("room/", include([path("own/<int:pk>/", owner(view)), path("forgotten/<int:pk>/", view)])),
    path("accounts/ours/", view),
    path("class/", TemplateView.as_view(template_name="404.html")),
    path("", include("config.urls")),
]


@pytest.fixture
def forgetful(settings):
    settings.ROOT_URLCONF = "tests.access.test_checks"


def test_the_addresses_of_waymark_all_declare_their_policy():
    assert every_address_declares_its_policy() == []


def test_an_address_without_a_policy_is_an_error_that_names_it(forgetful):
    errors = every_address_declares_its_policy()

    assert [error.msg for error in errors] == [
        "The address “/room/forgotten/<int:pk>/” declares no access policy.",
        "The address “/accounts/ours/” declares no access policy.",
        "The address “/class/” declares no access policy.",
    ]
    assert all(error.is_serious() for error in errors)


def test_it_runs_with_the_checks_of_every_start(forgetful):
    assert "accounts.E001" in {message.id for message in run_checks()}


def test_closed_by_default(forgetful, client, db):
    assert client.get("/room/own/1/").status_code == 302
    assert client.get("/class/").status_code == 302
    assert client.get("/open/").content == b"private"


def test_each_policy_is_written_on_the_view():
    for name, policy in [
        ("public", "public"),
        ("signed_in", "signed in"),
        ("owner", "owner"),
        ("mentor", "mentor with scope"),
    ]:
        assert getattr(access, name)(view).access_policy == policy


def test_what_staff_alone_may_reach_does_not_exist_for_others(rf, ada, django_user_model):
    request = rf.get("/")
    request.user = ada
    with pytest.raises(access.Http404):
        access.staff(view)(request)

    request.user = django_user_model(is_staff=True)
    assert access.staff(view)(request).content == b"private"


def test_a_policy_of_signed_in_people_opens_nothing_to_visitors():
    assert getattr(signed_in(view), "login_required", True)
    assert not public(view).login_required
