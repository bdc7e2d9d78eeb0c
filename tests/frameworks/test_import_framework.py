"""Frameworks of others become a draft pack. The small files here are made by hand after the public formats."""

import json

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.frameworks.case import read_case
from catalog.frameworks.competencies import BrokenFramework
from catalog.frameworks.drafting import make_pack
from catalog.frameworks.tables import read_esco, read_lines, read_moodle, read_onet
from catalog.models import Draft, Item
from catalog.pack.checking import check_pack
from catalog.studio import files
from catalog.studio.actions import publish_draft
from tests import factories
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db

ONET = """\
O*NET-SOC Code\tTitle\tElement ID\tElement Name\tScale ID\tScale Name\tData Value
15-2051.00\tData Scientists\t2.A.1\tContent\tIM\tImportance\t3.5
15-2051.00\tData Scientists\t2.A.1.a\tReading Comprehension\tIM\tImportance\t4.12
15-2051.00\tData Scientists\t2.A.1.a\tReading Comprehension\tLV\tLevel\t4.88
15-2051.00\tData Scientists\t2.A.1.b\tActive Listening\tIM\tImportance\t2.50
"""
ESCO = """\
conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,status,description,broaderConceptUri
KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/a1,knowledge,cross-sector,computer programming,"coding
programming",released,"The techniques & principles of software.",
KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/a2,knowledge,cross-sector,Python (computer programming),,released,Python.,http://data.europa.eu/esco/skill/a1
Occupation,http://data.europa.eu/esco/occupation/b1,,,data scientist,,released,Finds what data says.,
"""
COLUMNS = [
    "Parent ID number", "ID number", "Short name", "Description", "Description format", "Scale values", "Scale configuration",
    "Rule type (optional)", "Rule outcome (optional)", "Rule config (optional)", "Cross-referenced competency ID numbers",
    "Exported ID (optional)", "Is framework", "Taxonomy",
]  # fmt: skip
MOODLE = f"""\
{",".join(COLUMNS)}
,DC,Digital competence,<p>All of it</p>,1,"Not yet,Competent",[],,,,,,1,"competency,competency"
,DC-1,Information,<p>Find &amp; judge</p>,1,,,,,,,1,,
DC-1,DC-1.1,Browsing,<p>Search <b>well</b></p>,1,,,,,,,2,,
DC-1.1,DC-1.1.1,Filtering,,1,,,,,,,3,,
"""


def node(code):
    return {"title": code, "identifier": code, "uri": f"https://example.org/{code}"}


def association(kind, origin, destination):
    return {"associationType": kind, "originNodeURI": node(origin), "destinationNodeURI": node(destination)}


def case(**changed):
    items = {"a": "Programming", "p": "Write Python", "t": "Write tests"}
    return {
        "CFDocument": {"identifier": "doc", "title": "Software framework", "language": "en", "creator": "A school"},
        "CFItems": [
            {"identifier": code, "fullStatement": statement, "humanCodingScheme": f"S.{code}", "CFItemType": "Skill"}
            for code, statement in items.items()
        ],
        "CFAssociations": [
            association("isChildOf", "a", "doc"),
            association("isChildOf", "p", "a"),
            association("isChildOf", "t", "a"),
            association("precedes", "p", "t"),
            association("isRelatedTo", "p", "elsewhere"),
        ],
    } | changed


def imported(tmp_path, name, text, key="new"):
    place = tmp_path / name
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    call_command("import_framework", str(place), key, verbosity=0)
    return Draft.objects.get(key=key)


def says(draft, name):
    return files.read(name, draft.files.get(name=name).text)


def test_case_becomes_a_draft_that_is_sound(tmp_path):
    draft = imported(tmp_path, "case.json", json.dumps(case()))
    assert files.check(files.texts(draft))[1] == []
    assert says(draft, "areas.yaml") == {
        "areas": {"programming": {"title": "Programming", "summary": "Programming", "aliases": ["S.a"]}}
    }
    assert says(draft, "skills/programming.yaml") == {
        "area": "programming",
        "skills": {
            "write-python": {"title": "Write Python", "summary": "Write Python", "aliases": ["S.p"]},
            "write-tests": {
                "title": "Write tests",
                "summary": "Write tests",
                "aliases": ["S.t"],
                "needs": ["write-python"],
            },
        },
    }
    assert says(draft, "pack.yaml")["title"] == "Software framework"


