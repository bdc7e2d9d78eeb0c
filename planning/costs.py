"""What a plan costs, month by month."""

from calendar import monthrange
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planning.availability import Availability
from planning.errors import PriceError, gettext_noop
from planning.plan import Plan, make_plan
from planning.task import Task


@dataclass(frozen=True, slots=True)
class Price:
    """What a step costs, in hundredths of one currency (cents), the same for all steps of a plan.

    Paid once on its first day or, with a `subscription`, by the month: `cents` is then the month's price. Steps of one
    subscription share its paid months. No cents: free. Raises PriceError for less than nothing.
    """

    cents: int = 0
    subscription: Hashable | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.cents <= 100_000_000:
            raise PriceError("cents", f"A price is 0 to 100,000,000 cents, not {self.cents:,}.")


FREE = Price()


@dataclass(frozen=True, slots=True)
class Payment:
    """`cents` paid on a day, for the steps in `keys`; a subscription's month runs until the evening of `until_on`."""

    on: date
    until_on: date
    cents: int
    subscription: Hashable | None
    keys: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Costs:
    """All payments of a plan by day. `free` holds the steps without a price."""

    payments: tuple[Payment, ...]
    free: tuple[Hashable, ...]

    @property
    def total_cents(self) -> int:
        return sum(payment.cents for payment in self.payments)

    @property
    def cents_by_month(self) -> dict[date, int]:
        """Cents paid in each month, by its first day. Months without payments are left out."""
        months: dict[date, int] = {}
        for payment in self.payments:
            month = payment.on.replace(day=1)
            months[month] = months.get(month, 0) + payment.cents
        return months

    @property
    def shared(self) -> tuple[Payment, ...]:
        """Paid months that more than one step makes use of."""
        return tuple(payment for payment in self.payments if len(payment.keys) > 1)


@dataclass(frozen=True, slots=True)
class Saving:
    """An order that is no later and cheaper: `order` holds the keys, `saves_cents` what it saves in all."""

    order: tuple[Hashable, ...]
    plan: Plan
    costs: Costs
    saves_cents: int


def plan_costs(plan: Plan, prices: Mapping[Hashable, Price]) -> Costs:
    """What is paid when. A month of a subscription is paid on a day of work that no paid month covers yet.

    A month runs to the eve of the same day of the next month. Paying only when work is at hand is the cheapest way to
    cover given days with months (the greedy cover of points by intervals). O(days of work + n log n).
    """
    days: dict[Hashable, list[date]] = {key: [] for key in plan.dates}
    for work in plan.work():
        days[work.key].append(work.on)
    payments: list[Payment] = []
    members: dict[Hashable, list[Hashable]] = {}
    monthly: dict[Hashable, int] = {}
    for key, dated in plan.dates.items():
        price = prices.get(key, FREE)
        if price.subscription is not None:
            members.setdefault(price.subscription, []).append(key)
            if monthly.setdefault(price.subscription, price.cents) != price.cents:
                raise PriceError(
                    "cents",
                    gettext_noop("%(subscription)s has two prices a month."),
                    subscription=str(price.subscription),
                )
        elif price.cents:
            payments.append(Payment(dated.starts_on, dated.starts_on, price.cents, None, (key,)))
    for subscription, keys in members.items():
        used = sorted((day, key) for key in keys for day in days[key] or [plan.dates[key].due_on])
        payments += _months(subscription, monthly[subscription], used)
    free = tuple(key for key in plan.dates if not prices.get(key, FREE).cents)
    return Costs(tuple(sorted(payments, key=lambda payment: payment.on)), free)


def _months(subscription: Hashable, cents: int, used: Sequence[tuple[date, Hashable]]) -> Iterable[Payment]:
    months: list[tuple[date, date, dict[Hashable, None]]] = []
    for day, key in used:
        if not months or day > months[-1][1]:
            months.append((day, month_after(day), {}))
        months[-1][2][key] = None
    return [Payment(on, until, cents, subscription, tuple(keys)) for on, until, keys in months if cents]


def month_after(day: date) -> date:
    """The last day of a month paid on `day`: paid on 15 January, it runs until 14 February; on 31 January, until 27."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    length = monthrange(year, month)[1]
    return date.fromordinal(date(year, month, min(day.day, length)).toordinal() - 1)


def cheaper_order(
    tasks: Sequence[Task],
    prices: Mapping[Hashable, Price],
    *,
    availability: Availability,
    starts_on: date,
    target_on: date | None = None,
) -> Saving | None:
    """The roadmap with the steps of each subscription drawn together, if that is cheaper and neither later nor longer.

    Each subscription's steps are tried at its first and at its last step, one subscription after another, keeping
    what saves: a heuristic whose result is checked, not an optimum. Two plans for each subscription. None when
    nothing saves.
    """
    order = [task.key for _, task in sorted(enumerate(tasks), key=lambda pair: (pair[1].position, pair[0]))]
    given = make_plan(tasks, availability=availability, starts_on=starts_on, target_on=target_on)
    before = plan_costs(given, prices)
    best: Saving | None = None
    for subscription in dict.fromkeys(price.subscription for key in order if (price := prices.get(key, FREE))):
        members = [key for key in order if prices.get(key, FREE).subscription == subscription]
        if subscription is None or len(members) < 2:
            continue
        for anchor in (members[0], members[-1]):
            tried = _drawn_together(best.order if best else tuple(order), set(members), anchor)
            place = {key: number for number, key in enumerate(tried)}
            moved = [replace(task, position=place[task.key]) for task in tasks]
            plan = make_plan(moved, availability=availability, starts_on=starts_on, target_on=target_on)
            costs = plan_costs(plan, prices)
            no_later = (plan.max_lateness_days, plan.finishes_on) <= (given.max_lateness_days, given.finishes_on)
            if no_later and costs.total_cents < (best.costs if best else before).total_cents:
                best = Saving(tried, plan, costs, before.total_cents - costs.total_cents)
    return best


def _drawn_together(order: Sequence[Hashable], members: set[Hashable], anchor: Hashable) -> tuple[Hashable, ...]:
    together: list[Hashable] = []
    for key in order:
        if key == anchor:
            together += [other for other in order if other in members]
        elif key not in members:
            together.append(key)
    return tuple(together)
