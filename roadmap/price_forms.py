"""What people say about prices and alternatives."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from common.text import validate_line
from roadmap.models import Step, StepPrice

MOST_IDS = 50


def read_ids(posted: Iterable[str]) -> list[int]:
    """Read numbers of steps; what is none is left out."""
    return [int(value) for value in posted if value.isdecimal() and value.isascii() and len(value) <= 18][:MOST_IDS]


class PriceForm(forms.Form):
    """What one step costs: once, or by the month to whoever sells the months."""

    step = forms.ModelChoiceField(
        queryset=Step.objects.none(),
        label="Which step",
        empty_label="Choose a step",
        error_messages={"required": "Choose a step.", "invalid_choice": "Choose one of the steps in the list."},
    )
    amount = forms.DecimalField(
        min_value=Decimal(0),
        max_value=Decimal(StepPrice.MOST_CENTS // 100),
        decimal_places=2,
        label="How much",
        help_text="In your own currency. 0 when it is free after all.",
        error_messages={
            "required": "Say how much it costs; 0 when it is free.",
            "invalid": "Write the amount as 49 or 49.50.",
            "min_value": "A price is 0 or more.",
            "max_value": "A price is 1,000,000 at most.",
            "max_decimal_places": "Write the amount with two decimals at most, as 49.50.",
        },
    )
    subscription = forms.CharField(
        required=False,
        max_length=60,
        validators=[validate_line],
        label="Paid by the month to",
        help_text="Such as Coursera. Steps that share a paid month are paid once. Empty: paid once, on the first day.",
        error_messages={"max_length": "Use 60 characters at most."},
    )

    def __init__(self, *args: Any, steps: QuerySet[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].queryset = steps  # type: ignore[attr-defined]

    @property
    def cents(self) -> int:
        return int(self.cleaned_data["amount"] * 100)