def test_onet_becomes_skills_and_a_role_with_its_code(tmp_path, capsys):
    draft = imported(tmp_path, "skills.txt", ONET)
    assert files.check(files.texts(draft))[1] == []
    assert list(says(draft, "skills/content.yaml")["skills"]) == ["reading-comprehension", "active-listening"]
    role = says(draft, "roles.yaml")["roles"]["data-scientists"]
    assert role["items"] == ["reading-comprehension"]
    assert (role["codes"][0]["scheme"], role["codes"][0]["code"]) == ("onet", "15-2051.00")


def test_esco_becomes_skills_and_a_role(tmp_path):
    draft = imported(tmp_path, "skills_en.csv", ESCO)
    assert files.check(files.texts(draft))[1] == []
    area = says(draft, "areas.yaml")["areas"]["computer-programming"]
    assert area["aliases"] == ["coding", "programming"]
    assert area["summary"] == "The techniques & principles of software."
    assert list(says(draft, "skills/computer-programming.yaml")["skills"]) == ["python-computer-programming"]
    assert says(draft, "roles.yaml")["roles"]["data-scientist"]["codes"][0]["scheme"] == "esco"


def test_moodle_becomes_skills_without_markup(tmp_path):
    draft = imported(tmp_path, "framework.csv", "\ufeff" + MOODLE)
    assert files.check(files.texts(draft))[1] == []
    assert says(draft, "pack.yaml")["title"] == "Digital competence"
    skills = says(draft, "skills/information.yaml")["skills"]
    assert skills["browsing"]["summary"] == "Search well"
    assert skills["filtering"]["parent"] == "browsing"


def test_what_was_imported_is_published_in_the_studio(tmp_path, django_user_model):
    editor = factories.person("edith@example.org", is_staff=True)
    draft = imported(tmp_path, "case.json", json.dumps(case()))
    page = signed_in(editor).get("/catalog/studio/new/")
    assert "It is sound" in page.content.decode()
    day = draft.begun_at.date()
    publish_draft(draft, "1.0.0", "Imported.", by=editor, day=day, seen=draft.edition)
    assert Item.objects.get(key="write-tests").needs.get().key == "write-python"


def test_an_id_that_is_taken_gets_a_number(tmp_path):
    factories.skill("write-python")
    draft = imported(tmp_path, "case.json", json.dumps(case()))
    assert "write-python-2" in says(draft, "skills/programming.yaml")["skills"]
    assert files.check(files.texts(draft))[1] == []


