"""What holds for the words of every shipped pack."""

import html
import re
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command

from catalog.management.commands.load_content import SHIPPED
from catalog.models import Item, Milestone, Pack, Pathway, Question, Skill, StatusFact, Template
from catalog.pack.reading import read_yaml
from catalog.pack.report import gaps
from catalog.pack.schema import KINDS
from catalog.pack.source import read_files
from catalog.pack.writing import write_part

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


def test_no_sentence_stands_twice_in_all_packs():
    every = Counter(
        sentence.strip()
        for pack in PACKS
        for place, text in texts(pack)
        if place.endswith(("/summary", "/body", "/prompt", "/explanation"))
        for sentence in re.split(r"(?<=[.?])\s+", text)
        if len(sentence) > 60
    )
    assert [sentence for sentence, count in every.items() if count > 1] == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_every_file_stands_in_its_canonical_form(pack):
    for name, text in read_files(pack).items():
        part = KINDS[name.removesuffix(".yaml").split("/")[0]].model_validate(read_yaml(name, text)[0].data)
        assert write_part(part).encode() == text, name


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


def test_the_report_finds_no_gap_in_any_pack(loaded):
    for pack in Pack.objects.all():
        assert [line for line in gaps(pack) if not line.endswith(": none")] == []


def test_what_is_retired_says_since_when_and_what_to_take_instead(loaded):
    for item in Item.objects.exclude(retired_on=None):
        fact = item.status_facts.get(kind=StatusFact.Kind.RETIRED)
        assert (fact.since, bool(fact.successor)) == (item.retired_on, True), item.key


def test_what_is_renamed_is_shown_under_both_names(loaded, client):
    for fact in StatusFact.objects.filter(kind=StatusFact.Kind.RENAMED):
        for item in fact.items.all():
            page = client.get(item.get_absolute_url()).content.decode()
            assert html.escape(fact.subject) in page, (fact.key, item.key)
            assert html.escape(fact.successor) in page, (fact.key, item.key)


def test_nine_trends_stand_in_the_catalog(loaded, client):
    page = client.get("/catalog/").content.decode()
    trends = page[page.index('id="trends"') : page.index('id="courses"')]
    assert trends.count("<li>") == Skill.objects.filter(is_trend=True).count() == 9


def test_every_roadmap_has_questions_and_a_way_in(loaded):
    for template in Template.objects.all():
        own = Item.objects.filter(pack=template.pack, kind="skill")
        asked = own.filter(questions__isnull=False).distinct()
        assert asked.count() >= own.count() / 2, template.key
        assert Pathway.objects.filter(pack=template.pack).count() >= 2, template.key
