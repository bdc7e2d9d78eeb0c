"""What a person is asked about their time, their money and their way of education: at the start, and in the settings."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.formats import number_format
from django.utils.functional import cached_property, keep_lazy_text
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

import planning
from catalog.models import Pathway
from common.text import validate_line
from roadmap import currencies
from roadmap.basis import Basis, Off
from roadmap.country_names import COUNTRY_NAMES
from roadmap.models import MOST_BUDGET, WEEKDAYS, Minutes

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FARTHEST_YEARS = 10
LONGEST_OFF = 366
MOST_ROWS = 40
NOT_A_DAY = gettext_lazy("Write the day as 2027-01-04.")


def countries() -> list[tuple[str, str]]:
    """By name, as the reader's language has and sorts it."""
    named = [(code, str(COUNTRY_NAMES.get(code, name))) for code, name in planning.countries().items()]
    return [("", _("No public holidays")), *sorted(named, key=lambda pair: fold(pair[1]))]


def fold(name: str) -> str:
    """Åland stands beside Albania."""
    return "".join(sign for sign in normalize("NFKD", name) if not combining(sign)).casefold()


class DayOffForm(forms.Form):
    """One row: from when, until when (the same day where it is empty), and why."""

    first_on = forms.DateField(required=False, error_messages={"invalid": NOT_A_DAY})
    last_on = forms.DateField(required=False, error_messages={"invalid": NOT_A_DAY})
    reason = forms.CharField(
        required=False,
        max_length=80,
        validators=[validate_line],
        error_messages={"max_length": gettext_lazy("Say it in 80 characters.")},
    )

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first_on"), self.cleaned_data.get("last_on")
        if last and not first and "first_on" not in self.errors:
            self.add_error("first_on", _("Say when these days off begin."))
        elif first and last and last < first:
            self.add_error("last_on", _("The last day off does not lie before the first."))
        elif first and last and last > first + timedelta(days=LONGEST_OFF):
            sentence = _("Days off last %(most)d days at most; move the first day of the plan instead.")
            self.add_error("last_on", sentence % {"most": LONGEST_OFF})
        return self.cleaned_data

    def off(self) -> Off | None:
        """The days, once cleaned; None for an empty row."""
        said = self.cleaned_data
        if not said.get("first_on"):
            return None
        return Off(said["first_on"], said["last_on"] or said["first_on"], said["reason"])


DaysOffForms = forms.formset_factory(
    DayOffForm, extra=2, max_num=MOST_ROWS, validate_max=True, absolute_max=MOST_ROWS + 2
)


WEEKDAY_NAMES = (
    pgettext_lazy("on its own", "Monday"),
    pgettext_lazy("on its own", "Tuesday"),
    pgettext_lazy("on its own", "Wednesday"),
    pgettext_lazy("on its own", "Thursday"),
    pgettext_lazy("on its own", "Friday"),
    pgettext_lazy("on its own", "Saturday"),
    pgettext_lazy("on its own", "Sunday"),
)
IN_QUARTERS = gettext_lazy("%(weekday)s: in quarters of an hour, such as 1.25.")


@keep_lazy_text
def about(name: "StrOrPromise", sentence: "StrOrPromise") -> str:
    """What is to be said about the hours of one weekday, in the language of whoever reads it."""
    return str(sentence) % {"weekday": name}


class WeekdayField(forms.DecimalField):
    """Hours of one weekday, in quarters."""

    def __init__(self, day: str) -> None:
        name = WEEKDAY_NAMES[WEEKDAYS.index(day)]
        super().__init__(
            required=False,
            min_value=Decimal(0),
            max_value=Decimal(16),
            decimal_places=2,
            label=name,
            error_messages={
                "min_value": about(name, gettext_lazy("%(weekday)s: 0 hours or more.")),
                "max_value": about(name, gettext_lazy("%(weekday)s: 16 hours at most; a person has to sleep.")),
                "invalid": about(name, gettext_lazy("%(weekday)s: write hours as a number, such as 1.5.")),
                "max_decimal_places": about(name, IN_QUARTERS),
            },
        )
        self.name = name

    def clean(self, value: Any) -> Any:
        hours = super().clean(value)
        if hours is not None and hours % Decimal("0.25"):
            raise forms.ValidationError(about(self.name, IN_QUARTERS))
        return hours


