"""Minutes as people write them down."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmap.durations import read_minutes

EARLIEST = timedelta(days=366 * 5)


class DurationField(forms.CharField):
    """Takes 90, 1:30 or 1.5 h and gives minutes; None where it may stay empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Such as 45, 1:30 or 1.5 h."))
        attrs = {"autocomplete": "off", "spellcheck": "false", "size": "8"}
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        minutes = read_minutes(text) if text else None
        if text and minutes is None:
            raise forms.ValidationError(_("Write how long it took as 45, 1:30 or 1.5 h."), code="invalid")
        return minutes


class TimeForm(forms.Form):
    """How long, and on which day."""

    minutes = DurationField(
        label=gettext_lazy("How long?"), error_messages={"required": gettext_lazy("Say how long it took.")}
    )
    spent_on = forms.DateField(
        label=gettext_lazy("On which day?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": gettext_lazy("Write the day as 2027-01-04."),
            "required": gettext_lazy("Choose the day."),
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["spent_on"].widget.attrs["max"] = today.isoformat()

    def clean_spent_on(self) -> date:
        day: date = self.cleaned_data["spent_on"]
        if day < self.today - EARLIEST:
            raise forms.ValidationError(_("That is more than five years ago. Is the year right?"))
        return day


class StopForm(forms.Form):
    """How long a forgotten session really was; empty while the clock tells."""

    minutes = DurationField(label=gettext_lazy("How long did you really work?"), required=False)
