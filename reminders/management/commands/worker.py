"""A Celery worker that is started again when it has stopped working, or died.

A worker can look alive and consume nothing (after its broker was replaced, say). So what counts is progress: while a
delivery has been due for a while and this worker has ended no task for as long, it is killed and started anew.
"""

import os
import signal
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from time import sleep, time
from types import FrameType
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.utils import timezone

from accounts.models import Delivery

log = structlog.get_logger(__name__)
TIME_TO_START = 60.0  # seconds that a new worker has for its first task, on a machine that is busy


class Command(BaseCommand):
    help = "Run a Celery worker, and start it again when it makes no progress although deliveries are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--patience", type=float, default=60, help="seconds without progress (default: 60)")
        parser.add_argument("celery", nargs="*", help="options for celery worker, after --")

    def handle(self, *args: Any, patience: float, celery: list[str], **options: Any) -> None:
        with tempfile.TemporaryDirectory() as folder:
            progress = Path(folder) / "progress"
            worker = Worker(["-m", "celery", "-A", "config", "worker", *celery], progress)
            signal.signal(signal.SIGTERM, worker.stop)
            signal.signal(signal.SIGINT, worker.stop)
            worker.start()
            while not worker.is_stopped:
                sleep(min(0.5, patience / 4))
                worker.look_after(patience)


class Worker:
    def __init__(self, arguments: list[str], progress: Path) -> None:
        self.arguments, self.progress = arguments, progress
        self.process: subprocess.Popen[bytes] | None = None
        self.is_stopped = False
        self.started = 0.0

    def start(self) -> None:
        self.progress.touch()
        self.started = self.progress.stat().st_mtime
        self.process = subprocess.Popen(
            [sys.executable, *self.arguments],
            env={**os.environ, "WAYMARK_PROGRESS_FILE": str(self.progress)},
            start_new_session=True,
        )

    def look_after(self, patience: float) -> None:
        assert self.process
        if self.process.poll() is not None:
            log.warning("the worker died and is started again", code=self.process.returncode)
            self.start()
        elif self.is_idle(patience) and deliveries_wait(patience):
            log.warning("the worker makes no progress and is started again", seconds=patience)
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.start()

    def is_idle(self, patience: float) -> bool:
        last = self.progress.stat().st_mtime
        has_worked = last > self.started
        return time() - last > (patience if has_worked else max(patience, TIME_TO_START))

    def stop(self, signum: int, frame: FrameType | None) -> None:
        """Let the worker end its tasks, as Celery does on SIGTERM."""
        self.is_stopped = True
        if self.process:
            self.process.terminate()
            self.process.wait()


def deliveries_wait(patience: float) -> bool:
    """Without work there is no progress to expect; without a database, nothing to decide on."""
    try:
        return Delivery.objects.due(timezone.now() - timedelta(seconds=patience)).exists()
    except DatabaseError:
        connection.close()
        return False
