"""What a person changed in the layout of their roadmap, so that another tab can be told what it has missed."""

from django.db import models
from django.utils import timezone

from roadmap.models.roadmap import Roadmap


class Edit(models.Model):
    """One change of a roadmap's steps, in one sentence. A form carries the number that its page had seen."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="edits")
    number = models.PositiveIntegerField()
    sentence = models.CharField(max_length=400)
    # Dates follow from it: until the next plan version, a new plan is offered.
    moves_dates = models.BooleanField(default=False)
    happened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "number"], name="edit_number_once_a_roadmap")]

    def __str__(self) -> str:
        return self.sentence
