import pytest
import redis
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection, connections
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from redis.backoff import NoBackoff
from redis.retry import Retry

from accounts.access import public
from config.urls import handler400, handler403, handler404, handler500  # noqa: F401  # this module is a URLconf too
from roadmap.models import Progress
from tests import factories


def raising(error: Exception):
    def view(request):
        raise error

    return public(view)


def ask_a_database_that_is_away(request):
    with connections["away"].cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("stored")


def ask_a_queue_that_is_away(request):
    redis.Redis(host="127.0.0.1", port=1, retry=Retry(NoBackoff(), 0)).ping()
    return HttpResponse("sent")


urlpatterns = [
    path("bad/", raising(SuspiciousOperation("canary"))),
    path("forbidden/", raising(PermissionDenied("canary"))),
    path("missing/", raising(Http404("canary"))),
    path("broken/", raising(RuntimeError("canary"))),
    path("database/", public(ask_a_database_that_is_away)),
    path("queue/", public(ask_a_queue_that_is_away)),
    path("form/", public(lambda request: HttpResponse("stored"))),
    path("", include("config.urls")),
]


@pytest.fixture
def strict(settings) -> Client:
    """A browser whose forms are checked, on the addresses above."""
    settings.ROOT_URLCONF = "tests.config.test_errors"
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture
def dead_database(django_db_blocker):
    """PostgreSQL at a port where nobody listens."""
    connections.settings["away"] = connections.settings["default"] | {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "waymark",
        "USER": "waymark",
        "PASSWORD": "",
        "HOST": "127.0.0.1",
        "PORT": "1",
        "OPTIONS": {},
    }
    with django_db_blocker.unblock():
        yield
        connections["away"].close()
    del connections["away"]
    del connections.settings["away"]


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("bad", 400, "This request cannot be read"),
        ("forbidden", 403, "This is not allowed"),
        ("missing", 404, "There is nothing here"),
        ("broken", 500, "Something broke on our side"),
    ],
)
def test_each_page_says_what_is_wrong_and_needs_no_database(strict, address, status, sentence):
    answer = strict.get(f"/{address}/")  # no database fixture: a query here would fail the test

    page = answer.content.decode()
    assert answer.status_code == status
    assert sentence in page
    for secret in ["canary", address + "/", "csrfmiddlewaretoken"]:
        assert secret not in page
    assert "Set-Cookie" not in answer


def test_a_form_of_an_old_page_is_not_stored_and_says_so(strict):
    answer = strict.post("/form/", {"csrfmiddlewaretoken": "of another session"})

    assert answer.status_code == 403
    assert "This page is too old to be stored" in answer.content.decode()


@pytest.mark.parametrize(("address", "name"), [("database", "The database"), ("queue", "The message queue")])
def test_an_engine_that_is_away_is_named_and_is_worth_another_try(strict, dead_database, address, name):
    answer = strict.get(f"/{address}/")

    page = answer.content.decode()
    assert answer.status_code == 503
    assert f"{name} cannot be reached" in page
    assert "safe" in page
    assert answer["Retry-After"] == "10"


def test_the_page_comes_also_when_the_session_cannot_be_read(strict, settings, dead_database):
    settings.SESSION_ENGINE = "tests.config.sessions_away"
    strict.cookies["sessionid"] = "of-somebody"

    answer = strict.get(reverse("accounts:landing"))

    assert answer.status_code == 503
    assert "The database cannot be reached" in answer.content.decode()


def lose_every_write(execute, sql, params, many, context):
    if "roadmap_progress" in sql and not sql.lstrip().startswith("SELECT"):
        raise OperationalError("server closed the connection unexpectedly")
    return execute(sql, params, many, context)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_tick_is_answered_only_when_it_is_stored(as_ada, ada, roadmap, headers):
    as_ada.raise_request_exception = False
    address = reverse("roadmap:set_status", args=[factories.step(roadmap, "python").pk])

    with connection.execute_wrapper(lose_every_write):
        answer = as_ada.post(address, {"status": "done"}, headers=headers)

    assert answer.status_code == 503
    assert not Progress.objects.filter(person=ada).exists()


def test_the_same_bytes_for_every_address_and_everybody(as_ada, client, db):
    answers = {client.get("/nothing/").content, client.get("/steps/x/").content, as_ada.get("/steps/999/").content}

    assert len(answers) == 1
