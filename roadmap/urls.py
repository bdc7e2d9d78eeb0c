from django.urls import path

from accounts.access import owner, signed_in
from roadmap.views import plans, roadmaps, starting, steps

app_name = "roadmap"

urlpatterns = [
    path("start/", signed_in(starting.start), name="start"),
    path("today/", signed_in(starting.today), name="today"),
    path("roadmap/", signed_in(roadmaps.roadmap_list), name="roadmap_list"),
    path("roadmap/<int:roadmap_id>/", owner(roadmaps.roadmap_detail), name="roadmap_detail"),
    path("roadmap/<int:roadmap_id>/map/", owner(roadmaps.roadmap_map), name="roadmap_map"),
    path("roadmap/<int:roadmap_id>/timeline/", owner(roadmaps.roadmap_timeline), name="roadmap_timeline"),
    path("roadmap/<int:roadmap_id>/forecast/", owner(plans.forecast), name="forecast"),
    path("roadmap/<int:roadmap_id>/replan/", owner(plans.replan), name="replan"),
    path("roadmap/<int:roadmap_id>/replan/accept/", owner(plans.accept_replan), name="accept_replan"),
    path("roadmap/<int:roadmap_id>/replan/undo/", owner(plans.undo_replan), name="undo_replan"),
    path("roadmap/<int:roadmap_id>/replan/offer/", owner(plans.take_offer), name="take_offer"),
    path("steps/<int:step_id>/", owner(steps.step_detail), name="step_detail"),
    path("steps/<int:step_id>/status/", owner(steps.set_status), name="set_status"),
    path("steps/<int:step_id>/choose/", owner(steps.choose_step), name="choose_step"),
    path("steps/<int:step_id>/leave-out/", owner(steps.leave_out), name="leave_out"),
]
