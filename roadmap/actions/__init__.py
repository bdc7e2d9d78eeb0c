"""What people do to roadmaps: each function is one act of one person and one transaction."""

from roadmap.actions.choosing import choose_step, leave_out
from roadmap.actions.creating import create_roadmap
from roadmap.actions.plans import accept_replan, date_steps, take_offer, undo_replan
from roadmap.actions.progress import mark_verified, set_status, unmark_verified

__all__ = [
    "accept_replan",
    "choose_step",
    "create_roadmap",
    "date_steps",
    "leave_out",
    "mark_verified",
    "set_status",
    "take_offer",
    "undo_replan",
    "unmark_verified",
]
