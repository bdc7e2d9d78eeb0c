import os
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import beat_embedded_init, beat_init, task_postrun

from config import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

broker.register()
app = Celery("waymark")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_init.connect
@beat_embedded_init.connect
def look_at_once(**signal: Any) -> None:
    """A beat that was started again need not wait out its first interval; a task too many does nothing twice."""
    for entry in app.conf.beat_schedule.values():
        app.send_task(entry["task"], **entry["options"])


@task_postrun.connect
def note_progress(**signal: Any) -> None:
    """For `manage.py worker`, which starts a worker again that has stopped working."""
    if progress := os.environ.get("WAYMARK_PROGRESS_FILE"):
        Path(progress).touch()
