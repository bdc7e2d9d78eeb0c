"""What a replan would move is kept as a figure; no date changes by it."""

from datetime import date

from django.db import transaction

from roadmap import planner
from roadmap.models import ReplanProposal, Roadmap
from roadmap.overview import read_overview


@transaction.atomic
def propose_replan(roadmap: Roadmap, *, today: date) -> bool:
    """Keep what a replan from `today` would move, where open steps are past their dates; nothing, where none is.

    Gives True when there is something to propose. Raises planning.PlanningError as `replan` does.
    """
    looked = {"made_on": today, "version": planner.latest_number(roadmap)}
    difference = planner.difference(roadmap, today) if read_overview(roadmap).late(today) else None
    if difference is None or difference.changes_nothing:
        ReplanProposal.objects.filter(roadmap=roadmap).update(moved_steps=0, **looked)
        return False
    ReplanProposal.objects.filter(roadmap=roadmap).update(
        moved_steps=len(difference.moved),
        finish_before=difference.finish_before,
        finish_after=difference.finish_after,
        **looked,
    )
    return True
