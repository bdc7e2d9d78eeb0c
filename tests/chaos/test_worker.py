"""Walk 5: a due reminder goes out by Celery once. Two beats, a rerun and a killed worker make no second mail."""

import os
import signal
import time

import pytest

from tests.chaos.judge import read_log
from tests.chaos.servers import Town, family, wait_until

pytestmark = pytest.mark.chaos


def sent(town: Town) -> bool:
    return {state for (state,) in town.ask("SELECT state FROM accounts_delivery")} == {"sent"}


def test_a_planned_reminder_arrives_once_whatever_runs_twice_or_dies(town):
    town.python("-m", "tests.chaos.seed", "one")
    worker, beats = town.add_worker(), [town.add_beat(1), town.add_beat(2)]
    for server in [worker, *beats]:
        server.start()
    wait_until(lambda: sent(town), seconds=90, what="the reminder")
    worker.kill_and_start()
    assert "0 planned, nothing due" in town.run("send_reminders")
    beats[0].kill_and_start()  # it begins with a message for each task
    time.sleep(8)
    assert [entry["to"] for entry in read_log(town.sink_log)] == ["learner0@example.org"]


def test_a_worker_that_hangs_is_started_again(town):
    worker, beat = town.add_worker(patience=4), town.add_beat()
    worker.start()
    beat.start()
    town.python("-m", "tests.chaos.seed", "one")
    wait_until(lambda: sent(town), seconds=90, what="the first worker")
    for pid in family(worker.process.pid)[1:]:
        os.kill(pid, signal.SIGSTOP)
    town.python("-m", "tests.chaos.seed", "again")
    wait_until(lambda: sent(town), seconds=90, what="the second worker")
    assert "makes no progress" in worker.log.read_text()
