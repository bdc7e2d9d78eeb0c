from accounts.models import Delivery, User
from mentoring import actions
from mentoring.models import Mentorship, ReviewRequest, Scope
from portfolio import actions as portfolio
from portfolio.models import Submission
from roadmap.models import Roadmap, Step
from tests.factories import roadmap_of, step

USUAL = (Scope.PROGRESS, Scope.EVIDENCE, Scope.REVIEW)


def token_of(mentorship: Mentorship) -> str:
    """Read the token from the latest letter, as the invited person does."""
    letters = Delivery.objects.filter(category="invitation", payload__mentorship=mentorship.pk)
    return letters.latest("pk").payload["token"]


def mentorship(mentor: User, mentee: User, *, scopes=USUAL, roadmap: Roadmap | None = None) -> Mentorship:
    invited = actions.invite_mentor(mentor.email, by=mentee, scopes=scopes, roadmap=roadmap)
    return actions.accept_invitation(token_of(invited), by=mentor)


def handed_in(
    step: Step, person: User, *, text: str = "A baseline, and then a better model.", link: str = ""
) -> Submission:
    draft = portfolio.save_draft(step, by=person, link=link, commit="", text=text, ratings={"baseline": "met"})
    submission = actions.hand_in(draft, by=person)
    assert submission
    return submission


def request_of(mentee: User, mentor: User, template) -> ReviewRequest:
    """Make `mentee` a mentee of `mentor`, with a roadmap of their own and evidence in the queue."""
    mine = roadmap_of(mentee, template)
    mentorship(mentor, mentee)
    submission = handed_in(step(mine, "fraud"), mentee, text=f"By {mentee}")
    return ReviewRequest.objects.get(submission=submission)
