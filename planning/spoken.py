"""Days and hours as people write them in English, whatever the machine's locale."""

from datetime import date

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def spoken_day(day: date) -> str:
    """As in "Thu 3 Dec"."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def spoken_date(day: date) -> str:
    """As in "3 Dec 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spoken_span(first: date, last: date) -> str:
    """As in "on Thu 3 Dec", "between Thu 3 and Sun 6 Dec", "between Mon 28 Dec 2026 and Sat 2 Jan 2027"."""
    if first == last:
        return f"on {spoken_day(first)}"
    if first.year != last.year:
        return f"between {spoken_day(first)} {first.year} and {spoken_day(last)} {last.year}"
    if first.month != last.month:
        return f"between {spoken_day(first)} and {spoken_day(last)}"
    return f"between {_WEEKDAYS[first.weekday()]} {first.day} and {spoken_day(last)}"


def spoken_minutes(minutes: int) -> str:
    """As in "45 min", "6 h", "1 h 30 min"; from ten hours on, whole hours."""
    hours, rest = divmod(minutes, 60)
    if hours >= 10:
        return f"{round(minutes / 60)} h"
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def spoken_days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
