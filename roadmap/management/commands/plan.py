from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

import planning
from roadmap.models import Roadmap
from roadmap.told import lines, told_plan


class Command(BaseCommand):
    help = "Print the dates of a roadmap, one line a step."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("roadmap", type=int, help="its number, as in its address")
        parser.add_argument("--explain", action="store_true", help="say why each step has its dates, and how it stands")

    def handle(self, *args: Any, **options: Any) -> None:
        roadmap = Roadmap.objects.filter(pk=options["roadmap"]).select_related("owner").first()
        if roadmap is None:
            raise CommandError(f"There is no roadmap {options['roadmap']}.")
        try:
            plan = told_plan(roadmap, roadmap.owner.local_date(timezone.now()))
        except planning.PlanningError as error:
            raise CommandError(f"{error.field}: {error.message}") from error
        self.stdout.write("\n".join(lines(plan, explain=options["explain"])))
