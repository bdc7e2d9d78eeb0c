"""The heart: a person's own roadmap, its steps and dates, and what they have done."""

from roadmap.models.plan import PlanVersion
from roadmap.models.progress import Assurance, Progress, ProgressEvent, Status
from roadmap.models.roadmap import Roadmap, Stage, Step, StepLink

__all__ = ["Assurance", "PlanVersion", "Progress", "ProgressEvent", "Roadmap", "Stage", "Status", "Step", "StepLink"]
