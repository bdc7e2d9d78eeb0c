"""What the page shows on which a roadmap is arranged, and what its forms and buttons post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from catalog.models import Item
from common.text import validate_line
from roadmap import words
from roadmap.actions import Wanted
from roadmap.actions.editing import latest_edit
from roadmap.actions.own_steps import OWN_AT_MOST
from roadmap.models import OwnLink, Roadmap, Stage, Step, StepLink
from roadmap.models.notes import Address
from roadmap.note_forms import LinksField, read_links
from roadmap.rows import address_of_steps
from roadmap.titles import own_titles

Context = dict[str, Any]
NEEDS_AT_MOST = 20
STAGE_GONE = gettext_lazy("That stage is not here any more. Choose another.")


def read_seen(posted: Mapping[str, str]) -> int:
    """Read the number of the last edit that the page had seen; -1, which none has, where the form does not say."""
    seen = posted.get("seen", "")
    return int(seen) if seen.isdecimal() and seen.isascii() and len(seen) <= 9 else -1


def read_edited(asked: Mapping[str, str]) -> int:
    """Read which step the page is to show in its form; 0 where there is none."""
    step_id = asked.get("edit", "")
    return int(step_id) if step_id.isdecimal() and step_id.isascii() and len(step_id) <= 18 else 0


def read_order(posted: Mapping[str, str]) -> list[int]:
    """Read ids with commas between; where it is something else, one that no step has."""
    parts = posted.get("order", "").split(",")
    fine = all(part.isdecimal() and part.isascii() and len(part) <= 18 for part in parts)
    return [int(part) for part in parts] if fine and len(parts) <= 2000 else [0]


class StepForm(forms.Form):
    """A step's title, hours and place; of an own step also what it needs and where one learns it."""

    title = forms.CharField(
        max_length=160,
        label=gettext_lazy("What is it?"),
        validators=[validate_line],
        error_messages={"required": gettext_lazy("Give the step a title.")},
    )
    hours = forms.DecimalField(
        min_value=Decimal(0),
        max_value=Decimal(400),
        decimal_places=1,
        label=gettext_lazy("Hours of work"),
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
        error_messages={
            "required": gettext_lazy("Say about how many hours it takes."),
            "min_value": gettext_lazy("A step takes no less than 0 hours."),
            "max_value": gettext_lazy("A step takes at most 400 hours. Split a larger one."),
        },
    )
    stage = forms.ChoiceField(
        label=gettext_lazy("Stage"),
        error_messages={"invalid_choice": STAGE_GONE},
    )
    is_optional = forms.BooleanField(required=False, label=gettext_lazy("Optional"))
    needs = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Opens after"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("One of these steps is not in this roadmap any more. Choose again.")
        },
    )
    links = LinksField(
        required=False,
        label=gettext_lazy("Where to learn it"),
        help_text=gettext_lazy("One address a line; after a space, what to call it."),
        widget=forms.Textarea(attrs={"rows": 3, "wrap": "off", "placeholder": "https://", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, stages: Sequence[Stage], steps: Sequence[Step], is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_own = is_own
        self.choices("stage", [(str(stage.pk), stage.title) for stage in stages])
        if is_own:
            self.choices("needs", [(str(step.pk), step.title) for step in steps if step.is_chosen])
            self.fields["hours"].widget.attrs["min"] = "0"
        else:
            del self.fields["needs"], self.fields["links"]

    def choices(self, name: str, offered: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered

    def clean_needs(self) -> list[int]:
        needs: list[str] = self.cleaned_data["needs"]
        if len(needs) > NEEDS_AT_MOST:
            said = _("Choose at most %(most)s; what those need counts by itself.")
            raise forms.ValidationError(said % {"most": NEEDS_AT_MOST})
        return [int(pk) for pk in needs]

    def wanted(self) -> Wanted:
        data = self.cleaned_data
        return Wanted(
            title=data["title"],
            hours=data["hours"],
            stage=int(data["stage"]),
            is_optional=data["is_optional"],
            needs=data.get("needs", []),
            links=data.get("links", []),
            links_before=self.links_before(),
        )

    def links_before(self) -> list[Address]:
        """Give the links that the form was made with."""
        return list(read_links(self.data.get(self.add_initial_prefix("links"), "")).values())


class StageForm(forms.Form):
    title = forms.CharField(
        max_length=80,
        validators=[validate_line],
        error_messages={
            "required": gettext_lazy("Give the stage a name."),
            "max_length": gettext_lazy("The name of a stage has at most 80 letters."),
        },
    )


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the page."""

    id: str
    url: str
    title: str
    meta: str
    is_own: bool
    is_alternative: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """A stage with the steps of the plan, and those that were left out."""

    stage: Stage
    places: Sequence[Place]
    left_out: Sequence[Place]


def place(step: Step) -> Place:
    meta = [str(words.KIND_WORDS[step.item.kind]), words.hours(step.minutes)]
    if step.is_optional:
        meta.append(pgettext("of a step", "optional"))
    return Place(
        id=str(step.pk),
        url=f"{address_of_steps()}{step.pk}/",
        title=step.title,
        meta=" · ".join(meta),
        is_own=step.item.kind == Item.Kind.OWN,
        is_alternative=bool(step.choice),
    )


def shelf(stage: Stage, steps: Sequence[Step]) -> Shelf:
    return Shelf(
        stage,
        places=[place(step) for step in steps if step.is_chosen],
        left_out=[place(step) for step in steps if not step.is_chosen],
    )


def steps_of(roadmap: Roadmap) -> list[Step]:
    return list(roadmap.steps.select_related("item").order_by("stage__position", "position", "pk"))


def add_form(roadmap: Roadmap, posted: Any = None) -> StepForm:
    stages, steps = list(roadmap.stages.all()), steps_of(roadmap)
    return StepForm(posted, stages=stages, steps=steps, is_own=True, auto_id="add_%s", label_suffix="")


def edit_form(step: Step, posted: Any = None) -> StepForm:
    is_own = step.item.kind == Item.Kind.OWN
    steps = [other for other in steps_of(step.roadmap) if other.pk != step.pk]
    first = {
        "title": step.title,
        "hours": f"{round(step.minutes / 60, 1):g}",
        "stage": str(step.stage_id),
        "is_optional": step.is_optional,
        "needs": [str(pk) for pk in StepLink.objects.filter(step=step).values_list("needs", flat=True)],
        "links": links_of(step) if is_own else [],
    }
    stages = list(step.roadmap.stages.all())
    return StepForm(
        posted, initial=first, stages=stages, steps=steps, is_own=is_own, auto_id="edit_%s", label_suffix=""
    )


def links_of(step: Step) -> list[Address]:
    hers = OwnLink.objects.for_owner(step.roadmap.owner).of_item(step.item_id)
    return list(hers.values_list("url", "title"))


def wants_replan(roadmap: Roadmap) -> bool:
    """Say whether something that dates follow from has changed since they were planned."""
    planned = roadmap.plan_versions.order_by("-number").values_list("created_at", flat=True).first()
    moved = roadmap.edits.filter(moves_dates=True)
    return moved.filter(happened_at__gt=planned).exists() if planned else moved.exists()


def arrange(
    roadmap: Roadmap,
    *,
    added: StepForm | None = None,
    edited: StepForm | None = None,
    editing: Step | None = None,
    said: str = "",
    missed: Sequence[str] | None = None,
    refused: str = "",
) -> Context:
    """All that the page says. `missed`: what has changed since a form was loaded that came too late; `refused`: why not."""
    stages, steps = list(roadmap.stages.all()), steps_of(roadmap)
    return {
        "roadmap": roadmap,
        "shelves": [shelf(stage, [step for step in steps if step.stage_id == stage.pk]) for stage in stages],
        "own_titles": own_titles(roadmap.owner),
        "seen": str(latest_edit(roadmap)),
        "wants_replan": wants_replan(roadmap),
        "add_form": added or StepForm(stages=stages, steps=steps, is_own=True, auto_id="add_%s", label_suffix=""),
        "adding_failed": added is not None,
        "editing": editing,
        "edit_form": edited or (edit_form(editing) if editing else None),
        "own_count": sum(step.item.kind == Item.Kind.OWN for step in steps),
        "own_limit": OWN_AT_MOST,
        "said": said,
        "missed": missed,
        "refused": refused,
    }
