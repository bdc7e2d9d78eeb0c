"""Ada after ten weeks, made by what people do: verified, late, skipped and begun steps, titles that no window was made for."""

from dataclasses import dataclass
from datetime import timedelta

import time_machine
from django.utils import timezone

from accounts.models import Delivery, User
from accounts.outbox import enqueue
from catalog.models import Course, Item, Milestone, Pathway, Resource, Template, TemplateStep
from mentoring import actions as mentoring
from mentoring.models import Mentorship, ReviewRequest
from portfolio import actions as portfolio
from practice.models import Session
from roadmap import actions
from roadmap.models import Roadmap, Step, TimeEntry
from tests import factories
from tests.journeys.conftest import NOW, TODAY
from tests.mentoring.factories import handed_in, mentorship, request_of, token_of
from tests.practice.factories import KINDS, question, session

LONG = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
TITLE, NAME = LONG[:160], LONG[:80]
BEGAN = timedelta(weeks=10)
LETTER_STATES = [Delivery.State.SENT, Delivery.State.SKIPPED, Delivery.State.FAILED, Delivery.State.UNKNOWN]


@dataclass(frozen=True, slots=True)
class Rich:
    """What the pages are about."""

    roadmap: Roadmap
    step: Step
    verified: Step
    waiting: Step
    mentorship: Mentorship
    request: ReviewRequest
    settled: ReviewRequest
    token: str
    sitting: Session
    finished: Session
    placement: Session
    placed: Session
    entry: TimeEntry


def make_catalog() -> Template:
    """The small template, with a skill, a milestone, a course, a pathway and a platform whose titles are long."""
    template = factories.small_template()
    learn, prove = template.stages.order_by("position")
    python = Item.objects.get(key="python")
    long = factories.skill("long", TITLE, hours=40, area=python.area, needs=(python,))
    proof = factories.milestone("proof", TITLE, hours=30, needs=(python,))
    Milestone.objects.filter(pk=proof.pk).update(evidence_wanted=LONG)
    TemplateStep.objects.create(stage=learn, item=long, position=6)
    TemplateStep.objects.create(stage=prove, item=proof, position=2)
    Template.objects.filter(pk=template.pk).update(title=TITLE, summary=LONG)
    Item.objects.filter(pk=long.pk).update(summary=LONG, learn=[LONG], mistakes=[LONG], check_yourself=LONG)
    pack = factories.pack()
    Course.objects.create(
        key="course",
        title=TITLE,
        kind=Item.Kind.COURSE,
        pack=pack,
        provider=NAME,
        cost="free",
        url=f"https://example.org/{LONG}",
    )
    Resource.objects.create(
        key="platform",
        title=TITLE,
        pack=pack,
        url="https://example.org/",
        kind="site",
        cost="freemium",
        is_platform=True,
    )
    pathway = Pathway.objects.create(key="pathway", title=TITLE, pack=pack, summary=LONG, months_low=6, months_high=9)
    pathway.covers.set([python, long])
    return Template.objects.get(pk=template.pk)


def placement(ada: User, template: Template, answered: int, **fields) -> Session:
    """A placement test with answers: the first was right, the second was not, and the third she did not know."""
    made = Session.objects.create(person=ada, kind=Session.Kind.PLACEMENT, template=template, **fields)
    pytorch, jax = (Item.objects.get(key=key) for key in ("pytorch", "jax"))
    said = [({"options": ["green"]}, True), ({"options": ["red"]}, False), ({"unknown": True}, False)]
    for position, (given, is_right) in enumerate(said, start=1):
        asked = question(f"placed-{made.pk}-{position}", pytorch, jax, level=2, topic=TITLE)
        if position <= answered:
            made.answers.create(
                question=asked, position=position, given=given, is_right=is_right, answered_at=timezone.now()
            )
    return made


