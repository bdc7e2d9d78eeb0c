from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms

from catalog.models import Template
from roadmap.models import Status

PAGES = frozenset({"roadmap", "today", "step"})
FARTHEST_YEARS = 10


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A change of one step's status. `expected`: only if it still is that; `page` says where the person is, `open_step`
    which step's drawer stands beside the list."""

    status: str
    expected: str | None
    page: str
    open_step: int | None


def read_status_change(posted: Mapping[str, str], asked: Mapping[str, str]) -> StatusChange:
    """Read the button that was pressed and the form it belongs to; by hand, because a tick is what people do most.

    Raises ValidationError that names the field.
    """
    status, expected, page = posted.get("status", ""), asked.get("expected") or None, posted.get("page") or "roadmap"
    open_step = posted.get("open", "")
    if status not in Status.values:
        raise forms.ValidationError("Status: choose to do, in progress, done or skipped.")
    if expected is not None and expected not in Status.values:
        raise forms.ValidationError("Expected: that is no status.")
    if page not in PAGES:
        raise forms.ValidationError("Page: there is no such page.")
    return StatusChange(status, expected, page, int(open_step) if open_step.isdecimal() else None)


def read_version(posted: Mapping[str, str]) -> int:
    """Read which plan version a person had before them; 0, which no version has, where the form does not say."""
    version = posted.get("version", "")
    return int(version) if version.isdecimal() and version.isascii() and len(version) <= 9 else 0


class StartForm(forms.Form):
    """What a plan is made from: the role, the hours of a week, the first day, and perhaps a day to be ready by."""

    template = forms.ModelChoiceField(
        queryset=Template.objects.current(),
        to_field_name="key",
        empty_label=None,
        label="Which role do you want?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role.", "invalid_choice": "Choose one of the roles in the list."},
    )
    weekly_hours = forms.DecimalField(
        min_value=Decimal(1),
        max_value=Decimal(80),
        max_digits=4,
        decimal_places=1,
        label="How many hours a week are really free?",
        error_messages={
            "min_value": "Plan at least 1 hour a week.",
            "max_value": "Plan at most 80 hours a week; a person has to sleep.",
            "required": "Say how many hours a week are free.",
        },
    )
    starts_on = forms.DateField(
        label="First day",
        error_messages={"invalid": "Write the day as 2027-01-04.", "required": "Choose the first day."},
    )
    target_on = forms.DateField(
        required=False,
        label="Ready by (if there is such a day)",
        error_messages={"invalid": "Write the day as 2027-09-30."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if not self.today - timedelta(days=366) <= day <= self.today + timedelta(days=366):
            raise forms.ValidationError("The first day lies within a year of today.")
        return day

    def clean(self) -> dict[str, Any] | None:
        first, target = self.cleaned_data.get("starts_on"), self.cleaned_data.get("target_on")
        if first and target and target <= first:
            self.add_error("target_on", "The target date lies after the first day.")
        elif first and target and target > first + timedelta(days=366 * FARTHEST_YEARS):
            self.add_error("target_on", f"Plan {FARTHEST_YEARS} years ahead at most.")
        return self.cleaned_data
