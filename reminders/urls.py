from django.urls import path

from accounts.access import public, signed_in
from reminders import views

app_name = "reminders"

urlpatterns = [
    path("", signed_in(views.reminders), name="reminders"),
    path("preferences/", signed_in(views.save_preferences), name="save_preferences"),
    path("snooze/", signed_in(views.snooze), name="snooze"),
    path("stop/", signed_in(views.stop), name="stop"),
    path("unsubscribe/<str:token>/", public(views.unsubscribe), name="unsubscribe"),
]
