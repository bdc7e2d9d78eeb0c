"""What may be changed of a roadmap as a whole."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.text import validate_line
from roadmap.basis import basis_of
from roadmap.models import Roadmap
from roadmap.week_forms import WeekForm, said_about


class SettingsForm(WeekForm):
    title = forms.CharField(
        max_length=160,
        validators=[validate_line],
        label=_("Title"),
        error_messages={
            "required": _("Give the roadmap a title."),
            "max_length": _("A title has 160 characters at most."),
        },
    )

    def __init__(self, *args: Any, roadmap: Roadmap, **kwargs: Any) -> None:
        basis = basis_of(roadmap)
        super().__init__(
            *args,
            first_day=roadmap.starts_on,
            days_off=basis.days_off,
            currency=basis.currency,
            initial={"title": roadmap.title, **said_about(basis)},
            **kwargs,
        )
