"""What a person changed in the layout of their roadmap, so that another tab can be told what it has missed."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from roadmap.models.roadmap import Roadmap


class Edit(models.Model):
    """One change of a roadmap's steps: what it was, and the names as they were, worded when it is read.

    A form carries the number that its page had seen.
    """

    class Kind(models.TextChoices):
        STEP_ADDED = "step_added", gettext_lazy("“%(step)s” was added to “%(stage)s”.")
        STEP_CHANGED = "step_changed", gettext_lazy("“%(step)s” was changed.")
        STEP_UP = "step_up", gettext_lazy("“%(step)s” was moved up.")
        STEP_DOWN = "step_down", gettext_lazy("“%(step)s” was moved down.")
        STEP_MOVED = "step_moved", gettext_lazy("“%(step)s” was moved to “%(stage)s”.")
        STEP_TAKEN = "step_taken", gettext_lazy("“%(step)s” was taken into the plan.")
        STEP_SWAPPED = "step_swapped", gettext_lazy("“%(step)s” was taken into the plan instead of “%(other)s”.")
        STEP_OUT = "step_out", gettext_lazy("“%(step)s” was left out.")
        STEP_DELETED = "step_deleted", gettext_lazy("“%(step)s” was deleted.")
        OPTIONAL_OUT = "optional_out", gettext_lazy("Optional steps were left out, so that the target is met.")
        STAGE_ORDERED = "stage_ordered", gettext_lazy("The order of “%(stage)s” was changed.")
        STAGE_ADDED = "stage_added", gettext_lazy("The stage “%(stage)s” was added.")
        STAGE_RENAMED = "stage_renamed", gettext_lazy("The stage “%(before)s” is now called “%(stage)s”.")
        STAGE_REMOVED = "stage_removed", gettext_lazy("The stage “%(stage)s” was removed.")
        UPGRADED = "upgraded", gettext_lazy("Version %(version)s of the template was taken.")
        DOWNGRADED = "downgraded", gettext_lazy("The roadmap went back to version %(version)s of its template.")

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="edits")
    number = models.PositiveIntegerField()
    # A Kind; not its choices, since those are sentences and each word of them would ask for a migration.
    kind = models.CharField(max_length=20, blank=True)
    # The names in it; of a changed step also "changes": [[what, value]].
    names = models.JSONField(default=dict, blank=True)
    # How it was worded, in English, where it is from before edits were kept as facts.
    sentence = models.CharField(max_length=400, blank=True)
    # Dates follow from it: until the next plan version, a new plan is offered.
    moves_dates = models.BooleanField(default=False)
    happened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "number"], name="edit_number_once_a_roadmap")]

    def __str__(self) -> str:
        if not self.kind:
            return self.sentence
        if changes := self.names.get("changes"):
            return _("“%(step)s” %(changes)s.") % {"step": self.names["step"], "changes": said(changes)}
        return str(self.Kind(self.kind).label % self.names)


def said(changes: Sequence[Sequence[Any]]) -> str:
    """What is now true of a step that was changed, as predicates of one sentence."""
    return ", ".join(predicate(what, value) for what, value in changes)


def predicate(what: str, value: Any) -> str:
    if what == "title":
        return pgettext("“Python” …, …", "is now called “%(title)s”") % {"title": value}
    if what == "hours":
        return pgettext("“Python” …, …", "takes %(hours)s h") % {"hours": number_format(Decimal(value))}
    if what == "stage":
        return pgettext("“Python” …, …", "stands in “%(stage)s”") % {"stage": value}
    return pgettext("“Python” …, …", "is optional") if value else pgettext("“Python” …, …", "is required")
