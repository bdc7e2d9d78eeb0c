"""Why was I (not) reminded: every delivery to a person, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Delivery, User
from reminders.models import Category, Reason
from roadmap.models import Step

ABOUT = {
    Category.INVITATION: "Invitation",
    Category.REVIEW_REQUESTED: "Review asked for",
    Category.VERDICT: "Review of your work",
    Category.DUE_SOON: "Step due soon",
    Category.DIGEST: "Your week ahead",
}
OUTCOMES = {
    # State -> tone of the chip, its word, and what it means where no reason is kept.
    Delivery.State.SCHEDULED: ("amber", "Planned", ""),
    Delivery.State.SENDING: ("amber", "Being sent", ""),
    Delivery.State.SENT: ("pine", "Sent", "Your mail server took it."),
    Delivery.State.UNKNOWN: ("amber", "Perhaps sent", "It may have arrived. It is not sent twice."),
    Delivery.State.SKIPPED: ("", "Not sent", ""),
    Delivery.State.FAILED: ("rose", "Failed", ""),
}


@dataclass(frozen=True)
class Entry:
    about: str
    step: Step | None
    at: datetime
    tone: str
    outcome: str
    reason: str


def history_of(person: User, deliveries: Iterable[Delivery]) -> list[Entry]:
    deliveries = list(deliveries)
    wanted = {delivery.payload.get("step") for delivery in deliveries} - {None}
    steps = Step.objects.for_owner(person).in_bulk(wanted)
    return [entry(delivery, steps.get(delivery.payload.get("step", 0))) for delivery in deliveries]


def entry(delivery: Delivery, step: Step | None) -> Entry:
    tone, outcome, meaning = OUTCOMES[Delivery.State(delivery.state)]
    at = delivery.sent_at or delivery.due_at
    return Entry(ABOUT[Category(delivery.category)], step, at, tone, outcome, in_words(delivery) or meaning)


def in_words(delivery: Delivery) -> str:
    if delivery.state == Delivery.State.SKIPPED:
        return str(dict(Reason.choices).get(delivery.reason, delivery.reason))
    if delivery.state == Delivery.State.FAILED:
        return f"The mail server said: {delivery.reason}"
    if delivery.state == Delivery.State.SCHEDULED and delivery.reason:
        return f"Tried {delivery.attempts} times; another try follows. {delivery.reason}"
    return ""
