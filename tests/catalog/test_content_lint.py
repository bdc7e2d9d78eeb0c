"""What holds for the words of every shipped pack."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from catalog.management.commands.load_content import SHIPPED
from catalog.models import Item, Milestone, Question, Skill
from catalog.pack.reading import read_yaml
from catalog.pack.source import read_files

WORDS_AT_MOST = 32
# Words that say nothing; “robust”, “leverage” and “utilisation” mean something in statistics and on a GPU.
EMPTY = re.compile(
    r"\b(crucial|essential|powerful|leverag(?:ed|ing)|delv\w+|landscape|seamless\w*|unlock\w*|oops|simply|cutting-edge"
    r"|game.changer|in today's|embark\w*|utili[sz](?:e|ed|es|ing))\b|!(?!\[|=)",
    re.I,
)
PROSE = ("summary", "body", "check", "detail", "evidence", "prompt", "explanation")
PACKS = sorted(path.parent for path in SHIPPED.glob("*/pack.yaml"))


def prose(value, place=""):
    """Give each text for readers below `value`, with the ids that lead to it."""
    if isinstance(value, list):
        for one in value:
            yield from prose(one, place)
    for key, inside in value.items() if isinstance(value, dict) else ():
        if isinstance(inside, str) and key in PROSE:
            yield f"{place}/{key}", re.sub(r"```.*?```|`[^`]*`", "code", inside, flags=re.S)
        else:
            yield from prose(inside, f"{place}/{key}")


def texts(pack: Path):
    for name, content in read_files(pack).items():
        yield from prose(read_yaml(name, content)[0].data, name)


def sentences(text):
    return re.split(r"(?<=[.?:;])[\"”]?\s+|\n+", text)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_no_sentence_is_too_long_to_read_once(pack):
    long = [
        (place, sentence)
        for place, text in texts(pack)
        for sentence in sentences(text)
        if len(sentence.split()) > WORDS_AT_MOST
    ]
    assert long == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_no_word_is_empty(pack):
    found = {place: EMPTY.findall(text) for place, text in texts(pack) if EMPTY.search(text)}
    assert found == {}


@pytest.fixture
def loaded(db):
    call_command("load_content", verbosity=0)


def test_each_item_has_what_a_learner_needs(loaded):
    bare = Item.objects.filter(body="") | Item.objects.filter(check_yourself="") | Item.objects.filter(learn=[])
    assert list(bare.values_list("key", flat=True)) == []
    assert list(Skill.objects.exclude(resources__cost="free").values_list("key", flat=True)) == []
    lines = {milestone.key: milestone.criteria.count() for milestone in Milestone.objects.all()}
    assert {key: count for key, count in lines.items() if not 4 <= count <= 7} == {}


def test_each_question_is_explained_and_points_to_a_step(loaded):
    questions = Question.objects.all()
    assert questions.count() >= 176
    assert not questions.filter(explanation="").exists()
    assert not questions.filter(items=None).exists()
