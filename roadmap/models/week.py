"""The time that a person really has: the hours of their week, and their days off."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy

from common.text import validate_line

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
COLUMNS = tuple(f"{day}_minutes" for day in WEEKDAYS)
Minutes = tuple[int, int, int, int, int, int, int]


def minutes_column() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(null=True, blank=True)


class Week(models.Model):
    """Hours a week, and how they fall on its days where the person says so.

    Without minutes of weekdays the hours are spread evenly; with them, all seven stand here and `weekly_hours` is their
    sum: the database holds both to it.
    """

    weekly_hours = models.DecimalField(max_digits=5, decimal_places=2)
    monday_minutes = minutes_column()
    tuesday_minutes = minutes_column()
    wednesday_minutes = minutes_column()
    thursday_minutes = minutes_column()
    friday_minutes = minutes_column()
    saturday_minutes = minutes_column()
    sunday_minutes = minutes_column()

    class Meta:
        abstract = True

    @property
    def minutes_by_weekday(self) -> Minutes | None:
        """Minutes of Monday .. Sunday; None where the hours are spread evenly."""
        if self.monday_minutes is None:
            return None
        monday, tuesday, wednesday, thursday, friday, saturday, sunday = (getattr(self, name) for name in COLUMNS)
        return monday, tuesday, wednesday, thursday, friday, saturday, sunday


def week_constraints() -> list[models.CheckConstraint]:
    none_said = Q(**dict.fromkeys(COLUMNS))
    all_said = Q(**{f"{name}__isnull": False for name in COLUMNS}, **{f"{name}__lte": 24 * 60 for name in COLUMNS})
    rest: models.Expression = Round(F("weekly_hours") * 60)
    for name in COLUMNS[1:]:
        rest = rest - F(name)
    return [
        models.CheckConstraint(
            condition=Q(weekly_hours__gte=1, weekly_hours__lte=80),
            name="roadmap_weekly_hours_one_to_eighty",
            violation_error_message=gettext_lazy("Plan between 1 and 80 hours a week."),
        ),
        models.CheckConstraint(
            condition=none_said | (all_said & Q(monday_minutes=rest)),
            name="roadmap_weekdays_add_up_to_the_week",
            violation_error_message=gettext_lazy("The hours of the days add up to the hours of the week."),
        ),
    ]


class DayOff(models.Model):
    """Days on which nothing is planned, from the first to the last."""

    roadmap = models.ForeignKey("roadmap.Roadmap", models.CASCADE, related_name="days_off")
    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.CharField(max_length=80, blank=True, validators=[validate_line])

    class Meta:
        verbose_name_plural = "days off"
        ordering = ["first_on", "last_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="day_off_last_after_first",
                violation_error_message=gettext_lazy("The last day off does not lie before the first."),
            ),
            models.UniqueConstraint(fields=["roadmap", "first_on", "last_on"], name="day_off_once_a_roadmap"),
        ]

    def __str__(self) -> str:
        return f"{self.first_on} to {self.last_on}"
