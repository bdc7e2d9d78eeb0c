from django.urls import path

from accounts.access import owner, signed_in
from practice import views

app_name = "practice"

urlpatterns = [
    path("", signed_in(views.practice), name="practice"),
    path("sessions/", signed_in(views.start_session), name="start_session"),
    path("sessions/<int:session_id>/", owner(views.session_detail), name="session_detail"),
    path("sessions/<int:session_id>/finish/", owner(views.finish_session), name="finish_session"),
    path("sessions/<int:session_id>/questions/<int:position>/", owner(views.question_detail), name="question_detail"),
    path(
        "sessions/<int:session_id>/questions/<int:position>/answer/",
        owner(views.answer_question),
        name="answer_question",
    ),
    path("sessions/<int:session_id>/questions/<int:position>/mark/", owner(views.mark_answer), name="mark_answer"),
]
