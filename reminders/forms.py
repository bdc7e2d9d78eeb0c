from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from common import dates
from reminders.local_time import is_within
from reminders.models import USUAL, Category, Preference

# With a context: without one, these would take the place of the names that Django's own catalogs give to dates.
DAYS = [
    pgettext_lazy("on its own", "Mon"),
    pgettext_lazy("on its own", "Tue"),
    pgettext_lazy("on its own", "Wed"),
    pgettext_lazy("on its own", "Thu"),
    pgettext_lazy("on its own", "Fri"),
    pgettext_lazy("on its own", "Sat"),
    pgettext_lazy("on its own", "Sun"),
]
LABELS = {
    Category.DUE_SOON: gettext_lazy("A step is due soon"),
    Category.DIGEST: gettext_lazy("My week ahead"),
    Category.REVIEW_REQUESTED: gettext_lazy("Somebody asks me for a review"),
    Category.VERDICT: gettext_lazy("A mentor has reviewed my work"),
}


def clock() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "input num"})


class PreferencesForm(forms.Form):
    categories = forms.MultipleChoiceField(
        choices=[(category, LABELS[category]) for category in USUAL],
        required=False,
        label=gettext_lazy("Write to me when"),
        widget=forms.CheckboxSelectMultiple,
    )
    local_time = forms.TimeField(label=gettext_lazy("At what time"), widget=clock())
    weekdays = forms.TypedMultipleChoiceField(
        choices=list(enumerate(DAYS)),
        coerce=int,
        label=gettext_lazy("On which days"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one day.")},
    )
    digest_weekday = forms.TypedChoiceField(
        choices=list(enumerate(DAYS)),
        coerce=int,
        label=gettext_lazy("My week ahead comes on"),
        widget=forms.Select(attrs={"class": "input"}),
    )
    quiet_from = forms.TimeField(required=False, label=gettext_lazy("Quiet from"), widget=clock())
    quiet_until = forms.TimeField(required=False, label=pgettext_lazy("quiet hours", "until"), widget=clock())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        start, end, chosen = found.get("quiet_from"), found.get("quiet_until"), found.get("local_time")
        if (start is None) != (end is None) and not self.errors.keys() & {"quiet_from", "quiet_until"}:
            self.add_error("quiet_until" if start else "quiet_from", _("Quiet hours need a start and an end."))
        elif start and start == end:
            self.add_error("quiet_until", _("Quiet hours need an end that differs from their start."))
        elif start and end and chosen and is_within(chosen, start, end):
            problem = _("%(time)s lies in your quiet hours. Choose a time outside them.")
            self.add_error("local_time", problem % {"time": dates.clock(datetime.combine(date.min, chosen))})
        return found

    @property
    def quiet(self) -> tuple[time, time] | None:
        start = self.cleaned_data["quiet_from"]
        return (start, self.cleaned_data["quiet_until"]) if start else None

    @property
    def weekday_bits(self) -> int:
        return sum(1 << day for day in set(self.cleaned_data["weekdays"]))


def form_of(preferences: dict[str, Preference]) -> PreferencesForm:
    """Show what holds now."""
    soon, digest = preferences[Category.DUE_SOON], preferences[Category.DIGEST]
    return PreferencesForm(
        initial={
            "categories": [category for category, preference in preferences.items() if preference.is_on],
            "local_time": soon.local_time,
            "weekdays": [day for day in range(7) if soon.weekdays >> day & 1],
            "digest_weekday": digest.weekdays.bit_length() - 1,
            "quiet_from": soon.quiet_from,
            "quiet_until": soon.quiet_until,
        }
    )


class SnoozeForm(forms.Form):
    until = forms.ChoiceField(choices=[(name, name) for name in ("day", "three-days", "monday", "none")])
