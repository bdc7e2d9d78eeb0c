"""From the letter to the mentorship, and every way it does not get there."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Delivery
from mentoring import actions
from mentoring.models import ConsentGrant, Mentorship, Scope, hash_of
from tests.mentoring.factories import mentorship as mentorship_of
from tests.mentoring.factories import token_of

START = datetime(2026, 11, 26, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(ada, roadmap) -> Mentorship:
    """Ada has asked Grace to be her mentor."""
    return actions.invite_mentor("grace@example.org", by=ada, scopes=["progress", "review"])


@pytest.fixture
def offered(mentor) -> Mentorship:
    """Grace has offered Ada to mentor her."""
    return actions.invite_mentee("ada@example.org", by=mentor)


def page(token: str, act: str = "invitation") -> str:
    return reverse(f"mentoring:{act}", args=[token])


def test_ada_invites_a_mentor_by_e_mail(as_ada, ada, roadmap):
    answer = as_ada.post(
        reverse("mentoring:invite_mentor"), {"email": "Grace@Example.org", "scopes": ["progress"]}, follow=True
    )
    assert "An invitation is on its way to grace@example.org" in answer.content.decode()
    made = Mentorship.objects.get()
    letter = Delivery.objects.get()
    assert (made.state, made.mentee, made.mentor, made.email) == ("invited", ada, None, "grace@example.org")
    assert (letter.category, letter.address, letter.person) == ("invitation", "grace@example.org", None)
    assert hash_of(letter.payload["token"]) == made.token_hash


def test_the_database_does_not_know_the_token(invited):
    token = token_of(invited)
    assert token not in str(vars(Mentorship.objects.get()))


def test_a_visitor_sees_who_invites_and_what_will_be_shared(client, invited):
    answer = client.get(page(token_of(invited)))
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "Ada asks you to be their mentor" in words
    assert "their progress" in words
    assert "reviews: you may judge" in words
    assert "reminder" not in words


def test_a_visitor_comes_back_to_the_invitation_after_signing_in(client, invited, mentor):
    here = page(token_of(invited))
    sign_in = re.search(r'href="([^"]*/login/\?next=[^"]*)"', client.get(here).content.decode())
    assert sign_in
    answer = client.post(sign_in[1], {"login": mentor.email, "password": "correct horse battery", "next": here})
    assert answer.headers["Location"] == here


def test_a_visitor_comes_back_to_the_invitation_after_signing_up(client, invited, mailoutbox):
    here = page(token_of(invited))
    sign_up = {"email": "new@example.org", "password1": "correct horse battery", "name": "Nell", "time_zone": "UTC"}
    answer = client.post(reverse("account_signup"), sign_up | {"next": here})
    code = re.search(r"^\s*([A-Z0-9]{4,8}(?:-[A-Z0-9]{3,4})?)\s*$", mailoutbox[0].body, re.M)
    assert code, mailoutbox[0].body
    answer = client.post(answer.headers["Location"], {"code": code[1]})
    assert answer.headers["Location"] == here


def test_grace_accepts_and_sees_what_ada_chose(as_mentor, invited, mentor):
    answer = as_mentor.post(page(token_of(invited), "accept_invitation"), follow=True)
    assert "You and Ada work together from now on." in answer.content.decode()
    invited.refresh_from_db()
    assert (invited.state, invited.mentor) == ("active", mentor)
    assert Mentorship.objects.readable_by(mentor, Scope.PROGRESS).get() == invited


def test_whoever_holds_the_letter_may_accept(as_linus, linus, invited):
    as_linus.post(page(token_of(invited), "accept_invitation"))
    assert Mentorship.objects.get().mentor == linus


def test_ada_grants_herself_when_a_mentor_offers(as_ada, offered, roadmap):
    assert "Grace offers to be your mentor" in as_ada.get(page(token_of(offered))).content.decode()
    as_ada.post(page(token_of(offered), "accept_invitation"), {"scopes": ["progress"], "roadmap": roadmap.pk})
    grant = ConsentGrant.objects.get()
    assert (grant.scope, grant.roadmap) == ("progress", roadmap)


def test_ada_must_choose_something_to_share(as_ada, offered):
    answer = as_ada.post(page(token_of(offered), "accept_invitation"), {})
    assert answer.status_code == 422
    assert "Choose at least one thing to share." in answer.content.decode()
    assert Mentorship.objects.get().state == "invited"


def test_ada_cannot_share_somebody_elses_roadmap(as_ada, offered, mallory, template):
    from_mallory = {"scopes": ["progress"], "roadmap": 999_999}
    assert as_ada.post(page(token_of(offered), "accept_invitation"), from_mallory).status_code == 422


def test_an_invitation_works_once(as_mentor, as_linus, linus, invited):
    token = token_of(invited)
    as_mentor.post(page(token, "accept_invitation"))
    for answer in (as_linus.get(page(token)), as_linus.post(page(token, "accept_invitation"))):
        assert answer.status_code == 410
        assert "This invitation has been used" in answer.content.decode()
        assert "Ada" not in answer.content.decode()
    assert Mentorship.objects.get().mentor != linus


def test_who_accepted_and_opens_the_letter_again_lands_on_mentoring(as_mentor, invited):
    token = token_of(invited)
    as_mentor.post(page(token, "accept_invitation"))
    assert as_mentor.get(page(token)).headers["Location"] == reverse("mentoring:mentoring")


def test_an_invitation_expires_after_fourteen_days(ada, roadmap, mentor):
    with time_machine.travel(START, tick=False):
        invited = actions.invite_mentor("grace@example.org", by=ada, scopes=["progress"])
    with time_machine.travel(START + timedelta(days=14), tick=False):
        with pytest.raises(actions.InvitationRefused) as refused:
            actions.accept_invitation(token_of(invited), by=mentor)
        assert actions.expire_invitations(datetime.now(UTC)) == 1
    invited.refresh_from_db()
    assert (refused.value.reason, invited.state) == ("expired", "expired")
    assert not ConsentGrant.objects.filter(revoked_at=None).exists()


def test_an_expired_invitation_says_so_and_how_to_get_a_new_one(client, invited):
    with time_machine.travel(datetime.now(UTC) + timedelta(days=15)):
        answer = client.get(page(token_of(invited)))
    assert answer.status_code == 410
    assert "has expired" in answer.content.decode()
    assert "Send again" in answer.content.decode()


def test_a_wrong_token_says_so(client):
    answer = client.get(page("no-such-token"))
    assert answer.status_code == 410
    assert "ask for a new invitation" in answer.content.decode()


def test_a_withdrawn_invitation_lets_nobody_in(as_ada, as_mentor, invited):
    token = token_of(invited)
    as_ada.post(reverse("mentoring:withdraw_invitation", args=[invited.pk]))
    assert "was withdrawn" in as_mentor.post(page(token, "accept_invitation")).content.decode()
    assert Delivery.objects.get().state == "skipped"
    assert not ConsentGrant.objects.filter(revoked_at=None).exists()


def test_a_new_letter_ends_the_old_link(as_ada, as_mentor, invited):
    old = token_of(invited)
    as_ada.post(reverse("mentoring:resend_invitation", args=[invited.pk]))
    new = token_of(invited)
    assert "not known" in as_mentor.post(page(old, "accept_invitation")).content.decode()
    as_mentor.post(page(new, "accept_invitation"))
    assert Mentorship.objects.get().state == "active"
    assert [letter.state for letter in Delivery.objects.order_by("pk")] == ["skipped", "scheduled"]


def test_four_letters_are_the_most(ada, invited):
    assert [actions.resend_invitation(Mentorship.objects.get(), by=ada) for _ in range(4)] == [True, True, True, False]


def test_grace_declines_and_nothing_is_shared(as_mentor, invited):
    as_mentor.post(page(token_of(invited), "decline_invitation"))
    assert Mentorship.objects.get().state == "declined"
    assert not ConsentGrant.objects.filter(revoked_at=None).exists()


def test_nobody_accepts_their_own_invitation(as_ada, invited):
    answer = as_ada.post(page(token_of(invited), "accept_invitation"))
    assert answer.status_code == 409
    assert "your own invitation" in answer.content.decode()
    assert Mentorship.objects.get().state == "invited"


def test_two_who_work_together_already_are_told(as_mentor, ada, mentor, roadmap):
    mentorship_of(mentor, ada)
    again = actions.invite_mentor("other@example.org", by=ada, scopes=["progress"])
    answer = as_mentor.post(page(token_of(again), "accept_invitation"))
    assert answer.status_code == 409
    assert "mentor and mentee already" in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"email": "nobody", "scopes": ["progress"]}, "Write a whole address"),
        ({"email": "ada@example.org", "scopes": ["progress"]}, "That is your own address"),
        ({"email": "grace@example.org"}, "Choose at least one thing"),
        ({"email": "grace@example.org", "scopes": ["everything"]}, "everything"),
    ],
)
def test_a_bad_invitation_is_refused_beside_the_field(as_ada, said, why):
    answer = as_ada.post(reverse("mentoring:invite_mentor"), said)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Mentorship.objects.exists()
    assert not Delivery.objects.exists()


def test_twenty_invitations_a_day_are_the_most(as_ada, ada):
    for number in range(20):
        actions.invite_mentee(f"friend{number}@example.org", by=ada)
    answer = as_ada.post(reverse("mentoring:invite_mentee"), {"email": "one.more@example.org"})
    assert "20 invitations today" in answer.content.decode()
    assert Delivery.objects.count() == 20


def test_the_same_address_is_invited_once(as_ada, invited):
    answer = as_ada.post(reverse("mentoring:invite_mentor"), {"email": "grace@example.org", "scopes": ["progress"]})
    assert answer.status_code == 422
    assert "invited this address already" in answer.content.decode()


@pytest.mark.parametrize("act", ["resend_invitation", "withdraw_invitation"])
def test_a_stranger_cannot_touch_an_invitation(as_mallory, invited, act):
    assert as_mallory.post(reverse(f"mentoring:{act}", args=[invited.pk])).status_code == 404
    assert Mentorship.objects.get().state == "invited"
    assert Delivery.objects.count() == 1
