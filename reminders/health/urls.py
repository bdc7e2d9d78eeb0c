from django.urls import path

from accounts.access import public
from reminders.health import views

app_name = "health"

urlpatterns = [
    path("healthz", public(views.healthz), name="healthz"),
    path("readyz", public(views.readyz), name="readyz"),
]
