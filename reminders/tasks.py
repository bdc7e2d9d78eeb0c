"""What beat starts. A lost message costs time only: the next one finds the same rows. The functions do the work, not Celery."""

from celery import shared_task
from django.utils import timezone

from catalog.links import check_links as check_some_links
from reminders.proposals import propose_due
from reminders.sender import send_due
from reminders.sweep import sweep

# Hours in UTC in which other servers are asked: between two and five.
NIGHT = range(2, 5)


@shared_task
def plan_reminders() -> None:
    sweep(timezone.now())


@shared_task
def send_deliveries() -> None:
    send_due()


@shared_task
def propose_replans() -> None:
    propose_due(timezone.now())


@shared_task(soft_time_limit=110, time_limit=120)
def check_links() -> None:
    now = timezone.now()
    if now.hour in NIGHT:
        check_some_links(now)