def test_a_pack_goes_out_as_case_and_comes_back(tmp_path):
    editor = factories.person("edith@example.org", is_staff=True)
    draft = imported(tmp_path, "case.json", json.dumps(case()))
    publish_draft(draft, "1.0.0", "Imported.", by=editor, day=draft.begun_at.date(), seen=draft.edition)
    place = tmp_path / "out" / "new.json"
    call_command("export_content", "new", str(place), "--format", "case", verbosity=0)
    package = json.loads(place.read_text())
    for row in package["CFItems"]:
        assert {"identifier", "uri", "fullStatement", "lastChangeDateTime", "CFDocumentURI"} <= row.keys()
    for row in package["CFAssociations"]:
        assert {"identifier", "uri", "associationType", "originNodeURI", "destinationNodeURI"} <= row.keys()
    again = read_case(place.read_text())
    assert sorted(one.title for one in again.competencies.values()) == ["Programming", "Write Python", "Write tests"]
    titles = {code: one.title for code, one in again.competencies.items()}
    tests = next(one for one in again.competencies.values() if one.title == "Write tests")
    assert [titles[code] for code in tests.needs] == ["Write Python"]
    assert titles[tests.parent] == "Programming"
    with pytest.raises(CommandError, match="there already"):
        call_command("export_content", "new", str(place), "--format", "case")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "Line 1: this is not JSON"),
        ("[]", "is a JSON object"),
        ('{"CFItems": []}', "CFDocument: is missing"),
        (json.dumps(case(CFItems={})), "CFItems: should be a list"),
        (json.dumps(case(CFItems=[{"identifier": "a"}], CFAssociations=[])), "CFItems[0]: has no fullStatement"),
        (json.dumps(case(CFItems=[{"identifier": "a", "fullStatement": "A"}] * 2, CFAssociations=[])), "a second time"),
        (json.dumps(case(CFAssociations=[association("isChildOf", "x", "a")])), "CFAssociations[0]: there is no item x"),
        (json.dumps(case(CFAssociations=[association("isChildOf", *pair) for pair in ("ap", "pa")])), "This is a circle"),
        ('{"a": 1, "a": 2}', "stands twice"),
        ("[" * 100_000, "nested too deeply"),
        ("Element ID,Element Name\n,x", "Line 2: “element id” is empty"),
        ("Element ID,Element Name,Element ID\na,b,c", "Line 1: a column stands twice"),
        ("Element ID,Element Name\na,b,c", "Line 2: more cells than columns"),
        ('Element ID,Element Name\na,"b', "this row cannot be read"),
        (ONET.replace("4.12", "much"), "Line 3: “data value” should be a number"),
        ("conceptUri,preferredLabel\nhttp://a,x\nhttp://a,y", "Line 3: http://a stands here a second time"),
        ("Element ID,Element Name\n", "there is no competency"),
        ("name,colour\na,b", "no known format"),
        (b"\xff\xfe", "not UTF-8"),
        ("Element ID,Element Name\n" + "".join(f"{n},E {n}\n" for n in range(3_001)), "more than 3000 competencies"),
        ("Element ID,Element Name\n" + "x" * (10 * 1024 * 1024), "larger than 10 MB"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_and_nothing_is_written(tmp_path, text, told):
    with pytest.raises(CommandError, match="Nothing was imported") as error:
        imported(tmp_path, "file", text)
    assert told in str(error.value)
    assert not Draft.objects.exists()


def test_a_large_framework_is_split_into_files_that_can_be_read(tmp_path):
    text = "Element ID,Element Name\n1,Everything\n" + "".join(f"1.{n},Element {n}\n" for n in range(2_000))
    draft = imported(tmp_path, "big.csv", text)
    assert files.check(files.texts(draft))[1] == []
    assert draft.files.filter(name__startswith="skills/").count() == 7


@pytest.mark.parametrize("key", ["New", "a--b", "", "x" * 81])
def test_a_key_that_no_pack_may_have(tmp_path, key):
    with pytest.raises(CommandError, match="The id of the pack"):
        imported(tmp_path, "case.json", json.dumps(case()), key=key)


def test_nothing_is_imported_over_a_draft(tmp_path):
    imported(tmp_path, "case.json", json.dumps(case()))
    with pytest.raises(CommandError, match="already"):
        imported(tmp_path, "case.json", json.dumps(case()))


SIGNS = st.sampled_from(
    [*",;\t\n\"'=+-@ ", "element id", "element name", "concepturi", "short name", "id number", "1.A", "<b>"]
)


HEADS = st.sampled_from(["Element ID,Element Name\n", "conceptUri,preferredLabel\n", "ID number,Short name\n", ""])
NAMES = st.sampled_from(["identifier", "fullStatement", "CFItems", "originNodeURI"])


@given(st.lists(SIGNS | st.characters(codec="utf-8"), max_size=80).map("".join), HEADS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_table_makes_the_readers_fall_over(text, head):
    for read in (read_onet, read_esco, read_moodle):
        try:
            framework = read(head + text)
        except BrokenFramework as broken:
            assert broken.faults  # noqa: PT017  # a refusal says why, whatever was refused
            continue
        assert framework.competencies or framework.occupations
    list_or_refusal(head + text)


def list_or_refusal(text):
    try:
        return list(read_lines(text))
    except BrokenFramework:
        return None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner),
    max_leaves=12,
)


@given(
    st.fixed_dictionaries(
        {}, optional={"CFDocument": JSON, "CFItems": JSON, "CFAssociations": st.lists(JSON, max_size=3)}
    )
)
@settings(max_examples=200, deadline=None)
def test_no_json_makes_the_reader_fall_over(package):
    try:
        read_case(json.dumps(package))
    except BrokenFramework as broken:
        assert broken.faults  # noqa: PT017


@given(st.lists(st.tuples(st.text(max_size=200), st.text(max_size=900), st.integers(-1, 8)), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_framework_says_the_draft_is_sound(rows):
    items = [
        {"identifier": f"i{n}", "fullStatement": title, "notes": notes} for n, (title, notes, _) in enumerate(rows)
    ]
    links = [association("isChildOf", f"i{n}", f"i{up}") for n, (_, _, up) in enumerate(rows) if 0 <= up < n]
    try:
        framework = read_case(json.dumps(case(CFItems=items, CFAssociations=links)))
    except BrokenFramework:
        return
    day = factories.date(2026, 11, 20)
    check_pack(make_pack(framework, key="new", title="", licence="CC0", day=day))
