from django.urls import path

from accounts.access import public
from catalog import views

app_name = "catalog"

urlpatterns = [
    path("", public(views.catalog), name="catalog"),
    path("search/", public(views.search), name="search"),
    path("areas/<slug:key>/", public(views.area_detail), name="area_detail"),
    path("roles/compare/", public(views.compare_roles), name="compare_roles"),
    path("roles/<slug:key>/", public(views.role_detail), name="role_detail"),
    path("pathways/<slug:key>/", public(views.pathway_detail), name="pathway_detail"),
    path("roadmaps/<slug:key>/", public(views.template_detail), name="template_detail"),
    path("platforms/<slug:key>/", public(views.platform_detail), name="platform_detail"),
    path("<slug:key>/", public(views.item_detail), name="item_detail"),
]