@keep_lazy_text
def too_much(sentence: "StrOrPromise") -> str:
    return str(sentence) % {"most": number_format(MOST_BUDGET, force_grouping=True)}


TOO_MUCH = too_much(gettext_lazy("A budget is %(most)s at most."))


def id_of(field: forms.BoundField) -> str:
    """The id of a field's control; of several, of the first."""
    return field.id_for_label or f"{field.auto_id}_0"


class WeekForm(forms.Form):
    """Once valid, `basis` is what a plan can be made from. `first_day` is the plan's first, and `currency` that of its
    amounts, where they are known before."""

    weekly_hours = forms.DecimalField(
        required=False,
        min_value=Decimal(1),
        max_value=Decimal(80),
        decimal_places=2,
        label=gettext_lazy("How many hours a week are really free?"),
        error_messages={
            "min_value": gettext_lazy("Plan at least 1 hour a week."),
            "max_value": gettext_lazy("Plan at most 80 hours a week; a person has to sleep."),
        },
    )
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = map(WeekdayField, WEEKDAYS)
    target_on = forms.DateField(
        required=False,
        label=gettext_lazy("Ready by (if there is such a day)"),
        error_messages={"invalid": gettext_lazy("Write the day as 2027-09-30.")},
    )
    country = forms.ChoiceField(
        required=False,
        choices=countries,
        label=gettext_lazy("Public holidays of"),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the countries in the list.")},
    )
    part = forms.CharField(required=False, max_length=24, label=gettext_lazy("Region"), widget=forms.Select)
    budget = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST_BUDGET,
        label=gettext_lazy("Budget"),
        error_messages={
            "min_value": gettext_lazy("A budget is 0 or more."),
            "max_value": TOO_MUCH,
            "invalid": gettext_lazy("Write the budget as a whole number, such as 500."),
        },
    )
    currency = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Currency"),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the currencies in the list.")},
    )
    pathway = forms.ModelChoiceField(
        queryset=Pathway.objects.current(),
        to_field_name="key",
        required=False,
        empty_label=gettext_lazy("None: I learn all of it here"),
        label=gettext_lazy("Way of education"),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the ways in the list.")},
    )

    def __init__(
        self,
        *args: Any,
        first_day: date | None = None,
        days_off: tuple[Off, ...] = (),
        currency: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.first_day, self.kept_currency = first_day, currency
        self.fields["currency"].choices = currencies.choices(currency)  # type: ignore[attr-defined]
        has_rows = self.is_bound and "off-TOTAL_FORMS" in self.data
        rows = [{"first_on": off.first_on, "last_on": off.last_on, "reason": off.reason} for off in days_off]
        self.days_off = DaysOffForms(self.data if has_rows else None, initial=None if has_rows else rows, prefix="off")
        parts = planning.parts_of(country) if (country := str(self["country"].value() or "")) else {}
        self.fields["part"].widget.choices = [("", _("All of it")), *parts.items()]
        self.parts = parts

    @property
    def weekdays(self) -> list[forms.BoundField]:
        return [self[day] for day in WEEKDAYS]

    @property
    def says_weekdays(self) -> bool:
        return any(field.value() not in (None, "") for field in self.weekdays)

    @property
    def off_rows(self) -> list[DayOffForm]:
        """The rows to show: those there are, and two more once the last one is filled."""
        rows = list(self.days_off.forms)
        if not rows or rows[-1]["first_on"].value():
            fresh = range(len(rows), min(len(rows) + 2, MOST_ROWS))
            rows += [DayOffForm(prefix=f"off-{number}") for number in fresh]
        return rows

    @property
    def says_days_off(self) -> bool:
        return bool(self["country"].value()) or any(row["first_on"].value() for row in self.days_off)

    @cached_property
    def likely_currency(self) -> str:
        """What amounts are in while nobody chooses: what they were in, or else that of the country or of the pathway."""
        return (
            self.kept_currency
            or currencies.OF_COUNTRY.get(str(self["country"].value() or ""))
            or self.currency_of_pathway()
            or currencies.DEFAULT
        )

    def currency_of_pathway(self) -> str:
        try:
            pathway: Pathway | None = self.fields["pathway"].clean(self["pathway"].value())
        except forms.ValidationError:
            return ""
        return pathway.currency if pathway else ""

    @property
    def says_means(self) -> bool:
        means, known = [self[name] for name in ("pathway", "budget", "currency")], (None, "", self.kept_currency)
        return any(field.errors or field.value() not in known for field in means)

    def is_valid(self) -> bool:
        return super().is_valid() and (not self.days_off.is_bound or self.days_off.is_valid())

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Everything that is wrong: the id of the control, empty where none is to blame, and the sentence."""
        found = [
            ("" if name == NON_FIELD_ERRORS else id_of(self[name]), str(message))
            for name, messages in self.errors.items()
            for message in messages
        ]
        if self.days_off.is_bound:
            found += [
                (id_of(row[name]) if name in row.fields else "", _("Days off: %(message)s") % {"message": message})
                for row in self.days_off.forms
                for name, messages in row.errors.items()
                for message in messages
            ]
            found += [("", str(message)) for message in self.days_off.non_form_errors()]
        return found

    def all_errors(self) -> list[str]:
        return [message for _id, message in self.faults]

    def clean_part(self) -> str:
        """A part of a country that was chosen before is forgotten with it."""
        part: str = self.cleaned_data["part"]
        return part if part in self.parts else ""

    def clean(self) -> dict[str, Any]:
        self.clean_week()
        first = self.first_day or self.cleaned_data.get("starts_on")
        target = self.cleaned_data.get("target_on")
        if first and target and target <= first:
            self.add_error("target_on", _("Choose a target date after the first day."))
        elif first and target and target > first + timedelta(days=366 * FARTHEST_YEARS):
            self.add_error("target_on", _("Plan %(most)d years ahead at most.") % {"most": FARTHEST_YEARS})
        return self.cleaned_data

    def clean_week(self) -> None:
        """Hours of weekdays count where there are any; the hours of the week are then their sum."""
        if any(day in self.errors for day in WEEKDAYS):
            return
        days = [self.cleaned_data.get(day) for day in WEEKDAYS]
        if all(hours is None for hours in days):
            if self.cleaned_data.get("weekly_hours") is None and "weekly_hours" not in self.errors:
                self.add_error("weekly_hours", _("Say how many hours a week are free."))
            return
        total = sum((hours for hours in days if hours), Decimal(0))
        self.errors.pop("weekly_hours", None)
        self.cleaned_data["weekly_hours"] = total
        if not 1 <= total <= 80:
            sentence = _("Your days add up to %(hours)s h; plan 1 to 80 hours a week.")
            self.add_error("weekly_hours", sentence % {"hours": number_format(f"{total.normalize():f}")})

    @property
    def minutes(self) -> Minutes | None:
        hours = [self.cleaned_data.get(day) for day in WEEKDAYS]
        if all(value is None for value in hours):
            return None
        monday, tuesday, wednesday, thursday, friday, saturday, sunday = (int((value or 0) * 60) for value in hours)
        return monday, tuesday, wednesday, thursday, friday, saturday, sunday

    @property
    def basis(self) -> Basis:
        said, rows = self.cleaned_data, self.days_off
        found = [row.off() for row in rows] if rows.is_bound else []
        return Basis(
            weekly_hours=said["weekly_hours"],
            minutes=self.minutes,
            days_off=tuple(sorted((off for off in found if off), key=lambda off: (off.first_on, off.last_on))),
            region=f"{said['country']}-{said['part']}" if said["part"] else said["country"],
            target_on=said["target_on"],
            currency=said["currency"] or self.likely_currency,
            budget=said["budget"],
            pathway_id=said["pathway"].pk if said["pathway"] else None,
        )


def said_about(basis: Basis) -> dict[str, Any]:
    """The form's first values for what a plan is made from; its days off are rows of their own."""
    country, _, part = basis.region.partition("-")
    days: Mapping[str, Any] = (
        {day: spoken(Decimal(minutes) / 60) for day, minutes in zip(WEEKDAYS, basis.minutes, strict=True)}
        if basis.minutes
        else {}
    )
    pathway = Pathway.objects.filter(pk=basis.pathway_id).first() if basis.pathway_id else None
    return {
        "weekly_hours": spoken(basis.weekly_hours),
        **days,
        "target_on": basis.target_on,
        "country": country,
        "part": part,
        "currency": basis.currency,
        "budget": basis.budget,
        "pathway": pathway.key if pathway else "",
    }


def spoken(hours: Decimal) -> str:
    """Hours as a person writes them: 8 and not 8.00, 1.25."""
    return f"{hours.quantize(Decimal('0.01')).normalize():f}"
