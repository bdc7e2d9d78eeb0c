from django.urls import path

from accounts.access import public
from reminders.mailbox import views

app_name = "mailbox"

urlpatterns = [
    path("", public(views.mailbox), name="mailbox"),
    path("<slug:key>/", public(views.message), name="message"),
]
