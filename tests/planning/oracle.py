"""CP-SAT solves the same problem in another way: minutes of each task on each day, no rule about whom to prefer.

Within a day the prerequisites can always be worked off in order, so whole days lose nothing.
"""

from datetime import date, timedelta

from ortools.sat.python import cp_model

from planning import Availability, Task


class DayByDay:
    """A model of the plan by days; `days_late` and `finish` are variables (days from the start)."""

    def __init__(self, tasks: list[Task], availability: Availability, starts_on: date) -> None:
        self.model = model = cp_model.CpModel()
        self.tasks, self.starts_on = tasks, starts_on
        reserved: dict[date, int] = {}
        for task in tasks:
            if task.fixed_on:
                reserved[task.fixed_on] = reserved.get(task.fixed_on, 0) + task.minutes
        self.days = self._horizon(tasks, availability, reserved)
        day = [starts_on + timedelta(days=number) for number in range(self.days)]
        free = [max(0, availability.minutes_on(on) - reserved.get(on, 0)) for on in day]
        self.last = {task.key: model.new_int_var(0, self.days - 1, f"last {task.key}") for task in tasks}
        self.begun = {}
        work = {}
        for task in tasks:
            if task.fixed_on:
                model.add(self.last[task.key] == (task.fixed_on - starts_on).days)
            else:
                self.begun[task.key] = self._work_on(task, day, free, work)
        for number in range(self.days):
            model.add(sum(minutes[number] for minutes in self.begun.values()) <= free[number])
        for task in tasks:
            if not task.fixed_on:
                self._wait_for_prerequisites(task, work)
        self.ready = {task.key: self.last[task.key] + task.waiting_days for task in tasks}

    def _work_on(self, task: Task, day: list[date], free: list[int], work: dict) -> list[cp_model.IntVar]:
        model, last = self.model, self.last[task.key]
        minutes = [model.new_int_var(0, min(task.minutes, free[n]), "") for n in range(self.days)]
        model.add(sum(minutes) == task.minutes)
        for number, here in enumerate(minutes):
            works = work[task.key, number] = model.new_bool_var("")
            model.add(here == 0).only_enforce_if(~works)
            model.add(last >= number).only_enforce_if(works)
            if task.not_before and day[number] < task.not_before:
                model.add(here == 0)
        if task.not_before:
            model.add(last >= (task.not_before - self.starts_on).days)
        return minutes

    def _horizon(self, tasks: list[Task], availability: Availability, reserved: dict[date, int]) -> int:
        """Days after which everything is surely done: all heads, all waiting, all work one after another."""
        dates = [on for task in tasks for on in (task.not_before, task.fixed_on) if on]
        latest = max([self.starts_on, *dates]) + timedelta(days=sum(task.waiting_days for task in tasks) + 1)
        missing, on = sum(task.minutes for task in tasks) + sum(reserved.values()), latest
        while missing > 0:
            missing -= availability.minutes_on(on)
            on += timedelta(days=1)
        return (on - self.starts_on).days + 1

    def _wait_for_prerequisites(self, task: Task, work: dict) -> None:
        waits = {other.key: other.waiting_days for other in self.tasks}
        for needed in task.after:
            self.model.add(self.last[task.key] >= self.last[needed] + waits[needed])
            for number in range(self.days):
                self.model.add(number >= self.last[needed] + waits[needed]).only_enforce_if(work[task.key, number])

    def least(self, expression: cp_model.IntVar) -> int:
        self.model.minimize(expression)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        status = solver.solve(self.model)
        assert status == cp_model.OPTIMAL, solver.status_name(status)
        return round(solver.objective_value)


def least_lateness(model: DayByDay) -> tuple[cp_model.IntVar, int | None]:
    """Days by which the worst step misses its deadline, or the eve of an appointment that needs it."""
    lateness = model.model.new_int_var(-10_000, 10_000, "lateness")
    appointments = {task.key: task.fixed_on for task in model.tasks if task.fixed_on}
    due = [(task.key, task.deadline) for task in model.tasks if task.deadline]
    due += [
        (needed, fixed_on - timedelta(days=1))
        for task in model.tasks
        if (fixed_on := appointments.get(task.key))
        for needed in task.after
    ]
    for key, day in due:
        model.model.add(lateness >= model.ready[key] - (day - model.starts_on).days)
    return lateness, model.least(lateness) if due else None


def soonest_finish(model: DayByDay, lateness: cp_model.IntVar, days_late: int) -> int:
    """Days from the start to the soonest finish among the plans at most `days_late` days late."""
    finish = model.model.new_int_var(0, 100_000, "finish")
    model.model.add(lateness <= days_late)
    model.model.add_max_equality(finish, list(model.ready.values()))
    return model.least(finish)
