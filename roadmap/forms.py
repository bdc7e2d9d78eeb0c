from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmap import moving
from roadmap.filters import kept_query
from roadmap.models import Pin, Status, Step

PAGES = frozenset({"roadmap", "today", "step"})
STATUSES = frozenset(Status.values)
FARTHEST_YEARS = 10
MOST_SHIFT_DAYS = 366


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A change of one step's status. `expected`: only if it still is that; `page` says where the person is, `open_step`
    which step's drawer stands beside the list, `kept` what the list was filtered by. `key`: a tick that is sent later than
    it was made, and perhaps again."""

    status: str
    expected: str | None
    page: str
    open_step: int | None
    kept: str = ""
    key: UUID | None = None


def read_status_change(posted: Mapping[str, str], asked: Mapping[str, str]) -> StatusChange:
    """Read the button that was pressed and the form it belongs to; by hand, because a tick is what people do most.

    Raises ValidationError that names the field.
    """
    status, expected, page = posted.get("status", ""), asked.get("expected") or None, posted.get("page") or "roadmap"
    open_step = posted.get("open", "")
    if status not in STATUSES:
        raise forms.ValidationError(_("Status: choose to do, in progress, done or skipped."))
    if expected is not None and expected not in STATUSES:
        raise forms.ValidationError(_("Expected: that is no status."))
    if page not in PAGES:
        raise forms.ValidationError(_("Page: there is no such page."))
    kept = kept_query(posted.get("filter", ""))
    key = read_key(posted["key"]) if "key" in posted else None
    return StatusChange(status, expected, page, int(open_step) if open_step.isdecimal() else None, kept, key)


def read_key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise forms.ValidationError(_("Key: that is no UUID.")) from None


def read_version(posted: Mapping[str, str]) -> int:
    """Read which plan version a person had before them; 0, which no version has, where the form does not say."""
    return read_number(posted, "version")


def read_number(posted: Mapping[str, str], name: str) -> int:
    """Read the number of what a person had before them; 0, which nothing has, where the form does not say."""
    value = posted.get(name, "")
    return int(value) if value.isdecimal() and value.isascii() and len(value) <= 9 else 0


class PinForm(forms.Form):
    """A step's day as the person wants it: a kind and a day, or by how many days it moves."""

    kind = forms.ChoiceField(choices=Pin.Kind.choices, required=False, label=gettext_lazy("How"))
    day = forms.DateField(
        required=False,
        label=gettext_lazy("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Day: write it as 2027-01-04.")},
    )
    shift = forms.IntegerField(
        min_value=-MOST_SHIFT_DAYS,
        max_value=MOST_SHIFT_DAYS,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), gettext_lazy("Shift: 366 days at most.")),
    )

    def __init__(self, *args: Any, today: date, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.step = today, step

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not moving.is_open(self.step):
            raise forms.ValidationError(_("This step is done, skipped or not in your plan: it has no date to move."))
        if said.get("shift"):
            pin = moving.shifted(self.step, said["shift"])
            if pin is None:
                raise forms.ValidationError(_("This step has no date yet. Choose a day."))
            said["kind"], said["day"] = pin
        if not self.errors and not said.get("kind"):
            self.add_error("kind", _("How: choose “Not before” or “Ready by”."))
        if not self.errors and not said.get("day"):
            self.add_error("day", _("Day: choose one."))
        if not self.errors and not self.today <= said["day"] <= self.today + timedelta(days=366 * FARTHEST_YEARS):
            self.add_error("day", _("Day: from today on, and within 10 years."))
        return said
