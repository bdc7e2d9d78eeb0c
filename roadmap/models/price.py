"""What a step costs the person who takes it. The catalog knows free from paid; the amount is on their own bill."""

from django.db import models
from django.db.models import Q

from common.text import validate_line
from roadmap.models.roadmap import Step


class StepPrice(models.Model):
    """Paid once or, with a `subscription`, by the month: then `cents` is a month's price, the same for all its steps.

    In hundredths of the roadmap's currency. A step without a row costs nothing.
    """

    MOST_CENTS = 100_000_000

    step = models.OneToOneField(Step, models.CASCADE, related_name="price")
    cents = models.PositiveIntegerField()
    subscription = models.CharField(max_length=60, blank=True, validators=[validate_line])

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cents__gte=1, cents__lte=100_000_000), name="step_price_one_cent_to_a_million"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.cents}"
