from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from roadmap import words
from roadmap.models import Roadmap, Step


class Command(BaseCommand):
    help = "Print the dates of a roadmap, one line a step."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("roadmap", type=int, help="its number, as in its address")
        parser.add_argument("--explain", action="store_true", help="say why each step has its dates")

    def handle(self, *args: Any, **options: Any) -> None:
        roadmap = Roadmap.objects.filter(pk=options["roadmap"]).first()
        if roadmap is None:
            raise CommandError(f"There is no roadmap {options['roadmap']}.")
        self.stdout.write(f"{roadmap}: {roadmap.weekly_hours.normalize():f} h a week from {roadmap.starts_on}")
        for step in roadmap.steps.filter(is_chosen=True).order_by("starts_on", "stage__position", "position"):
            self.stdout.write(line(step, explain=options["explain"]))


def line(step: Step, *, explain: bool) -> str:
    days = f"{step.starts_on} to {step.due_on}" if step.starts_on else f"{'no date':24}"
    reason = f": {step.date_reason}" if explain and step.date_reason else ""
    return f"{days}  {step.title} ({words.hours(step.minutes)}){reason}"
