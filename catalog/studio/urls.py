from django.urls import path

from accounts.access import staff
from catalog.studio import entry_views, views

app_name = "studio"

urlpatterns = [
    path("", staff(views.studio), name="studio"),
    path("<slug:key>/", staff(views.pack_draft), name="pack_draft"),
    path("<slug:key>/begin/", staff(views.begin_pack_draft), name="begin_pack_draft"),
    path("<slug:key>/publish/", staff(views.publish_pack_draft), name="publish_pack_draft"),
    path("<slug:key>/discard/", staff(views.discard_pack_draft), name="discard_pack_draft"),
    path("<slug:key>/add-file/", staff(views.add_draft_file), name="add_draft_file"),
    path("<slug:key>/zip/", staff(views.pack_zip), name="pack_zip"),
    path("<slug:key>/new/<path:name>/", staff(entry_views.new_entry), name="new_entry"),
    path("<slug:key>/text/<path:name>/", staff(entry_views.draft_text), name="draft_text"),
    path("<slug:key>/stages/<slug:entry>/", staff(entry_views.draft_stages), name="draft_stages"),
    path("<slug:key>/<slug:kind>/<slug:entry>/", staff(entry_views.draft_entry), name="draft_entry"),
    path("<slug:key>/<slug:kind>/<slug:entry>/remove/", staff(entry_views.remove_entry), name="remove_entry"),
    path("<slug:key>/<slug:kind>/<slug:entry>/preview/", staff(entry_views.draft_preview), name="draft_preview"),
]
