from typing import Any

from django.core.management.base import BaseCommand

from catalog.management.commands.load_content import SHIPPED
from catalog.models import Pack
from catalog.pack.report import report


class Command(BaseCommand):
    help = "Count what each loaded content pack holds against what it must hold."

    def handle(self, *args: Any, **options: Any) -> None:
        packs = list(Pack.objects.order_by("key"))
        for pack in packs:
            self.stdout.write("\n".join(report(pack, SHIPPED / pack.key)))
        if not packs:
            self.stdout.write("No pack is loaded. Load the shipped ones with: manage.py load_content")
