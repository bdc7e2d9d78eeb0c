import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from catalog.frameworks.competencies import BrokenFramework
from catalog.frameworks.drafting import make_pack, read_framework
from catalog.models import Draft, Pack
from catalog.studio import files
from catalog.studio.actions import begin_draft

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Command(BaseCommand):
    help = "Read a competency framework (CASE JSON; CSV of O*NET, ESCO or Moodle) into a draft pack, to be edited in the studio."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("key", help="id of the new pack: small letters, digits, hyphens")
        parser.add_argument("--title", default="", help="title of the pack; else that of the framework")
        parser.add_argument(
            "--licence", default="not stated", help="under which licence the framework may be passed on"
        )

    def handle(self, *args: Any, file: Path, key: str, title: str, licence: str, **options: Any) -> None:
        if not KEY.fullmatch(key) or len(key) > 80:
            raise CommandError("The id of the pack: small letters, digits and single hyphens, 80 at most.")
        if Pack.objects.filter(key=key).exists() or Draft.objects.filter(key=key).exists():
            raise CommandError(f"There is a pack or a draft “{key}” already. Choose another id.")
        try:
            framework = read_framework(file)
            made = make_pack(framework, key=key, title=title, licence=licence, day=timezone.localdate())
        except BrokenFramework as broken:
            raise CommandError("\n".join([*broken.faults, "Nothing was imported."])) from broken
        written = {name: files.canonical(name, content.decode()).encode() for name, content in made.items()}
        draft = begin_draft(key, written, by=None)
        problems = files.check(files.texts(draft))[1]
        what = f"{len(framework.competencies)} competencies, {len(framework.occupations)} occupations"
        self.stdout.write(self.style.SUCCESS(f"{what} are in the draft “{key}” now. Go on at /catalog/studio/{key}/."))
        if problems:
            self.stdout.write(self.style.WARNING(f"{len(problems)} things to mend before it can be published:"))
            self.stdout.write("\n".join(map(str, problems[:20])))
