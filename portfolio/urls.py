from django.urls import path

from accounts.access import owner, signed_in
from portfolio import views

app_name = "portfolio"

urlpatterns = [
    path("", signed_in(views.portfolio), name="portfolio"),
    path("steps/<int:step_id>/", owner(views.evidence), name="evidence"),
    path("steps/<int:step_id>/discard/", owner(views.discard_draft), name="discard_draft"),
]
