import pytest

from catalog.pack.checking import Known, check_pack
from tests.catalog.packs import SMALL, bent, files, problem, problems


def test_the_small_pack_is_sound():
    content = check_pack(files())
    assert list(content.entries["skills"]) == ["python", "pytorch", "jax"]


def test_an_unknown_reference_suggests_the_nearest_id():
    wrong = bent("milestones.yaml", "- pytorch", "- pytorhc")
    assert problem(wrong) == (
        "milestones.yaml:8: milestones.fraud.needs[0]: there is no item “pytorhc”; did you mean “pytorch”?"
    )


def test_a_reference_to_nothing_alike_asks_for_one_or_the_other():
    assert problem(bent("milestones.yaml", "- pytorch", "- zzz")).endswith("add it, or remove the reference")


def test_a_circle_of_prerequisites_is_named():
    wrong = bent("skills/programming.yaml", "    resources:\n    - tutorial", "    needs:\n    - fraud")
    assert "this is a circle: python needs fraud needs pytorch needs python" in problem(wrong)


def test_a_part_of_itself_is_a_circle():
    wrong = bent("skills/programming.yaml", "    - py\n", "    - py\n    parent: python\n")
    assert "python is part of python" in problem(wrong)


def test_areas_cannot_need_each_other_in_a_circle():
    wrong = bent("areas.yaml", "    title", "    needs: [programming]\n    title")
    assert "programming needs programming" in problem(wrong)


def test_a_duplicate_id_names_both_places():
    courses = (
        "courses:\n  python:\n    title: P\n    summary: S.\n    provider: P\n    url: https://e.org\n    cost: free\n"
    )
    # Files are read in their order, so the skill comes first.
    said = problem(files(courses=courses))
    assert said.startswith("courses.yaml:2: courses.python: the id “python” is taken, by skills/programming.yaml:3")


def test_a_duplicate_key_in_one_file_names_both_lines():
    wrong = bent("skills/programming.yaml", "  jax:", "  python:")
    said = "skills/programming.yaml:29: skills.python: “python” stands here a second time, first on line 3"
    assert any(str(found).startswith(said) for found in problems(wrong))


def test_an_area_and_an_item_cannot_share_an_id():
    wrong = bent("areas.yaml", "  programming:", "  python:")
    assert any("the id “python” is taken" in str(found) for found in problems(wrong))


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("areas.yaml", "title: Programming", "titel: Programming", "areas.programming.title: is missing; add it"),
        ("areas.yaml", "title: Programming", "title: 7", "areas.programming.title: should be text; put it in quotes"),
        ("areas.yaml", "title: Programming", 'title: ""', "areas.programming.title: is empty"),
        ("areas.yaml", "title: Programming", "title: " + "x" * 161, "is longer than 160 characters; shorten it"),
        ("areas.yaml", "title: Programming", "title: |\n      two\n      lines\n", "should be one line"),
        ("areas.yaml", "  programming:", "  Not A Key:", "does not have the form"),
        (
            "skills/programming.yaml",
            "low: 10",
            "low: 16",
            "hours should go from low over likely to high, not 16, 15, 20",
        ),
        ("skills/programming.yaml", "low: 10", "low: -1", "hours.low: is less than 0"),
        ("skills/programming.yaml", "low: 10", "low: ten", "hours.low: should be a number"),
        ("resources.yaml", "https://docs.python.org/3/tutorial/", "javascript:alert(1)", "should be a web address"),
        ("resources.yaml", "https://docs.python.org/3/tutorial/", "https://[", "resources.tutorial.url: "),
        ("resources.yaml", "cost: free", "cost: cheap", "should be 'free', 'freemium' or 'paid'"),
        ("facts.yaml", "since: 2026-01-31", "since: 2026-02-30", "facts.torch-version.since: "),
        ("roles.yaml", "programming: 4", "programming: 5", "roles.architect.levels.programming: is more than 4"),
        ("roles.yaml", "years: 2-5", "years: soon", "moves[0].years: does not have the form"),
        ("pathways.yaml", "low: 36", "low: 60", "months should go from low to high, not 60 to 48"),
        ("pathways.yaml", "low: 0", "low: 9001", "the price should go from low to high"),
        (
            "pack.yaml",
            "version: 1.0.0\nlicence",
            "version: 1.1.0\nlicence",
            "the first change should describe version 1.1.0",
        ),
        ("questions/programming.yaml", "kind: numeric", "kind: riddle", "has a kind that there is not"),
        ("questions/programming.yaml", "    value: 10\n", "", "questions.q-loops.value: is missing"),
        (
            "milestones.yaml",
            "    - id: rerun\n      title: Rerun\n      detail: One command.\n",
            "",
            "has 3 entries and needs 4",
        ),
        ("template.yaml", "short_title: Learn", "short_title: Learn everything there is to know", "longer than 24"),
    ],
)
def test_a_wrong_value_is_told_with_its_path_and_what_to_do(file, before, after, said):
    assert any(said in str(found) for found in problems(bent(file, before, after)))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("      - item: fraud", "      - item: python", "the item “python” is a step already, on line 14"),
        ("    - id: prove", "    - id: learn", "the stage “learn” stands here a second time"),
        ("        choice: framework\n    - id", "        choice: framwork\n    - id", "did you mean “framework”?"),
        ("        default: true\n", "", "a new roadmap would start with 0 of 1 picked"),
        ("        title: One framework", "        title: One framework\n        pick: 2", "2 of 2 steps is no choice"),
    ],
)
def test_a_template_holds_together(before, after, said):
    assert any(said in str(found) for found in problems(bent("template.yaml", before, after)))


