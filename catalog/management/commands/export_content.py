from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.frameworks.case import write_case
from catalog.models import Pack
from catalog.pack.exporting import export_pack


class Command(BaseCommand):
    help = "Write a loaded content pack back as files, in the form that load_content reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pack", help="key of the pack")
        parser.add_argument(
            "folder", type=Path, help="where to write it: a new or an empty folder; for CASE a new file"
        )
        parser.add_argument(
            "--format", choices=["pack", "case"], default="pack", help="CASE: one JSON file, for other systems"
        )

    def handle(self, *args: Any, pack: str, folder: Path, format: str = "pack", **options: Any) -> None:
        found = Pack.objects.filter(key=pack).first()
        if found is None:
            known = ", ".join(Pack.objects.order_by("key").values_list("key", flat=True)) or "none"
            raise CommandError(f"There is no pack “{pack}”. Loaded: {known}.")
        if format == "case":
            self.write_case(found, folder)
            return
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise CommandError(f"{folder} is there already and not an empty folder. Name another place.")
        files = export_pack(found)
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        self.stdout.write(self.style.SUCCESS(f"Wrote {found} as {len(files)} files to {folder}."))

    def write_case(self, pack: Pack, place: Path) -> None:
        if place.exists():
            raise CommandError(f"{place} is there already. Name another place.")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(write_case(pack), encoding="utf-8")
        self.stdout.write(self.style.SUCCESS(f"Wrote {pack} as a CASE package to {place}."))
