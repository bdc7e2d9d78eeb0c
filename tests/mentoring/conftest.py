"""Ada and her mentor Grace, evidence handed in, and a second mentor."""

import pytest
from django.test import Client

from accounts.models import User
from mentoring import actions
from mentoring.models import Mentorship, ReviewRequest
from portfolio.models import Submission
from roadmap.models import Roadmap, Step
from tests.conftest import signed_in
from tests.factories import person, step
from tests.mentoring import factories


@pytest.fixture
def mentorship(ada: User, mentor: User, roadmap: Roadmap) -> Mentorship:
    """Grace mentors Ada, who shares progress, evidence and reviews of all her roadmaps."""
    return factories.mentorship(mentor, ada)


@pytest.fixture
def linus(db) -> User:
    """Linus is a second mentor."""
    return person("linus@example.org", name="Linus")


@pytest.fixture
def as_linus(linus: User) -> Client:
    return signed_in(linus)


@pytest.fixture
def fraud(roadmap: Roadmap) -> Step:
    """The milestone of Ada's roadmap."""
    return step(roadmap, "fraud")


@pytest.fixture
def submission(fraud: Step, ada: User) -> Submission:
    return factories.handed_in(fraud, ada)


@pytest.fixture
def request_(mentorship: Mentorship, submission: Submission) -> ReviewRequest:
    """What waits in Grace's queue."""
    return ReviewRequest.objects.get(submission=submission)


@pytest.fixture
def approved(request_: ReviewRequest, mentor: User):
    """Grace has approved Ada's evidence."""
    return actions.send_review(
        request_.pk, by=mentor, fence=0, verdict="approve", ratings={"baseline": "met"}, body="Well done."
    )
