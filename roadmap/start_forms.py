"""The answers of the start page."""

import re
from collections.abc import Collection
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from catalog.models import Area, Item, Template, TemplateStep
from roadmap.models import WEEKDAYS, StartDraft
from roadmap.week_forms import WeekForm

MOST_VALUES, LONGEST_VALUE = 400, 200
OFF_FIELD = re.compile(r"off-(TOTAL_FORMS|INITIAL_FORMS|[0-9]{1,2}-(first_on|last_on|reason))", re.ASCII)


class StartForm(WeekForm):
    """What a plan is made from: the role, what is known, the hours of a week, the first day, and a day to be ready by."""

    template = forms.ModelChoiceField(
        queryset=Template.objects.current(),
        to_field_name="key",
        empty_label=None,
        label=gettext_lazy("Which role do you want?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose a role."),
            "invalid_choice": gettext_lazy("Choose one of the roles in the list."),
        },
    )
    starts_on = forms.DateField(
        label=gettext_lazy("First day"),
        error_messages={
            "invalid": gettext_lazy("Write the day as 2027-01-04."),
            "required": gettext_lazy("Choose the first day."),
        },
    )
    areas = forms.ModelMultipleChoiceField(queryset=Area.objects.current(), to_field_name="key", required=False)
    skills = forms.ModelMultipleChoiceField(
        queryset=Item.objects.public().current(), to_field_name="key", required=False
    )
    field_order = ("template", "weekly_hours", *WEEKDAYS, "starts_on", "target_on")

    def __init__(self, *args: Any, today: date, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.by = today, by
        self.fields["template"].queryset = Template.objects.startable_by(by)  # type: ignore[attr-defined]

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if not self.today - timedelta(days=366) <= day <= self.today + timedelta(days=366):
            raise forms.ValidationError(_("Choose a first day within a year of today."))
        return day

    @cached_property
    def chosen_template(self) -> Template | None:
        value = self["template"].value()
        if value and not isinstance(value, Template):
            key = str(value)
            return None if "\0" in key else Template.objects.startable_by(self.by).filter(key=key).first()
        return value or None

    @cached_property
    def known(self) -> "list[KnownArea]":
        """The skills of the chosen role by area, with what is claimed; none before there is a role."""
        template = self.chosen_template
        if template is None:
            return []
        draft = StartDraft.objects.filter(person=self.by).first()
        claimed = set(self["areas"].value() or []), set(self["skills"].value() or [])
        return known_areas(template, *claimed, placed=draft.placed if draft else ())

    @property
    def known_items(self) -> list[Item]:
        return [skill.item for area in self.known for skill in area.skills if area.is_claimed or skill.is_claimed]

    @property
    def answers(self) -> dict[str, Any]:
        """What `create_roadmap` takes, once valid."""
        said, basis = self.cleaned_data, self.basis
        return {
            "template": said["template"],
            "starts_on": said["starts_on"],
            "weekly_hours": basis.weekly_hours,
            "minutes": basis.minutes,
            "days_off": basis.days_off,
            "region": basis.region,
            "target_on": basis.target_on,
            "currency": basis.currency,
            "budget": basis.budget,
            "pathway": said["pathway"],
            "known": self.known_items,
        }


class KnownSkill:
    """A skill that may be claimed; `is_placed` where a placement test found it, and the person took that over."""

    def __init__(self, item: Item, *, is_claimed: bool, is_placed: bool) -> None:
        self.item, self.is_claimed, self.is_placed = item, is_claimed, is_claimed and is_placed


class KnownArea:
    """An area of the chosen role: all of it may be claimed, or skill by skill."""

    def __init__(self, area: Area, skills: list[KnownSkill], *, is_claimed: bool) -> None:
        self.area, self.skills, self.is_claimed = area, skills, is_claimed
        self.hours = sum(int(skill.item.hours_likely) for skill in skills)
        self.claimed = len(skills) if is_claimed else sum(skill.is_claimed for skill in skills)


def known_areas(
    template: Template, areas: set[str], skills: set[str], *, placed: Collection[str] = ()
) -> list[KnownArea]:
    of_area: dict[Area, list[KnownSkill]] = {}
    places = TemplateStep.objects.filter(stage__template=template, item__kind=Item.Kind.SKILL, item__area__isnull=False)
    for place in places.select_related("item__area").order_by("item__area__position", "item__position"):
        item = place.item
        if item.area:
            skill = KnownSkill(item, is_claimed=item.key in skills, is_placed=item.key in placed)
            of_area.setdefault(item.area, []).append(skill)
    return [KnownArea(area, found, is_claimed=area.key in areas) for area, found in of_area.items()]


def answers_to_keep(posted: "MultiValueDict[str, str]") -> dict[str, list[str]]:
    """What of a posted form a draft keeps: the fields that we ask for, each value cut to what anybody would type."""
    asked = StartForm.base_fields.keys()
    return {
        name: [value[:LONGEST_VALUE].replace("\0", "") for value in posted.getlist(name)[:MOST_VALUES]]
        for name in posted
        if name in asked or OFF_FIELD.fullmatch(name)
    }
