"""All roadmaps of one person: those in work, those put away, and those deleted that can still come back."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from common.text import validate_line
from roadmap import words
from roadmap.models import Roadmap
from roadmap.overview import Overview, overview_of
from roadmap.sql import read_roadmaps

Context = dict[str, Any]
LONGEST_PAUSE = timedelta(days=731)


class RenameForm(forms.Form):
    title = forms.CharField(
        max_length=160,
        label=gettext_lazy("Name"),
        validators=[validate_line],
        error_messages={"required": gettext_lazy("Give the roadmap a name.")},
    )


class PauseForm(forms.Form):
    until = forms.DateField(
        label=gettext_lazy("Back on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Choose the day on which you are back."),
            "invalid": gettext_lazy("Write the day as 2027-03-03."),
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until <= self.today:
            raise forms.ValidationError(_("Choose a day after today as the one on which you are back."))
        if until > self.today + LONGEST_PAUSE:
            raise forms.ValidationError(_("A pause lasts two years at most. For longer, archive the roadmap."))
        return until


@dataclass(frozen=True, slots=True)
class RoadmapLine:
    """One roadmap in work, with the forms that are about it."""

    roadmap: Roadmap
    percent: str
    next_title: str
    paused_until: str
    rename: RenameForm
    pause: PauseForm
    is_open: bool


def paused_until(roadmap: Roadmap, today: date) -> str:
    """Say until when a roadmap rests; empty where it does not."""
    if roadmap.paused_until is None or not roadmap.is_paused(today):
        return ""
    return words.day(roadmap.paused_until.isoformat(), today.isoformat())


def line(roadmap: Roadmap, overview: Overview, today: date, failed: forms.Form | None) -> RoadmapLine:
    ids = f"{roadmap.pk}_%s"
    first = {"title": roadmap.title, "until": roadmap.paused_until if roadmap.is_paused(today) else None}
    return RoadmapLine(
        roadmap,
        percent=str(overview.share.percent),
        next_title=overview.next.title if overview.next else "",
        paused_until=paused_until(roadmap, today),
        rename=failed if isinstance(failed, RenameForm) else RenameForm(initial=first, auto_id=ids),
        pause=failed if isinstance(failed, PauseForm) else PauseForm(initial=first, today=today, auto_id=ids),
        is_open=failed is not None,
    )


def roadmap_list(
    user: User, today: date, *, about: int = 0, failed: forms.Form | None = None, refused: str = ""
) -> Context:
    """Show all roadmaps with two queries, one as ten. `about` is the one that was just deleted, or whose form `failed`."""
    wholes = read_roadmaps(user.pk)
    roadmaps = list(Roadmap.objects.of_owner(user))
    deleted = [roadmap for roadmap in roadmaps if roadmap.deleted_at]
    return {
        "lines": [
            line(roadmap, overview_of(wholes[roadmap.pk]), today, failed if roadmap.pk == about else None)
            for roadmap in roadmaps
            if roadmap.pk in wholes
        ],
        "archived": [roadmap for roadmap in roadmaps if roadmap.archived_at and not roadmap.deleted_at],
        "deleted": deleted,
        "just_deleted": next((roadmap for roadmap in deleted if roadmap.pk == about), None),
        "refused": refused,
    }
