"""What a replan would move, worked out in the night."""

from django.db import models
from django.db.models import Q

from roadmap.models.roadmap import Roadmap


class ReplanProposal(models.Model):
    """The last look at one roadmap while its owner slept: a figure to show, never a change of dates.

    `next_at` is the moment of the next look; moving it is the claim. `moved_steps` is 0 where nothing has to move. It
    speaks of plan version `version` and is void once there is another.
    """

    roadmap = models.OneToOneField(Roadmap, models.CASCADE, related_name="proposal")
    next_at = models.DateTimeField(db_index=True)
    made_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    moved_steps = models.PositiveIntegerField(default=0)
    finish_before = models.DateField(null=True, blank=True)
    finish_after = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(moved_steps=0) | Q(made_on__isnull=False, finish_after__isnull=False),
                name="proposal_that_moves_says_when_and_where_to",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roadmap_id}: {self.moved_steps} steps would move"