def test_an_optional_choice_may_start_unpicked():
    pack = bent("template.yaml", "        default: true\n", "        optional: true\n")
    assert check_pack(pack)


def test_every_problem_is_reported_at_once():
    wrong = bent("milestones.yaml", "- pytorch", "- nothing")
    wrong = bent("roles.yaml", "  after: architect", "  after: nobody", of=wrong)
    wrong = bent("areas.yaml", "title", "titel", of=wrong)
    found = [f"{problem.file}:{problem.line}" for problem in problems(wrong)]
    assert found == ["areas.yaml:2", "areas.yaml:3", "milestones.yaml:8", "roles.yaml:29"]


def test_what_refers_to_a_broken_file_is_not_called_broken_too():
    assert "is missing" in problem(bent("areas.yaml", "    summary: Code that other people can run.\n", ""))
    wrong = bent("roles.yaml", "stage: growth", "stage: later")
    assert "should be 'entry', 'core' or 'growth'" in problem(wrong)


def test_a_file_without_a_place_in_the_pack_suggests_one():
    assert "did you mean areas.yaml?" in problem(files(aereas="a: 1"))
    assert "known are pack, areas" in problem(files(zzz="a: 1"))


def test_a_pack_without_pack_yaml_is_told_so():
    pack = files()
    del pack["pack.yaml"]
    assert problem(pack).startswith("pack.yaml:1: (whole file): is missing")


def test_an_id_of_another_pack_stays_with_it():
    known = Known(packs={"other": []}, owners={"items": {"python": "other"}})
    [found] = problems(files(), known)
    assert "the id “python” belongs to the pack “other”" in str(found)


def test_a_pack_may_refer_to_what_it_uses():
    known = Known(packs={"other": []}, owners={"items": {"rust": "other"}})
    pack = bent("milestones.yaml", "- pytorch", "- rust")
    assert "there is no item “rust”" in str(problems(pack, known)[0])
    pack["pack.yaml"] = (SMALL["pack.yaml"] + "uses: [other]\n").encode()
    assert check_pack(pack, known)


@pytest.mark.parametrize(
    ("packs", "said"), [({}, "is not loaded"), ({"other": ["small"]}, "this is a circle: other uses small")]
)
def test_a_pack_uses_only_what_is_loaded_and_does_not_use_it(packs, said):
    pack = files(pack=SMALL["pack.yaml"] + "uses: [other]\n")
    assert any(said in str(found) for found in problems(pack, Known(packs=packs)))
