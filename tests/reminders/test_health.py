from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from reminders.health.checks import MigrationsApplied
from tests.reminders.conftest import nudge


@pytest.fixture(autouse=True)
def forget_migrations():
    MigrationsApplied.seen.clear()


def test_alive_asks_no_database(client):  # without the db fixture a query fails
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_ready_when_all_is_well(client, db):
    answer = client.get("/readyz")
    assert answer.json() == {
        "status": "ok", "database": "ok", "migrations": "ok", "cache": "ok", "broker": "ok", "deliveries": "ok",
    }  # fmt: skip
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(("seconds", "status"), [(110, 200), (130, 503)])
def test_a_delivery_that_nobody_sends_turns_it_red(client, ada, step, clock, seconds, status):
    nudge(ada, step)
    clock.shift(timedelta(seconds=seconds))
    answer = client.get("/readyz")
    assert answer.status_code == status
    assert answer.json()["deliveries"].startswith("ok" if status == 200 else "a delivery has waited for 13")


def test_what_has_been_sent_waits_for_nothing(client, ada, step, clock):
    nudge(ada, step, state="skipped", reason="snoozed")
    clock.shift(timedelta(days=1))
    assert client.get("/readyz").status_code == 200


def test_a_migration_that_is_not_applied_turns_it_red(client, db):
    MigrationRecorder(connection).record_unapplied("reminders", "0001_initial")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "manage.py migrate" in answer.json()["migrations"]


def test_a_redis_that_is_away_turns_it_red(client, db, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["broker"] == "Unable to connect to Redis: Connection Error"


def test_a_broker_folder_that_is_gone_turns_it_red(client, db, settings, tmp_path):
    settings.REDIS_URL = ""
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(tmp_path / "gone")}
    assert client.get("/readyz").json()["broker"] == "the broker's folder cannot be written"


def test_a_database_that_is_away_turns_it_red_and_names_itself(client, db):
    def away(*args):
        raise OperationalError("connection to server at 10.1.2.3 failed: secret detail")

    with connection.execute_wrapper(away):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] != "ok"
    assert "secret detail" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_reading_is_allowed(client, db, address):
    assert client.post(address).status_code == 405
