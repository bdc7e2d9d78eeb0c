"""Dates that explain themselves. Plain Python: no Django, no database, no clock."""

from planning.availability import Availability
from planning.bottleneck import Slack, bottleneck, slacks
from planning.choosing import Choice, Choosing, Option, Prefer, Status, choose
from planning.costs import (
    FREE,
    Costs,
    Payment,
    Price,
    Saving,
    cheaper_order,
    plan_costs,
)
from planning.difference import Difference, Move, replan
from planning.errors import (
    ChoiceError,
    CircularPrerequisitesError,
    DateError,
    DuplicateKeyError,
    EveryDayOffError,
    HoursError,
    MinutesError,
    PlanningError,
    PriceError,
    TargetBeforeStartError,
    TooLongError,
    UnknownPrerequisiteError,
)
from planning.forecast import Finished, Forecast, NotEnoughData, Week, forecast_finish
from planning.impossible import Impossible, TooMuchWork, TooSlow, prove_impossible
from planning.negotiation import Negotiation, negotiate
from planning.offers import LaterDate, LeaveOut, MoreHours, Offer, OtherOptions
from planning.plan import Dated, Plan, Work, make_plan
from planning.reason import Because, Reason
from planning.regions import countries, holidays_of_region, parts_of, public_holidays
from planning.task import MOST_MINUTES, Task

__all__ = [
    "FREE",
    "MOST_MINUTES",
    "Availability",
    "Because",
    "Choice",
    "ChoiceError",
    "Choosing",
    "CircularPrerequisitesError",
    "Costs",
    "DateError",
    "Dated",
    "Difference",
    "DuplicateKeyError",
    "EveryDayOffError",
    "Finished",
    "Forecast",
    "HoursError",
    "Impossible",
    "LaterDate",
    "LeaveOut",
    "MinutesError",
    "MoreHours",
    "Move",
    "Negotiation",
    "NotEnoughData",
    "Offer",
    "Option",
    "OtherOptions",
    "Payment",
    "Plan",
    "PlanningError",
    "Prefer",
    "Price",
    "PriceError",
    "Reason",
    "Saving",
    "Slack",
    "Status",
    "TargetBeforeStartError",
    "Task",
    "TooLongError",
    "TooMuchWork",
    "TooSlow",
    "UnknownPrerequisiteError",
    "Week",
    "Work",
    "bottleneck",
    "cheaper_order",
    "choose",
    "countries",
    "forecast_finish",
    "holidays_of_region",
    "make_plan",
    "negotiate",
    "parts_of",
    "plan_costs",
    "prove_impossible",
    "public_holidays",
    "replan",
    "slacks",
]
