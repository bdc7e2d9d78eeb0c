"""A replan, told as what would change. Nothing moves until the person accepts it."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from planning.availability import Availability
from planning.earliest_deadline import earliest_deadline_first
from planning.plan import Dated, Plan, date_tasks
from planning.problem import formulate
from planning.task import Task


class Window(Protocol):
    """Dates that a step has been given: a `Dated`, or a stored row with the same two fields."""

    @property
    def starts_on(self) -> date: ...

    @property
    def due_on(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Move:
    """A step whose dates change. `before` is None for a step that is new, `after` for one that has left the roadmap."""

    key: Hashable
    title: str
    before: Window | None
    after: Dated | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a replan from `today` would change.

    `dates` are the new dates of the open steps that are dated anew; it is empty when the plan can be kept.
    `finish_before` is None when there was no plan. `plan` is the plan for the open work from today on.
    """

    today: date
    moved: tuple[Move, ...]
    dates: Mapping[Hashable, Dated]
    finish_before: date | None
    finish_after: date
    plan: Plan

    @property
    def changes_nothing(self) -> bool:
        return not self.moved


def replan(
    tasks: Sequence[Task],
    *,
    planned: Mapping[Hashable, Window],
    availability: Availability,
    today: date,
    done: Mapping[Hashable, date] | None = None,
    worked: Mapping[Hashable, int] | None = None,
    target_on: date | None = None,
    planned_lateness_days: int = 0,
) -> Difference:
    """Plan what is open from `today` on, and say how that differs from the dates in `planned`.

    `tasks` is the whole roadmap; `done` maps finished steps to their day, and they stay as they are. `worked` holds
    minutes worked until last evening on steps in progress; these keep their start. While the open work still fits
    between its planned dates and no other plan is less late or finishes sooner, nothing moves; nor is lateness up to
    `planned_lateness_days` (the accepted plan's `max_lateness_days`) a reason to move. A target that has passed is
    missed, not an error. O(n log n + e). Raises PlanningError as `make_plan` does.
    """
    done, worked = done or {}, worked or {}
    left = _open_tasks(tasks, done, worked)
    plan = date_tasks(left, availability, today, target_on, done.keys())
    ready = [done[task.key] + timedelta(days=task.waiting_days) for task in tasks if task.key in done]
    finish_after = max([plan.finishes_on, *ready]) if left else max(ready, default=today)
    finish_before = _planned_finish(left, planned, ready)
    gone = planned.keys() - {task.key for task in tasks} - done.keys()
    no_sooner = finish_before and finish_before <= finish_after and not gone
    if finish_before and no_sooner and _still_holds(left, planned, availability, today, done, worked):
        accepted = max(plan.max_lateness_days, planned_lateness_days)
        if _days_late(left, planned, finish_before, target_on) <= accepted:
            return Difference(today, (), {}, finish_before, finish_before, plan)
    begun = {key for key, minutes in worked.items() if minutes > 0}
    dates = {task.key: _keep_start(plan.dates[task.key], planned.get(task.key), task.key in begun) for task in left}
    moved = [
        Move(task.key, task.name, planned.get(task.key), dates[task.key])
        for task in left
        if _differs(planned.get(task.key), dates[task.key])
    ]
    moved += [Move(key, str(key), planned[key], None) for key in planned if key in gone]
    return Difference(today, tuple(moved), dates, finish_before, finish_after, plan)


def _planned_finish(left: Sequence[Task], planned: Mapping[Hashable, Window], ready: Sequence[date]) -> date | None:
    ends = [planned[task.key].due_on + timedelta(days=task.waiting_days) for task in left if task.key in planned]
    return max([*ends, *ready]) if ends else None


def _open_tasks(tasks: Sequence[Task], done: Mapping[Hashable, date], worked: Mapping[Hashable, int]) -> list[Task]:
    """What is left to do; waiting that follows done steps goes on."""
    ready = {
        task.key: done[task.key] + timedelta(days=task.waiting_days)
        for task in tasks
        if task.key in done and task.waiting_days
    }
    left = []
    for task in tasks:
        if task.key in done:
            continue
        minutes = worked.get(task.key, 0)
        waits = [ready[key] for key in task.after if key in ready]
        if minutes or waits:
            not_before = max([*waits, task.not_before or date.min]) if waits else task.not_before
            likely = max(task.minutes - minutes, 0)
            task = replace(
                task,
                minutes=likely,
                minutes_low=max(task.least_minutes - minutes, 0),
                minutes_high=max(task.most_minutes - minutes, 0),
                not_before=None if task.fixed_on else not_before,
            )
        left.append(task)
    return left


def _still_holds(
    left: Sequence[Task],
    planned: Mapping[Hashable, Window],
    availability: Availability,
    today: date,
    done: Mapping[Hashable, date],
    worked: Mapping[Hashable, int],
) -> bool:
    """Whether the open work can be done between its planned dates: an instance of `earliest_deadline_first` itself."""
    waiting = {task.key: timedelta(days=task.waiting_days) for task in left}
    windows = []
    for task in left:
        window = planned.get(task.key)
        if window is None or (task.fixed_on and task.fixed_on != window.starts_on):
            return False
        if window.due_on < today or (task.not_before and window.due_on < task.not_before):
            return False
        if task.fixed_on:
            windows.append(replace(task, deadline=None, waiting_days=0, after=()))
            continue
        for key in task.after:
            if waiting.get(key) and key in planned and window.starts_on < planned[key].due_on + waiting[key]:
                return False
        begun = worked.get(task.key, 0) > 0 or window.starts_on < today
        not_before = today if begun else window.starts_on
        not_before = max(not_before, task.not_before or not_before)
        after = tuple(key for key in task.after if key in waiting)
        windows.append(replace(task, not_before=not_before, deadline=window.due_on, waiting_days=0, after=after))
    problem = formulate(windows, availability, today, done.keys())
    return (earliest_deadline_first(problem, problem.due).lateness(problem) or 0) <= 0


def _days_late(left: Sequence[Task], planned: Mapping[Hashable, Window], finish: date, target_on: date | None) -> int:
    """The worst lateness of the open steps if the planned dates are kept."""
    eves = {key: task.fixed_on - timedelta(days=1) for task in left if task.fixed_on for key in task.after}
    late = [(finish - target_on).days] if target_on else []
    for task in left:
        ready = planned[task.key].due_on + timedelta(days=task.waiting_days)
        late += [(ready - due).days for due in (task.deadline, eves.get(task.key)) if due]
    return max(0, *late, 0)


def _keep_start(new: Dated, window: Window | None, begun: bool) -> Dated:
    if window is None or not begun or window.starts_on > new.starts_on:
        return new
    return replace(new, starts_on=window.starts_on)


def _differs(window: Window | None, new: Dated) -> bool:
    return window is None or (window.starts_on, window.due_on) != (new.starts_on, new.due_on)
