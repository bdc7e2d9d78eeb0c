"""What holds everything up: how far each step can slip, and what it costs when it does."""

from collections.abc import Hashable
from dataclasses import dataclass

from planning.plan import Plan


@dataclass(frozen=True, slots=True)
class Slack:
    """How far a step can slip, and what depends on it.

    `slack_days`: it can start that many days after its planned start, other work going ahead of it, and neither the
    finish nor the worst lateness suffers. `opens` counts the steps that cannot be done before it, directly or not.
    `week_late_costs_days`: days that the finish moves when it starts a week after its planned start.
    """

    key: Hashable
    title: str
    slack_days: int
    opens: int
    week_late_costs_days: int


def slacks(plan: Plan) -> dict[Hashable, Slack]:
    """The slack of every step, from the plan as it stands.

    A step that is late is a step with a later head, for itself and for all that depend on it. Whether all due days
    still hold is then seen from the work between heads and due days (Horn 1974), without planning again. Appointments
    do not slip: slack 0. Exact without waiting days; with them the slack is exact while they do not lie between two
    steps, and the cost is the least possible. Memory is n^2 bytes, for who depends on whom; time O(n (n + heads x due
    days)).
    """
    # Imported here: numpy takes a third of a second to import, and few requests ask for slack.
    from planning.delays import Delays  # noqa: PLC0415

    return {
        task.key: Slack(task.key, task.name, delay.slack_days, delay.opens, delay.week_late_costs_days)
        for task, delay in zip(plan.tasks, Delays(plan).all(), strict=True)
    }


def bottleneck(plan: Plan) -> Slack | None:
    """The step that costs most when it is late; among equals, what opens most, then the first. None: no steps."""
    found = slacks(plan)
    order = {key: place for place, key in enumerate(plan.order)}
    return max(found.values(), key=lambda one: (one.week_late_costs_days, one.opens, -order[one.key]), default=None)
