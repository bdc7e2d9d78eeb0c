from django.urls import path

from accounts.access import mentor, owner, public, signed_in
from mentoring.views import evidence, invitations, mentorships, reviews

app_name = "mentoring"

urlpatterns = [
    path("", signed_in(mentorships.mentoring), name="mentoring"),
    path("invite/mentor/", signed_in(invitations.invite_mentor), name="invite_mentor"),
    path("invite/mentee/", signed_in(invitations.invite_mentee), name="invite_mentee"),
    path("invitations/<str:token>/", public(invitations.invitation), name="invitation"),
    path("invitations/<str:token>/accept/", signed_in(invitations.accept_invitation), name="accept_invitation"),
    path("invitations/<str:token>/decline/", signed_in(invitations.decline_invitation), name="decline_invitation"),
    path("mentorships/<int:mentorship_id>/resend/", owner(invitations.resend_invitation), name="resend_invitation"),
    path(
        "mentorships/<int:mentorship_id>/withdraw/", owner(invitations.withdraw_invitation), name="withdraw_invitation"
    ),
    path("mentorships/<int:mentorship_id>/end/", owner(mentorships.end_mentorship), name="end_mentorship"),
    path("mentorships/<int:mentorship_id>/pause/", owner(mentorships.pause_mentorship), name="pause_mentorship"),
    path("mentorships/<int:mentorship_id>/resume/", owner(mentorships.resume_mentorship), name="resume_mentorship"),
    path("mentorships/<int:mentorship_id>/share/", owner(mentorships.share), name="share"),
    path("grants/<int:grant_id>/revoke/", owner(mentorships.revoke_grant), name="revoke_grant"),
    path("mentees/<int:mentorship_id>/", mentor(mentorships.mentee_detail), name="mentee_detail"),
    path("steps/<int:step_id>/hand-in/", owner(evidence.hand_in), name="hand_in"),
    path("submissions/<int:submission_id>/take-back/", owner(evidence.take_back), name="take_back"),
    path("submissions/<int:submission_id>/comments/", signed_in(evidence.add_comment), name="add_comment"),
    path("reviews/", signed_in(reviews.review_list), name="review_list"),
    path("reviews/<int:request_id>/", mentor(reviews.review), name="review"),
    path("reviews/<int:request_id>/draft/", mentor(reviews.save_review_draft), name="save_review_draft"),
    path("reviews/<int:request_id>/release/", mentor(reviews.release_claim), name="release_claim"),
    path("verdicts/<int:review_id>/dismiss/", mentor(reviews.dismiss_review), name="dismiss_review"),
]
