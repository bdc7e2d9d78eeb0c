"""The words about one's own steps."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Delivery
from common import dates
from reminders.agenda import due_this_week, late, open_steps, rests
from reminders.links import absolute
from reminders.models import Reason
from reminders.writing import Words
from roadmap.models import Progress, Status, Step


def write_due_soon(delivery: Delivery, now: datetime) -> Words | Reason:
    assert delivery.person is not None
    mine = Step.objects.for_owner(delivery.person).select_related("roadmap__owner")
    step = mine.filter(pk=delivery.payload.get("step")).first()
    if step is None or not step.is_chosen or str(step.due_on) != delivery.payload.get("due_on"):
        return Reason.STEP_MOVED
    if rests(step.roadmap, now):
        return Reason.PAUSED
    steps = open_steps([delivery.person.pk])
    if step not in steps:
        finished = Progress.objects.filter(
            person=delivery.person, item=step.item_id, status__in=[Status.DONE, Status.SKIPPED]
        )
        return Reason.STEP_DONE if finished.exists() else Reason.STEP_MOVED
    today = delivery.person.local_date(now)
    return {
        "step": step,
        "step_url": absolute(step.get_absolute_url()),
        "due": due_in_words(step, today),
        "this_week": [other for other in due_this_week(steps, today) if other != step],
        "late": late(steps, today),
        "roadmap_url": absolute(reverse("roadmap:roadmap_list")),
    }


def write_digest(delivery: Delivery, now: datetime) -> Words | Reason:
    assert delivery.person is not None
    steps = open_steps([delivery.person.pk])
    if not steps:
        return Reason.NOTHING_DUE
    today = delivery.person.local_date(now)
    return {
        "next": steps[0],
        "step_url": absolute(steps[0].get_absolute_url()),
        "this_week": due_this_week(steps, today),
        "late": late(steps, today),
        "done": Progress.objects.filter(
            person=delivery.person, status=Status.DONE, changed_at__gte=now - timedelta(days=7)
        ).count(),
        "today_url": absolute(reverse("roadmap:today")),
        "roadmap_url": absolute(reverse("roadmap:roadmap_list")),
    }


def due_in_words(step: Step, today: date) -> str:
    """A sentence without its full stop: a subject has none."""
    assert step.due_on is not None
    sentences = {
        0: _("%(step)s is due today"),
        1: _("%(step)s is due tomorrow"),
        2: _("%(step)s is due the day after tomorrow"),
    }
    said = sentences.get((step.due_on - today).days) or _("%(step)s is due since %(day)s")
    return said % {"step": step.title, "day": dates.day(step.due_on)}