def make(ada: User, grace: User) -> Rich:
    template = make_catalog()
    ben = factories.person("ben@example.org", name="Ben Okafor")
    with time_machine.travel(NOW - BEGAN):
        roadmap = actions.create_roadmap(
            template, by=ada, weekly_hours=4, starts_on=(NOW - BEGAN).date(), target_on=TODAY + timedelta(weeks=4)
        )
        steps = {step.item.key: step for step in roadmap.steps.select_related("item", "roadmap")}
        actions.set_status(steps["python"].pk, "done", by=ada)
        mentored = mentorship(grace, ada)
        settled = review_twice(steps["fraud"], ada, grace)
        request = request_of(ben, grace, template)
    actions.set_status(steps["pandas"].pk, "skipped", by=ada)
    actions.set_status(steps["long"].pk, "doing", by=ada)
    actions.date_steps(roadmap, cause="replanned")
    roadmap.days_off.create(first_on=TODAY, last_on=TODAY + timedelta(days=9), reason=LONG[:80])
    roadmap.steps.filter(item__key="pytorch").update(due_on=TODAY - timedelta(days=9))
    handed_in(steps["proof"], ada, text=LONG, link=f"https://example.org/{LONG}")
    portfolio.save_draft(steps["proof"], by=ada, link="", commit="", text="Not ready yet.", ratings={})
    invited = mentoring.invite_mentor(f"{LONG[:60]}@example.org", by=ada, scopes=("progress",))
    mentoring.invite_mentee("emil@example.org", by=grace)
    tell_of(steps["long"], ada)
    actions.set_price(steps["long"], cents=123_456_78, subscription=LONG[:60], by=ada)
    actions.set_price(steps["fraud"], cents=123_456_78, subscription=LONG[:60], by=ada)
    actions.set_price(steps["proof"], cents=4950, subscription="", by=ada)
    actions.log_time(steps["python"].item, by=ada, minutes=600, spent_on=TODAY)
    questions = [question(f"about-{kind}", steps["python"].item, kind=kind, topic=TITLE) for kind in KINDS]
    return Rich(
        roadmap=roadmap,
        step=steps["long"],
        verified=steps["fraud"],
        waiting=steps["proof"],
        mentorship=mentored,
        request=request,
        settled=settled,
        token=token_of(invited),
        sitting=session(ada, *questions),
        finished=session(ada, questions[0], finished_at=NOW + timedelta(hours=1)),
        placement=placement(ada, template, 2),
        placed=placement(ada, template, 3, finished_at=NOW + timedelta(hours=1)),
        entry=keep(steps, ada),
    )


def review_twice(step: Step, ada: User, grace: User) -> ReviewRequest:
    """Hand in, ask for changes, hand in again, approve: give the second request."""
    first = ReviewRequest.objects.get(submission=handed_in(step, ada, text=f"# First\n\n`{LONG}`"))
    said = {"ratings": {"baseline": "partly", "metric": "met"}, "body": f"{LONG}\n\n    {LONG}"}
    mentoring.send_review(first.pk, by=grace, fence=first.fence, verdict="request_changes", **said)
    second = ReviewRequest.objects.get(submission=handed_in(step, ada, text="Second, with a baseline."))
    mentoring.send_review(second.pk, by=grace, fence=second.fence, verdict="approve", **said)
    return second


def keep(steps: dict[str, Step], ada: User) -> TimeEntry:
    """What she keeps beside her steps: time in most weeks, and a session that she forgot yesterday."""
    for number in range(1, 60, 2):
        actions.log_time(steps["python"].item, by=ada, minutes=10 + 7 * number, spent_on=TODAY - timedelta(days=number))
    for key in ("long", "proof"):
        item = steps[key].item
        actions.save_note(item, by=ada, text=f"# {LONG}\n\n`{LONG}`\n\n    {LONG}", revision=0)
        actions.add_link(item, by=ada, url=f"https://example.org/{LONG}", title="")
        actions.tick_line(actions.add_line(item, by=ada, text=LONG[:200]), by=ada, is_ticked=True)
        actions.add_line(item, by=ada, text="Run the tests")
    with time_machine.travel(NOW - timedelta(days=1)):
        actions.start_session(steps["long"].item, by=ada)
    return actions.log_time(steps["long"].item, by=ada, minutes=95, spent_on=TODAY)


def tell_of(step: Step, ada: User) -> None:
    """Reminders about a step that ended in every way there is."""
    for state in LETTER_STATES:
        enqueue(Delivery.Category.DUE_SOON, dedupe_key=str(state), due_at=NOW, person=ada, payload={"step": step.pk})
        told = {"sent_at": NOW} if state == Delivery.State.SENT else {"reason": LONG[:60]}
        Delivery.objects.filter(dedupe_key=str(state)).update(state=state, **told)
