"""What people say about prices and alternatives."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.text import validate_line
from roadmap.models import Roadmap, Step, StepPrice

MOST_IDS = 50


def read_ids(posted: Iterable[str]) -> list[int]:
    """Read numbers of steps; what is none is left out."""
    return [int(value) for value in posted if value.isdecimal() and value.isascii() and len(value) <= 18][:MOST_IDS]


class PriceForm(forms.Form):
    """What one step costs: once, or by the month to whoever sells the months."""

    step = forms.ModelChoiceField(
        queryset=Step.objects.none(),
        label=_("Which step"),
        empty_label=_("Choose a step"),
        error_messages={"required": _("Choose a step."), "invalid_choice": _("Choose one of the steps in the list.")},
    )
    amount = forms.DecimalField(
        min_value=Decimal(0),
        max_value=Decimal(StepPrice.MOST_CENTS // 100),
        decimal_places=2,
        label=_("How much"),
        error_messages={
            "required": _("Say how much it costs; 0 when it is free."),
            "invalid": _("Write the amount as 49 or 49.50."),
            "min_value": _("A price is 0 or more."),
            "max_value": _("A price is 1,000,000 at most."),
            "max_decimal_places": _("Write the amount with two decimals at most, as 49.50."),
        },
    )
    subscription = forms.CharField(
        required=False,
        max_length=60,
        validators=[validate_line],
        label=_("Paid by the month to"),
        help_text=_(
            "Such as Coursera. Steps that share a paid month are paid once. Empty: paid once, on the first day."
        ),
        error_messages={"max_length": _("Use 60 characters at most.")},
    )

    def __init__(self, *args: Any, roadmap: Roadmap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].queryset = roadmap.steps.all()  # type: ignore[attr-defined]
        said = _("In %(currency)s. 0 when it is free after all.")
        self.fields["amount"].help_text = said % {"currency": roadmap.currency}

    @property
    def cents(self) -> int:
        return int(self.cleaned_data["amount"] * 100)
