from django.urls import path

from accounts import views
from accounts.access import public, signed_in

app_name = "accounts"

urlpatterns = [
    path("", public(views.landing), name="landing"),
    path("accounts/settings/", signed_in(views.settings), name="settings"),
    path("accounts/language/", public(views.language), name="language"),
]
