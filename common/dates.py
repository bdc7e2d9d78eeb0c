"""Days and moments in the reader's way: the order, the points and the names of their language.

Each shape is a format that translators write (Django's letters: D Thu, l Thursday, j 26, M Nov, F November, Y 2026).
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.translation import pgettext


def local(value: date) -> date:
    """A moment in the reader's zone; a day is a day everywhere."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def said(value: date | None, pattern: str) -> str:
    return formatted(local(value), pattern) if value else ""


def day(value: date | None) -> str:
    """As in "Thu 26 Nov"."""
    return said(value, pgettext("date: Thu 26 Nov", "D j M"))


def short_day(value: date | None) -> str:
    """As in "26 Nov"."""
    return said(value, pgettext("date: 26 Nov", "j M"))


def day_and_year(value: date | None) -> str:
    """As in "26 Nov 2026"."""
    return said(value, pgettext("date: 26 Nov 2026", "j M Y"))


def weekday_and_year(value: date | None) -> str:
    """As in "Thu 26 Nov 2026"."""
    return said(value, pgettext("date: Thu 26 Nov 2026", "D j M Y"))


def long_day(value: date | None) -> str:
    """As in "Thursday 26 November"."""
    return said(value, pgettext("date: Thursday 26 November", "l j F"))


def short_month(value: date | None) -> str:
    """As in "Nov"."""
    return said(value, pgettext("date: Nov", "M"))


def month_and_year(value: date | None) -> str:
    """As in "Nov 2026"."""
    return said(value, pgettext("date: Nov 2026", "M Y"))


def long_month(value: date | None) -> str:
    """As in "November 2026"."""
    return said(value, pgettext("date: November 2026", "F Y"))


def clock(value: datetime | None) -> str:
    """As in "14:30"."""
    return said(value, pgettext("time: 14:30", "H:i"))


def moment(value: datetime | None) -> str:
    """As in "Thu 26 Nov, 14:30"."""
    return said(value, pgettext("moment: Thu 26 Nov, 14:30", "D j M, H:i"))


def moment_and_year(value: datetime | None) -> str:
    """As in "26 Nov 2026, 14:30"."""
    return said(value, pgettext("moment: 26 Nov 2026, 14:30", "j M Y, H:i"))
