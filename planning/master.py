"""The master problem of choosing: whole sets of options, judged by bounds that no plan can beat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, Any

from planning.availability import Availability
from planning.costs import FREE, Price
from planning.demand import crowds, heads_of
from planning.errors import ChoiceError
from planning.problem import formulate
from planning.task import Task

if TYPE_CHECKING:
    from planning.choosing import Choice

_MONTH_DAYS = 31


@dataclass(frozen=True, slots=True)
class Proposal:
    """The option number for each choice; None when the time is up or, if `exhausted`, when no set is left.

    No set that is left has a better (first aim, second aim) than `bound`.
    """

    picks: tuple[int, ...] | None
    bound: tuple[int, int]
    exhausted: bool = False


class Master:
    """A CP-SAT model with one truth value for each option.

    Dates: work with release >= a and due date <= d must fit between a and d, for all such a and d. Without waiting
    days between steps this is exactly what a plan needs (Horn 1974); with them it is necessary. Money: a subscription
    is paid for at least as many months as its work needs at full time. Both aims are one objective, the first
    weighted above all of the second.
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        choices: Sequence["Choice"],
        availability: Availability,
        starts_on: date,
        target_on: date | None,
        budget_cents: int | None,
        prices: Mapping[Any, Price],
        soonest: bool,
    ) -> None:
        # Imported here: loading OR-Tools takes longer than making a plan, and only choosing and negotiating need it.
        from ortools.sat.python import cp_model  # noqa: PLC0415

        self._cp = cp_model
        self._model = model = cp_model.CpModel()
        self._choices = choices
        self._picks = [[model.new_bool_var("") for _ in choice.options] for choice in choices]
        for picks in self._picks:
            model.add_exactly_one(picks)
        self._last = (0, 0)
        least = {choice.step: min(option.minutes for option in choice.options) for choice in choices}
        most = {choice.step: max(option.minutes for option in choice.options) for choice in choices}
        shortest = [_with_minutes(task, least.get(task.key)) for task in tasks]
        self._problem = problem = formulate(shortest, availability, starts_on)
        self._minutes = self._minutes_by_task()
        longest = sum(most.get(task.key, task.minutes) for task in tasks)
        finish = self._finish(max(problem.release, default=0) + longest, target_on)
        self._keep_deadlines()
        cents, most_cents = self._money(availability, prices, longest)
        if budget_cents is not None:
            model.add(cents <= budget_cents)
        first, second = (finish, cents) if soonest else (cents, finish)
        self._weight = 1 + (most_cents if soonest else problem.time.last - problem.time.first)
        model.minimize(first * self._weight + second)

    def propose(self, until: float) -> Proposal:
        """The set with the best bound among those not struck out."""
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_time_in_seconds = max(until - monotonic(), 0.0)
        status = solver.solve(self._model) if until > monotonic() else self._cp.UNKNOWN
        if status == self._cp.INFEASIBLE:
            return Proposal(None, self._last, exhausted=True)
        if status == self._cp.OPTIMAL:
            first, second = divmod(round(solver.objective_value), self._weight)
            self._last = (first, second)
            return Proposal(tuple(self._picked(solver)), self._last)
        return Proposal(None, self._last)

    def strike_out(self, picks: Sequence[int]) -> None:
        self._model.add_bool_or([~self._picks[choice][pick] for choice, pick in enumerate(picks)])

    def _picked(self, solver: Any) -> list[int]:
        return [next(n for n, pick in enumerate(picks) if solver.boolean_value(pick)) for picks in self._picks]

    def _minutes_by_task(self) -> list[Any]:
        """Minutes of each task: a number, or a sum over its options."""
        minutes: list[Any] = list(self._problem.minutes)
        number = {task.key: i for i, task in enumerate(self._problem.network.tasks)}
        for choice, picks in zip(self._choices, self._picks, strict=True):
            i = number[choice.step]
            if self._problem.fixed[i] is not None:
                raise ChoiceError(
                    "step", f"{self._problem.network.tasks[i].name} is fixed on a day: it has no options."
                )
            minutes[i] = sum(option.minutes * pick for option, pick in zip(choice.options, picks, strict=True))
        return minutes

    def _finish(self, longest: int, target_on: date | None) -> Any:
        """A variable: days from the start to the finish, at least what heads, work and tails need."""
        problem, model = self._problem, self._model
        time, heads = problem.time, heads_of(problem)
        latest = max(time.last_day(longest + 1), *problem.earliest_day, *(day or 0 for day in problem.fixed))
        days = latest + max(problem.tail, default=0) - time.first
        finish = model.new_int_var(0, min(days, (target_on.toordinal() - time.first) if target_on else days), "finish")
        for earliest, tail, fixed, waiting in zip(
            problem.earliest_day, problem.tail, problem.fixed, problem.waiting, strict=True
        ):
            model.add(finish >= earliest - time.first + (waiting if fixed is not None else tail))
        for tail in sorted(set(problem.tail)):
            free = [time.through(time.first + day - tail) if day >= tail else 0 for day in range(days + 1)]
            until = model.new_int_var(0, free[-1], "")
            model.add_element(finish, free, until)
            for head in sorted(set(heads)):
                work = [self._minutes[i] for i, at in enumerate(heads) if at >= head and problem.tail[i] >= tail]
                if work:
                    model.add(head + sum(work) <= until)
        return finish

    def _keep_deadlines(self) -> None:
        problem, heads = self._problem, heads_of(self._problem)
        for i, due in enumerate(problem.due):
            late = problem.earliest_day[i] > due
            if problem.fixed[i] is not None:
                late = problem.earliest_day[i] + problem.waiting[i] > problem.due_day[i]
            if late:
                self._model.add_bool_or([])
        for head, due, crowd in crowds(heads, problem.due):
            free = max(problem.time.through(due) - head, 0)
            self._model.add(sum(self._minutes[i] for i in crowd) <= free)

    def _money(self, availability: Availability, prices: Mapping[Any, Price], longest: int) -> tuple[Any, int]:
        """A lower bound for the costs, and the most that it can be."""
        chosen = {choice.step for choice in self._choices}
        priced: list[tuple[Price, Any, Any]] = [
            (prices.get(task.key, FREE), minutes, 1)
            for task, minutes in zip(self._problem.network.tasks, self._minutes, strict=True)
            if task.key not in chosen
        ]
        for choice, picks in zip(self._choices, self._picks, strict=True):
            options = zip(choice.options, picks, strict=True)
            priced += [(option.price, option.minutes * pick, pick) for option, pick in options]
        once = [price.cents * taken for price, _, taken in priced if price.subscription is None]
        monthly = {price.subscription: price.cents for price, _, _ in priced if price.subscription is not None}
        most = sum(price.cents for price, _, _ in priced)
        in_a_month = _most_in_a_month(availability)
        months_of: list[Any] = []
        for subscription, cents in monthly.items():
            used = [(minutes, taken) for price, minutes, taken in priced if price.subscription == subscription]
            months = self._model.new_int_var(0, longest // in_a_month + len(used) + 1, "")
            self._model.add(months * in_a_month >= sum(minutes for minutes, _ in used))
            for _, taken in used:
                self._model.add(months >= taken)
            months_of.append(months * cents)
            most += cents * (longest // in_a_month + len(used) + 1)
        return sum(once) + sum(months_of), most


def _with_minutes(task: Task, minutes: int | None) -> Task:
    return task if minutes is None else replace(task, minutes=minutes, minutes_low=None, minutes_high=None)


def _most_in_a_month(availability: Availability) -> int:
    """The most free minutes in any 31 days, days off forgotten."""
    week = availability.minutes_by_weekday
    return max(sum(week[(first + day) % 7] for day in range(_MONTH_DAYS)) for first in range(7))
