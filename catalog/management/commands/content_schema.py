import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from catalog.pack.schema import json_schema

PLACE = settings.BASE_DIR / "catalog/content/schema.json"


def text() -> str:
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


class Command(BaseCommand):
    help = "Write the JSON Schema of content packs to catalog/content/schema.json."

    def handle(self, *args: Any, **options: Any) -> None:
        PLACE.parent.mkdir(parents=True, exist_ok=True)
        PLACE.write_text(text(), encoding="utf-8")
        self.stdout.write(f"Wrote {PLACE.relative_to(settings.BASE_DIR)}.")
