"""What people do with each other: each function is one act of one person and one transaction."""

from mentoring.actions.consent import revoke_grant, share
from mentoring.actions.evidence import add_comment, hand_in, take_back
from mentoring.actions.invitations import (
    InvitationRefused,
    accept_invitation,
    decline_invitation,
    expire_invitations,
    invite_mentee,
    invite_mentor,
    resend_invitation,
    withdraw_invitation,
)
from mentoring.actions.mentorships import end_mentorship, pause_mentorship, resume_mentorship
from mentoring.actions.reviews import (
    DraftSaved,
    ReviewRefused,
    dismiss_review,
    keep_review_draft,
    release_claim,
    release_expired_claims,
    save_review_draft,
    send_review,
)

__all__ = [
    "DraftSaved",
    "InvitationRefused",
    "ReviewRefused",
    "accept_invitation",
    "add_comment",
    "decline_invitation",
    "dismiss_review",
    "end_mentorship",
    "expire_invitations",
    "hand_in",
    "invite_mentee",
    "invite_mentor",
    "keep_review_draft",
    "pause_mentorship",
    "release_claim",
    "release_expired_claims",
    "resend_invitation",
    "resume_mentorship",
    "revoke_grant",
    "save_review_draft",
    "send_review",
    "share",
    "take_back",
    "withdraw_invitation",
]
