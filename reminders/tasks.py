"""What beat starts. A lost message costs time only: the next one finds the same rows. The functions do the work, not Celery."""

from celery import shared_task
from django.utils import timezone

from reminders.proposals import propose_due
from reminders.sender import send_due
from reminders.sweep import sweep


@shared_task
def plan_reminders() -> None:
    sweep(timezone.now())


@shared_task
def send_deliveries() -> None:
    send_due()


@shared_task
def propose_replans() -> None:
    propose_due(timezone.now())
