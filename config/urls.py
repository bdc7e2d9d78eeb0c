from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("roadmap.urls")),
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("catalog/studio/", include("catalog.studio.urls")),
    path("catalog/own/", include("catalog.own.urls")),
    path("catalog/", include("catalog.urls")),
    path("api/", include("roadmap.api_urls")),
    path("portfolio/", include("portfolio.urls")),
    path("practice/", include("practice.urls")),
    path("mentoring/", include("mentoring.urls")),
    path("reminders/", include("reminders.urls")),
    path("", include("reminders.health.urls")),
]
if settings.LOCAL_MAILBOX:
    urlpatterns.append(path("mailbox/", include("reminders.mailbox.urls")))

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
