"""The people that the tests speak of, and a small catalog for them to work through."""

import os
from datetime import date

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from accounts.models import User
from catalog.models import Template
from roadmap.models import Roadmap
from tests import factories

# Query budgets are the same on every machine: a cached session would cost one statement less. Said here and not in a
# fixture, because the live server's middleware reads it once, when it starts.
configured.SESSION_ENGINE = "django.contrib.sessions.backends.db"

if configured.REDIS_URL:
    # Each of the processes that share the tests has a Redis database of its own: one test's flush is not another's.
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    server, _, number = configured.REDIS_URL.rpartition("/")
    configured.CACHES["default"]["LOCATION"] = f"{server}/{int(number) + process}"


@pytest.fixture(autouse=True)
def nothing_cached():
    """Rate limits and drawings of an earlier test are forgotten. A cache in the database goes with the test's transaction."""
    if configured.REDIS_URL:
        cache.clear()


@pytest.fixture(autouse=True)
def english():
    """A request leaves its language behind in the thread; each test begins in English again."""
    translation.activate(configured.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Argon2 is slow on purpose; no test here is about it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ada(db) -> User:
    """Ada is the learner: she owns whatever a test is about."""
    return factories.person("ada@example.org", name="Ada", time_zone="Europe/Berlin")


@pytest.fixture
def mentor(db) -> User:
    """Grace is a mentor; of whom, the test says."""
    return factories.person("grace@example.org", name="Grace")


@pytest.fixture
def mallory(db) -> User:
    """Mallory is signed in, and has no business here."""
    return factories.person("mallory@example.org", name="Mallory")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def as_ada(ada: User) -> Client:
    return signed_in(ada)


@pytest.fixture
def as_mentor(mentor: User) -> Client:
    return signed_in(mentor)


@pytest.fixture
def as_mallory(mallory: User) -> Client:
    return signed_in(mallory)


@pytest.fixture
def template(db) -> Template:
    """Two stages: Python -> pandas, one of two frameworks, an optional skill; then a project that needs pandas."""
    return factories.small_template()


@pytest.fixture
def roadmap(ada: User, template: Template) -> Roadmap:
    """Ada's roadmap: eight hours a week from Monday 4 January 2027."""
    return factories.roadmap_of(ada, template, starts_on=date(2027, 1, 4))
