"""The second driver: plan and send without broker, worker or beat. It may run beside them."""

import signal
import threading
from argparse import ArgumentParser
from collections import Counter
from time import monotonic
from types import FrameType
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from reminders.sender import send_due
from reminders.sweep import sweep

log = structlog.get_logger(__name__)
PLAN_EVERY = 60.0
LOOK_EVERY = 0.5


class Command(BaseCommand):
    help = "Plan and send what is due, once, or with --loop until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", action="store_true", help="go on until stopped, looking twice a second")

    def handle(self, *args: Any, loop: bool, **options: Any) -> None:
        if loop:
            run_until_stopped()
        else:
            planned = sweep(timezone.now())
            self.stdout.write(f"{planned} planned, {in_words(send_due())}.")


def in_words(tally: Counter[str]) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in sorted(tally.items())) or "nothing due"


def run_until_stopped() -> None:
    """Finish the batch in hand on SIGTERM; whatever is not finished then, lapses and is taken by another."""
    stopped = threading.Event()

    def stop(signum: int, frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    next_plan = monotonic()
    while not stopped.is_set():
        try:
            if monotonic() >= next_plan:
                sweep(timezone.now())
                next_plan = monotonic() + PLAN_EVERY
            send_due(seconds=10)
        except (OperationalError, InterfaceError) as error:
            log.warning("the database is away", error=str(error))
            connection.close()
        stopped.wait(LOOK_EVERY)
