"""What people do to roadmaps: each function is one act of one person and one transaction."""

from roadmap.actions.alternatives import set_price, take_alternatives, take_cheaper_order
from roadmap.actions.arranging import bring_back, move_step, order_steps, take_out
from roadmap.actions.changing import change_settings
from roadmap.actions.choosing import choose_step, leave_out
from roadmap.actions.creating import create_roadmap
from roadmap.actions.drafting import forget_draft, keep_draft, start_roadmap, take_over_claims
from roadmap.actions.editing import Refused, Stale
from roadmap.actions.estimates import correct_estimates
from roadmap.actions.knowing import forget_stage, know_stage
from roadmap.actions.notes import NoteChanged, add_line, add_link, remove_line, remove_link, save_note, tick_line
from roadmap.actions.own_steps import Wanted, add_step, edit_step, remove_step
from roadmap.actions.pins import pin_step, unpin_step
from roadmap.actions.plans import accept_replan, date_steps, take_offer, undo_replan
from roadmap.actions.progress import mark_verified, set_status, unmark_verified
from roadmap.actions.proposals import propose_replan
from roadmap.actions.roadmaps import (
    archive_roadmap,
    delete_roadmap,
    duplicate_roadmap,
    pause_roadmap,
    rename_roadmap,
    resume_roadmap,
    unarchive_roadmap,
    undelete_roadmap,
)
from roadmap.actions.sent_ticks import forget_sent_ticks, set_status_once
from roadmap.actions.stages import add_stage, remove_stage, rename_stage
from roadmap.actions.time import delete_time, discard_session, edit_time, log_time, start_session, stop_session
from roadmap.actions.upgrades import decline_upgrade, last_upgrade, take_upgrade, undo_upgrade

__all__ = [
    "NoteChanged",
    "Refused",
    "Stale",
    "Wanted",
    "accept_replan",
    "add_line",
    "add_link",
    "add_stage",
    "add_step",
    "archive_roadmap",
    "bring_back",
    "change_settings",
    "choose_step",
    "correct_estimates",
    "create_roadmap",
    "date_steps",
    "decline_upgrade",
    "delete_roadmap",
    "delete_time",
    "discard_session",
    "duplicate_roadmap",
    "edit_step",
    "edit_time",
    "forget_draft",
    "forget_sent_ticks",
    "forget_stage",
    "keep_draft",
    "know_stage",
    "last_upgrade",
    "leave_out",
    "log_time",
    "mark_verified",
    "move_step",
    "order_steps",
    "pause_roadmap",
    "pin_step",
    "propose_replan",
    "remove_line",
    "remove_link",
    "remove_stage",
    "remove_step",
    "rename_roadmap",
    "rename_stage",
    "resume_roadmap",
    "save_note",
    "set_price",
    "set_status",
    "set_status_once",
    "start_roadmap",
    "start_session",
    "stop_session",
    "take_alternatives",
    "take_cheaper_order",
    "take_offer",
    "take_out",
    "take_over_claims",
    "take_upgrade",
    "tick_line",
    "unarchive_roadmap",
    "undelete_roadmap",
    "undo_replan",
    "undo_upgrade",
    "unmark_verified",
    "unpin_step",
]
