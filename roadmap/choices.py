"""Steps of which one is chosen, and what steps cost, as stored and as the planner takes them."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

import planning
from roadmap.models import Progress, Roadmap, Status, Step, StepPrice


@dataclass(frozen=True, slots=True)
class Group:
    """Steps of which one is chosen: that one, and the others, none of them done."""

    chosen: Step
    others: tuple[Step, ...]


def all_open_steps(roadmap: Roadmap) -> list[Step]:
    """Chosen or not, what is neither done nor skipped, in the roadmap's order, with what it needs and costs."""
    settled = Progress.objects.filter(person=roadmap.owner_id, status__in=[Status.DONE, Status.SKIPPED]).values("item")
    return list(
        roadmap.steps.exclude(item__in=settled)
        .select_related("item", "price", "pin")
        .prefetch_related("needs")
        .order_by("stage__position", "position", "pk")
    )


def price_of(step: Step) -> planning.Price:
    price: StepPrice | None = getattr(step, "price", None)
    return planning.Price(price.cents, price.subscription or None) if price else planning.FREE


def prices(steps: Iterable[Step]) -> dict[Hashable, planning.Price]:
    return {step.pk: price_of(step) for step in steps}


def chosen(steps: Iterable[Step]) -> list[Step]:
    return [step for step in steps if step.is_chosen]


def with_taken(steps: Iterable[Step], taken: Collection[int]) -> list[Step]:
    """The chosen steps, had the person taken `taken`: each goes in, and what it is an alternative to goes out."""
    every = list(steps)
    replaced = {step.choice for step in every if step.pk in taken and step.choice}
    return [step for step in every if step.pk in taken or (step.is_chosen and step.choice not in replaced)]


def groups(steps: Iterable[Step]) -> list[Group]:
    """Where there is something to choose: one open step is in the plan, others that could stand in for it are not."""
    of_choice: dict[str, list[Step]] = {}
    for step in steps:
        if step.choice:
            of_choice.setdefault(step.choice, []).append(step)
    found = []
    for members in of_choice.values():
        inside = chosen(members)
        if len(inside) == 1 and len(members) > 1:
            found.append(Group(inside[0], tuple(step for step in members if step is not inside[0])))
    return found


def option_of(step: Step) -> planning.Option:
    return planning.Option(step.pk, step.minutes, price_of(step), step.title)


def choices(steps: Sequence[Step]) -> list[planning.Choice]:
    """One choice a group; its task is the chosen step."""
    return [
        planning.Choice(group.chosen.pk, tuple(option_of(step) for step in (group.chosen, *group.others)))
        for group in groups(steps)
    ]
