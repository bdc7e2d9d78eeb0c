"""Which optional steps to leave out, so that the least is lost."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from planning.availability import Availability
from planning.demand import crowds
from planning.plan import Plan, date_tasks
from planning.problem import Problem, formulate
from planning.task import Task
from planning.working_time import FAR

_SECONDS = 5.0
_ROUNDS = 100


def without(tasks: Sequence[Task], left_out: Collection[Hashable]) -> list[Task]:
    """The other tasks; whoever came after a task that is left out comes after that task's prerequisites."""
    by_key = {task.key: task for task in tasks}

    def bridged(keys: Iterable[Hashable]) -> Iterable[Hashable]:
        pending, seen = list(keys), set()
        while pending:
            key = pending.pop()
            if key in seen:
                continue
            seen.add(key)
            if key in left_out:
                pending += by_key[key].after
            else:
                yield key

    return [replace(task, after=tuple(bridged(task.after))) for task in tasks if task.key not in left_out]


def least_to_leave_out(
    tasks: Sequence[Task], availability: Availability, starts_on: date, target_on: date | None
) -> tuple[list[Task], Plan] | None:
    """The optional tasks with the least work (then the fewest) without which all dates are met, and that plan.

    CP-SAT keeps as many minutes as fit between all heads and due days; `make_plan` checks; a set that fails is struck
    out together with all smaller sets, since leaving out less cannot help. None when leaving out all is not enough
    (or no set was found in time). Appointments stay.
    """
    # Imported here: loading OR-Tools takes longer than making a plan, and only choosing and negotiating need it.
    from ortools.sat.python import cp_model  # noqa: PLC0415

    optional = [task for task in tasks if task.optional and not task.fixed_on]
    everything = {task.key for task in optional}
    if not optional or _plan_if_met(without(tasks, everything), availability, starts_on, target_on) is None:
        return None
    model = cp_model.CpModel()
    leaves = {task.key: model.new_bool_var("") for task in optional}
    _fit(model, leaves, formulate(tasks, availability, starts_on), target_on)
    model.minimize(sum(leaves[task.key] * (task.minutes * (len(optional) + 1) + 1) for task in optional))
    for _ in range(_ROUNDS):
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_time_in_seconds = _SECONDS
        if solver.solve(model) != cp_model.OPTIMAL:
            return None
        left_out = [task for task in optional if solver.boolean_value(leaves[task.key])]
        keys = {task.key for task in left_out}
        plan = _plan_if_met(without(tasks, keys), availability, starts_on, target_on)
        if plan is not None:
            return left_out, plan
        model.add_bool_or([leaves[key] for key in everything - keys])
    return None


def _fit(model: Any, leaves: dict[Hashable, Any], problem: Problem, target_on: date | None) -> None:
    """The work that stays fits between each head and due day.

    What an optional task would pass on to others does not count, since it may be left out: less may be asked than is
    needed, never more.
    """
    tasks = problem.network.tasks
    heads, due = _certain_heads(problem), _certain_due_days(problem, target_on)
    for head, day, crowd in crowds(heads, due):
        free = max(problem.time.through(day) - head, 0)
        stays = [problem.minutes[i] * (1 - leaves.get(tasks[i].key, 0)) for i in crowd]
        model.add(sum(stays) <= free)


def _certain_heads(problem: Problem) -> list[int]:
    heads: list[int] = []
    passed: list[int] = []
    time = problem.time
    for i, task in enumerate(problem.network.tasks):
        inherited = max((passed[j] for j in problem.network.before[i]), default=0)
        heads.append(max(inherited, time.before(task.not_before.toordinal()) if task.not_before else 0))
        appointment, minutes, wait = problem.fixed[i], problem.minutes[i], problem.waiting[i]
        if appointment is not None:
            passed.append(time.before(appointment + wait))
        elif task.optional:
            passed.append(inherited)
        else:
            ready = time.before(time.last_day(heads[i] + minutes) + wait) if wait and minutes else heads[i]
            passed.append(ready)
    return heads


def _certain_due_days(problem: Problem, target_on: date | None) -> list[int]:
    count = len(problem.minutes)
    due, passed = [FAR] * count, [FAR] * count
    target = target_on.toordinal() if target_on else FAR
    for i in reversed(range(count)):
        task, appointment = problem.network.tasks[i], problem.fixed[i]
        if appointment is not None:
            passed[i] = appointment - 1
            continue
        inherited = min((passed[j] for j in problem.network.after[i]), default=FAR)
        last = min(inherited, target, task.deadline.toordinal() if task.deadline else FAR)
        due[i] = FAR if last == FAR else last - task.waiting_days
        passed[i] = inherited if task.optional else due[i]
    return due


def _plan_if_met(
    tasks: Sequence[Task], availability: Availability, starts_on: date, target_on: date | None
) -> Plan | None:
    plan = date_tasks(tasks, availability, starts_on, target_on, ())
    return None if plan.max_lateness_days else plan
