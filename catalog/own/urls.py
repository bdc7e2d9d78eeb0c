from django.urls import path

from accounts.access import owner, signed_in
from catalog.own import views

app_name = "own"

urlpatterns = [
    path("", signed_in(views.own_templates), name="own_templates"),
    path("new/", signed_in(views.new_template), name="new_template"),
    path("<slug:key>/", signed_in(views.own_template), name="own_template"),
    path("<slug:key>/edit/", owner(views.edit_template), name="edit_template"),
    path("<slug:key>/take/", signed_in(views.take_template), name="take_template"),
    path("<slug:key>/link/", owner(views.renew_link), name="renew_link"),
    path("<slug:key>/delete/", owner(views.withdraw_template), name="withdraw_template"),
]
