from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from catalog.management.commands.load_content import SHIPPED
from catalog.models import Pack
from catalog.pack.report import report


class Command(BaseCommand):
    help = "Count what each loaded content pack holds against what it must hold."

    def handle(self, *args: Any, **options: Any) -> None:
        if Pack._meta.db_table not in connection.introspection.table_names():
            raise CommandError("The database has no tables yet. Run manage.py migrate, then manage.py load_content.")
        packs = list(Pack.objects.order_by("key"))
        for pack in packs:
            self.stdout.write("\n".join(report(pack, SHIPPED / pack.key)))
        if not packs:
            self.stdout.write("No pack is loaded. Load the shipped ones with: manage.py load_content")
