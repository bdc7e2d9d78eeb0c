"""Why was I (not) reminded: every delivery to a person, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Delivery, User
from mentoring.models import Untold
from reminders.models import Category, Reason
from roadmap.models import Step

ABOUT = {
    Category.INVITATION: gettext_lazy("Invitation"),
    Category.REVIEW_REQUESTED: gettext_lazy("Review asked for"),
    Category.VERDICT: gettext_lazy("Review of your work"),
    Category.DUE_SOON: gettext_lazy("Step due soon"),
    Category.DIGEST: gettext_lazy("Your week ahead"),
}
OUTCOMES = {
    # State -> tone of the chip, its word, and what it means where no reason is kept.
    Delivery.State.SCHEDULED: ("amber", gettext_lazy("Planned"), ""),
    Delivery.State.SENDING: ("amber", gettext_lazy("Being sent"), ""),
    Delivery.State.SENT: ("pine", gettext_lazy("Sent"), gettext_lazy("Your mail server took it.")),
    Delivery.State.UNKNOWN: (
        "amber",
        gettext_lazy("Perhaps sent"),
        gettext_lazy("It may have arrived. It is not sent twice."),
    ),
    Delivery.State.SKIPPED: ("", gettext_lazy("Not sent"), ""),
    Delivery.State.FAILED: ("rose", gettext_lazy("Failed"), ""),
}
REASONS = dict(Reason.choices) | dict(Untold.choices)


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
    about = str(ABOUT[Category(delivery.category)])
    return Entry(about, step, at, tone, str(outcome), in_words(delivery) or str(meaning))


def in_words(delivery: Delivery) -> str:
    if not delivery.reason:
        return ""
    if delivery.state == Delivery.State.SKIPPED:
        return reason_in_words(delivery.reason)
    if delivery.state == Delivery.State.FAILED:
        if delivery.reason in REASONS:
            return reason_in_words(delivery.reason)
        return _("The mail server said: %(answer)s") % {"answer": delivery.reason}
    if delivery.state == Delivery.State.SCHEDULED:
        tried = ngettext(
            "Tried once; another try follows.", "Tried %(count)s times; another try follows.", delivery.attempts
        )
        return f"{tried % {'count': delivery.attempts}} {reason_in_words(delivery.reason)}"
    return ""


def reason_in_words(reason: str) -> str:
    """Word a code. What is none stands as it was kept: a mail server's answer, or a row from before there were codes."""
    return str(REASONS.get(reason, reason))
