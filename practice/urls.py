from django.urls import path

from accounts.access import owner, signed_in
from practice.views import placement, practising

app_name = "practice"

urlpatterns = [
    path("", signed_in(practising.practice), name="practice"),
    path("sessions/", signed_in(practising.start_session), name="start_session"),
    path("sessions/<int:session_id>/", owner(practising.session_detail), name="session_detail"),
    path("sessions/<int:session_id>/finish/", owner(practising.finish_session), name="finish_session"),
    path(
        "sessions/<int:session_id>/questions/<int:position>/", owner(practising.question_detail), name="question_detail"
    ),
    path(
        "sessions/<int:session_id>/questions/<int:position>/answer/",
        owner(practising.answer_question),
        name="answer_question",
    ),
    path("sessions/<int:session_id>/questions/<int:position>/mark/", owner(practising.mark_answer), name="mark_answer"),
    path("placement/", signed_in(placement.start_placement), name="start_placement"),
    path("placement/<int:placement_id>/", owner(placement.placement), name="placement"),
    path("placement/<int:placement_id>/answer/", owner(placement.answer_placement), name="answer_placement"),
    path("placement/<int:placement_id>/finish/", owner(placement.finish_placement), name="finish_placement"),
    path("placement/<int:placement_id>/result/", owner(placement.placement_result), name="placement_result"),
    path("placement/<int:placement_id>/take-over/", owner(placement.take_over_placement), name="take_over_placement"),
]
