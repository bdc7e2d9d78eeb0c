import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from catalog.models import Pack
from catalog.pack.problems import BrokenPack
from catalog.pack.publishing import in_order, load_pack
from catalog.pack.reading import read_yaml
from catalog.pack.versions import numbers

SHIPPED = settings.BASE_DIR / "catalog/content"


def newer_version(place: Path) -> Pack | None:
    """Give the pack that staff have published in the browser since this one was shipped."""
    said = read_yaml("pack.yaml", (place / "pack.yaml").read_bytes())[0].data or {}
    loaded = Pack.objects.filter(key=said.get("key", "")).first()
    return loaded if loaded and numbers(loaded.version) > numbers(str(said.get("version"))) else None


class Command(BaseCommand):
    help = "Load a content pack from a folder or a zip file; without one, every pack under catalog/content/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", nargs="?", type=Path, help="folder or zip file of one pack")

    def handle(self, *args: Any, place: Path | None, **options: Any) -> None:
        try:
            for one in [place] if place else in_order(SHIPPED):
                if place is None and (newer := newer_version(one)):
                    self.stdout.write(f"{newer} is loaded, which is newer than what is shipped; it stays.")
                else:
                    self.load(one)
        except BrokenPack as broken:
            self.stderr.write("\n".join(map(str, broken.problems)))
            self.stderr.write(f"Nothing was loaded: {len(broken.problems)} problems.")
            sys.exit(1)

    def load(self, place: Path) -> None:
        begun = perf_counter()
        self.stdout.write(f"Reading {place.name} …")
        loaded = load_pack(place, tell=self.stdout.write)
        took = f"{perf_counter() - begun:.1f} s"
        if loaded.was_current:
            self.stdout.write(f"{loaded.pack} is loaded already; nothing changed ({took}).")
            return
        done = loaded.changes
        what = f"{done.added} rows added, {done.changed} changed, {done.removed} removed"
        self.stdout.write(self.style.SUCCESS(f"{loaded.pack} is loaded: {what} ({took})."))
        if loaded.same_version and done:
            self.stdout.write(
                self.style.WARNING("It says other things than before under the same version: raise it in pack.yaml.")
            )
