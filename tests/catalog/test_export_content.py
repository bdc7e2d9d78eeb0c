from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalog.management.commands.load_content import SHIPPED
from catalog.models import Pack, Skill
from catalog.pack.publishing import in_order, load_pack
from catalog.pack.source import read_files
from tests.catalog import packs

pytestmark = pytest.mark.django_db


def export(key, folder):
    told = StringIO()
    call_command("export_content", key, str(folder), stdout=told)
    return told.getvalue()


def test_each_shipped_pack_comes_back_to_the_byte_and_loads_as_known(tmp_path):
    for place in in_order(SHIPPED):
        load_pack(place)
        written = tmp_path / place.name
        assert f"{len(read_files(place))} files" in export(place.name, written)
        assert read_files(written) == read_files(place)
        assert load_pack(written).was_current


def test_what_is_edited_in_the_browser_is_in_the_files(tmp_path):
    load_pack(packs.write(tmp_path / "in", packs.files()))
    Skill.objects.filter(key="python").update(body="A language for everything.")
    export("small", tmp_path / "out")
    assert "body: A language for everything." in (tmp_path / "out/skills/programming.yaml").read_text()
    assert not load_pack(tmp_path / "out").changes


def test_a_pack_of_which_nobody_knows_the_files_goes_into_a_file_for_each_area(tmp_path):
    load_pack(packs.write(tmp_path / "in", packs.files()))
    Pack.objects.update(layout={})
    export("small", tmp_path / "out")
    assert set(read_files(tmp_path / "out")) == set(packs.SMALL)


def test_what_was_withdrawn_stays_out(tmp_path):
    load_pack(packs.write(tmp_path / "in", packs.files()))
    Skill.objects.filter(key="jax").update(is_withdrawn=True)
    export("small", tmp_path / "out")
    assert "jax:" not in (tmp_path / "out/skills/programming.yaml").read_text()


def test_an_unknown_pack_is_told_with_those_that_there_are(tmp_path):
    load_pack(packs.write(tmp_path / "in", packs.files()))
    with pytest.raises(CommandError, match="no pack “large”"):
        export("large", tmp_path / "out")


def test_nobodys_files_are_written_over(tmp_path):
    load_pack(packs.write(tmp_path / "in", packs.files()))
    with pytest.raises(CommandError, match="not an empty folder"):
        export("small", tmp_path / "in")
