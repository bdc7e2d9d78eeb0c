from mentoring.models.mentorship import INVITATION_HOLDS, ConsentGrant, Mentorship, Scope, Untold, hash_of
from mentoring.models.review import (
    CLAIM_HOLDS,
    LONGEST_BODY,
    SLOTS,
    Comment,
    Review,
    ReviewDraft,
    ReviewRequest,
    Verdict,
)

__all__ = [
    "CLAIM_HOLDS",
    "INVITATION_HOLDS",
    "LONGEST_BODY",
    "SLOTS",
    "Comment",
    "ConsentGrant",
    "Mentorship",
    "Review",
    "ReviewDraft",
    "ReviewRequest",
    "Scope",
    "Untold",
    "Verdict",
    "hash_of",
]
