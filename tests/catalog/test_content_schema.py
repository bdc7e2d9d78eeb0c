import json

from django.core.management import call_command

from catalog.management.commands import content_schema
from catalog.pack.schema import KINDS


def test_the_published_schema_is_current():
    assert content_schema.PLACE.read_text(encoding="utf-8") == content_schema.text(), "run manage.py content_schema"


def test_the_schema_tells_of_every_kind_of_file():
    schema = json.loads(content_schema.text())
    assert len(schema["x-files"]) == len(KINDS)
    assert all(place.removeprefix("#/$defs/") in schema["$defs"] for place in schema["x-files"].values())


def test_the_command_writes_it(tmp_path, monkeypatch, settings):
    settings.BASE_DIR = tmp_path
    monkeypatch.setattr(content_schema, "PLACE", tmp_path / "content/schema.json")
    call_command("content_schema", verbosity=0)
    assert (tmp_path / "content/schema.json").read_text(encoding="utf-8") == content_schema.text()
