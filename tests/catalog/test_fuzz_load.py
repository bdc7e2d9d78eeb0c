"""Whatever a pack says, it is loaded whole or not at all, with every complaint in words."""

import io
import zipfile

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.models import Item, Pack, Question, Resource, Role, Template
from catalog.pack.problems import BrokenPack
from catalog.pack.publishing import load_pack
from tests.catalog.packs import SMALL, files, write

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NAMES = st.sampled_from(sorted(SMALL))
TEXTS = st.sampled_from(
    [
        "",
        "python",
        "no-such-id",
        "-1",
        "1e999",
        "null",
        "true",
        "[]",
        "{}",
        "x" * 500,
        "\u202e",
        "2026-02-31",
        "'",
        "&a",
        "*a",
    ]
)


def rows() -> list[list[tuple]]:
    return [
        list(kind.objects.order_by("pk").values_list()) for kind in (Pack, Item, Resource, Role, Template, Question)
    ]


def load_or_say_why(place) -> bool:
    before, problems = rows(), None
    try:
        load_pack(place)
    except BrokenPack as broken:
        problems = broken.problems
    if problems is None:
        return True
    assert problems
    assert all(str(problem).strip() for problem in problems)
    assert rows() == before
    return False


@st.composite
def bent_lines(draw):
    """The small pack with a few lines gone, doubled, swapped or saying something else."""
    pack = {name: content.decode().split("\n") for name, content in files().items()}
    for _ in range(draw(st.integers(1, 4))):
        lines = pack[draw(NAMES)]
        at = draw(st.integers(0, len(lines) - 1))
        act = draw(st.sampled_from(["drop", "double", "swap", "say", "indent"]))
        key, colon, _ = lines[at].partition(": ")
        if act == "drop" and len(lines) > 1:
            del lines[at]
        elif act == "double":
            lines.insert(at, lines[at])
        elif act == "swap":
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        elif act == "indent":
            lines[at] = "  " + lines[at]
        elif colon:
            lines[at] = f"{key}: {draw(TEXTS)}"
    return {name: "\n".join(lines).encode("utf-8", "surrogatepass") for name, lines in pack.items()}


@pytest.mark.django_db
@SLOW
@given(bent_lines())
def test_a_bent_pack_is_loaded_whole_or_refused_whole(tmp_path_factory, pack):
    with transaction.atomic():
        load_pack(write(tmp_path_factory.mktemp("sound"), files()))
        load_or_say_why(write(tmp_path_factory.mktemp("bent"), pack))
        transaction.set_rollback(True)


@pytest.mark.django_db
@SLOW
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8), st.integers(0, 4_000))
def test_a_damaged_archive_is_loaded_or_refused(tmp_path_factory, changes, cut):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files().items():
            archive.writestr(name, content)
    damaged = bytearray(packed.getvalue())
    for place, byte in changes:
        damaged[place % len(damaged)] = byte
    place = tmp_path_factory.mktemp("zip") / "pack.zip"
    place.write_bytes(bytes(damaged[: len(damaged) - cut % 200]))
    with transaction.atomic():
        load_or_say_why(place)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_sound_pack_loads_or_this_says_nothing(tmp_path):
    assert load_or_say_why(write(tmp_path, files()))
