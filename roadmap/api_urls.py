from django.urls import path

from accounts.access import signed_in
from roadmap import api

app_name = "api"

urlpatterns = [
    path("", signed_in(api.api_home), name="api_home"),
    path("docs", signed_in(api.api_docs), name="api_docs"),
    path("openapi.json", signed_in(api.api_schema), name="api_schema"),
    *api.endpoints(),
]
