"""From an invitation to a mentorship. The token exists in the letter alone; the row keeps its hash."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Delivery, User
from accounts.outbox import enqueue
from mentoring.actions.consent import close_grants, share, skip
from mentoring.models import INVITATION_HOLDS, Mentorship, Untold, hash_of
from roadmap.models import Roadmap

MOST_INVITATIONS_A_DAY = 20
MOST_LETTERS_AN_INVITATION = 4


class InvitationRefused(Exception):
    """The invitation cannot be sent or accepted.

    `reason` names why: wrong, expired, used, declined, withdrawn, own, already, many.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def invite_mentor(email: str, *, by: User, scopes: Iterable[str], roadmap: Roadmap | None = None) -> Mentorship:
    """Ask somebody to mentor `by`. What is shared is decided now, and holds from the moment they accept."""
    mentorship = invite(email, by=by, mentee=by)
    share(mentorship, scopes, by=by, roadmap=roadmap)
    return mentorship


@transaction.atomic
def invite_mentee(email: str, *, by: User) -> Mentorship:
    """Offer somebody to be their mentor. They alone decide what to share, when they accept."""
    return invite(email, by=by, mentor=by)


def invite(email: str, *, by: User, mentor: User | None = None, mentee: User | None = None) -> Mentorship:
    now = timezone.now()
    sent = Mentorship.objects.invited_by(by)
    if sent.filter(created_at__gt=now - timedelta(days=1)).count() >= MOST_INVITATIONS_A_DAY:
        raise InvitationRefused("many")
    if sent.open_at(now).filter(email=email.lower(), mentor=mentor, mentee=mentee).exists():
        raise InvitationRefused("already")
    token = secrets.token_urlsafe(32)
    mentorship = Mentorship.objects.create(
        mentor=mentor,
        mentee=mentee,
        invited_by=by,
        email=email.lower(),
        token_hash=hash_of(token),
        created_at=now,
        sent_at=now,
        expires_at=now + INVITATION_HOLDS,
    )
    send_letter(mentorship, token, now)
    return mentorship


def send_letter(mentorship: Mentorship, token: str, now: datetime) -> None:
    enqueue(
        Delivery.Category.INVITATION,
        address=mentorship.email,
        dedupe_key=f"invitation:{mentorship.pk}:{mentorship.sent_count}",
        due_at=now,
        payload={"mentorship": mentorship.pk, "token": token, "language": mentorship.invited_by.language},
    )


@transaction.atomic
def resend_invitation(mentorship: Mentorship, *, by: User) -> bool:
    """Send a new letter with a new link for another 14 days; the old link ends. An expired invitation opens again.

    False if it is no open or expired invitation of `by`, or four letters went out already.
    """
    now = timezone.now()
    token = secrets.token_urlsafe(32)
    mine = Mentorship.objects.invited_by(by).invited()
    changed = mine.filter(pk=mentorship.pk, sent_count__lt=MOST_LETTERS_AN_INVITATION).update(
        token_hash=hash_of(token),
        sent_at=now,
        sent_count=mentorship.sent_count + 1,
        expires_at=now + INVITATION_HOLDS,
    )
    if not changed:
        return False
    skip_letters(mentorship, Untold.REPLACED)
    mentorship.refresh_from_db()
    send_letter(mentorship, token, now)
    return True


@transaction.atomic
def withdraw_invitation(mentorship: Mentorship, *, by: User) -> bool:
    return close_invitation(
        Mentorship.objects.invited_by(by).invited().filter(pk=mentorship.pk), Mentorship.State.WITHDRAWN
    )


@transaction.atomic
def decline_invitation(token: str, *, by: User) -> bool:
    invitation = Mentorship.objects.open_at(timezone.now()).filter(token_hash=hash_of(token)).exclude(invited_by=by)
    return close_invitation(invitation, Mentorship.State.DECLINED)


@transaction.atomic
def expire_invitations(now: datetime) -> int:
    """Close what nobody accepted in time; the sweep calls it, but a late sweep lets nobody in."""
    late = Mentorship.objects.invited().filter(expires_at__lte=now)
    return sum(
        close_invitation(late.filter(pk=pk), Mentorship.State.EXPIRED) for pk in late.values_list("pk", flat=True)
    )


def close_invitation(invitations: QuerySet[Mentorship], state: str) -> bool:
    mentorship = invitations.first()
    if mentorship is None or not invitations.update(state=state):
        return False
    close_grants(mentorship.pk)
    skip_letters(mentorship, Untold(f"invitation_{state}"))
    return True


def skip_letters(mentorship: Mentorship, reason: Untold) -> None:
    letters = Delivery.objects.filter(
        category=Delivery.Category.INVITATION,
        state=Delivery.State.SCHEDULED,
        address=mentorship.email,
        payload__mentorship=mentorship.pk,
    )
    for pk in letters.values_list("pk", flat=True):
        skip(pk, reason)


def why_closed(mentorship: Mentorship | None, now: datetime) -> str:
    """Name why an invitation cannot be accepted at `now`; empty if it can."""
    if mentorship is None:
        return "wrong"
    if mentorship.is_open_at(now):
        return ""
    if mentorship.state in Mentorship.ACCEPTED:
        return "used"
    return "expired" if mentorship.state == Mentorship.State.INVITED else str(mentorship.state)


def accept_invitation(
    token: str, *, by: User, scopes: Iterable[str] = (), roadmap: Roadmap | None = None
) -> Mentorship:
    """Begin the mentorship, once. `scopes` count only where a mentor invited: then the mentee grants them here.

    Raises InvitationRefused.
    """
    try:
        return accept(token, by=by, scopes=scopes, roadmap=roadmap)
    except IntegrityError as error:
        if Mentorship.objects.live().of_person(by).exists():
            raise InvitationRefused("already") from error
        raise


@transaction.atomic
def accept(token: str, *, by: User, scopes: Iterable[str], roadmap: Roadmap | None) -> Mentorship:
    now = timezone.now()
    mentorship = Mentorship.objects.filter(token_hash=hash_of(token)).first()
    if mentorship is None or why_closed(mentorship, now):
        raise InvitationRefused(why_closed(mentorship, now))
    if mentorship.invited_by_id == by.pk:
        raise InvitationRefused("own")
    mentor_id, mentee_id = mentorship.mentor_id or by.pk, mentorship.mentee_id or by.pk
    if Mentorship.objects.live().filter(mentor=mentor_id, mentee=mentee_id).exists():
        raise InvitationRefused("already")
    accepted = Mentorship.objects.open_at(now).filter(pk=mentorship.pk, token_hash=mentorship.token_hash)
    if not accepted.update(state=Mentorship.State.ACTIVE, accepted_at=now, mentor=mentor_id, mentee=mentee_id):
        raise InvitationRefused("used")
    mentorship.refresh_from_db()
    if mentorship.mentee_id == by.pk:
        share(mentorship, scopes, by=by, roadmap=roadmap)
    return mentorship
