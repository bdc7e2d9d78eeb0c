"""The heart: a person's own roadmap, its steps and dates, and what they have done."""

from roadmap.models.edit import Edit
from roadmap.models.notes import ChecklistLine, Note, OwnLink
from roadmap.models.pin import Pin
from roadmap.models.plan import PlanVersion
from roadmap.models.price import StepPrice
from roadmap.models.progress import Assurance, Progress, ProgressEvent, Status
from roadmap.models.proposal import ReplanProposal
from roadmap.models.roadmap import MOST_BUDGET, Roadmap, Stage, Step, StepLink
from roadmap.models.sent_tick import SentTick
from roadmap.models.start_draft import StartDraft
from roadmap.models.time import RunningSession, TimeEntry
from roadmap.models.upgrade import Upgrade
from roadmap.models.week import COLUMNS, WEEKDAYS, DayOff, Minutes

__all__ = [
    "COLUMNS",
    "MOST_BUDGET",
    "WEEKDAYS",
    "Assurance",
    "ChecklistLine",
    "DayOff",
    "Edit",
    "Minutes",
    "Note",
    "OwnLink",
    "Pin",
    "PlanVersion",
    "Progress",
    "ProgressEvent",
    "ReplanProposal",
    "Roadmap",
    "RunningSession",
    "SentTick",
    "Stage",
    "StartDraft",
    "Status",
    "Step",
    "StepLink",
    "StepPrice",
    "TimeEntry",
    "Upgrade",
]
