import io

import pytest
from django.core.management import call_command

from catalog.models import (
    Area,
    Choice,
    Course,
    Criterion,
    Item,
    Milestone,
    Pack,
    Prerequisite,
    Question,
    Resource,
    Role,
    RoleFact,
    Skill,
    StatusFact,
    Template,
    TemplateStep,
)
from catalog.pack.publishing import load_pack
from roadmap.actions import set_status
from roadmap.models import Progress, Status
from tests import factories
from tests.catalog.packs import SMALL, bent, files, write
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(tmp_path):
    """The folder of the small pack, which tests bend and load again."""
    return write(tmp_path / "small", files())


def load(place):
    out, err = io.StringIO(), io.StringIO()
    call_command("load_content", *([str(place)] if place else []), stdout=out, stderr=err)
    return out.getvalue()


def refusal(place):
    err = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("load_content", str(place), stdout=io.StringIO(), stderr=err)
    assert stopped.value.code == 1
    return err.getvalue()


def rows():
    return {
        model: list(model._default_manager.order_by("pk").values())
        for model in (Area, Item, Skill, Resource, Role, TemplateStep, Question)
    }


def test_everything_in_the_pack_is_there(small):
    load(small)
    python, fraud = Skill.objects.get(key="python"), Milestone.objects.get(key="fraud")
    assert (python.area.key, python.hours_likely, python.aliases, python.learn) == (
        "programming",
        15,
        ["py"],
        ["loops"],
    )
    assert [need.key for need in fraud.needs.all()] == ["pytorch"]
    assert [line.key for line in fraud.criteria.all()] == ["baseline", "leakage", "metric", "rerun"]
    assert [fact.role_facts.get().key for fact in StatusFact.objects.all()] == ["banking"]
    assert RoleFact.objects.get(key="watching").items.get() == python.item_ptr
    assert Question.objects.get().answer == {"value": 10.0, "tolerance": 0.0, "unit": ""}
    assert set(TemplateStep.objects.filter(is_default=True).values_list("item__key", flat=True)) == {
        "python",
        "pytorch",
        "fraud",
    }


def test_a_second_load_changes_nothing(small):
    load(small)
    before = rows()
    assert "is loaded already; nothing changed" in load(small)
    assert rows() == before


def test_rewriting_the_same_content_changes_no_row(small):
    load(small)
    before = rows()
    (small / "areas.yaml").write_text(SMALL["areas.yaml"] + "# a remark\n")
    assert "0 rows added, 0 changed, 0 removed" in load(small)
    assert rows() == before


def test_a_broken_pack_loads_nothing_and_says_every_error(small):
    write(small, bent("facts.yaml", "- banking", "- bankin", of=bent("pathways.yaml", "low: 36", "low: 60")))
    said = refusal(small)
    assert "facts.yaml:12: facts.torch-version.about[2]: there is no subject “bankin”; did you mean “banking”?" in said
    assert "pathways.yaml:5: pathways.bachelor.months: months should go from low to high" in said
    assert "Nothing was loaded: 2 problems." in said
    assert not Pack.objects.exists()


def test_a_broken_second_version_leaves_the_first_untouched(small):
    load(small)
    before = rows()
    write(small, bent("milestones.yaml", "- pytorch", "- nothing"))
    refusal(small)
    assert rows() == before


def test_a_load_that_fails_halfway_leaves_no_half(small, monkeypatch):
    monkeypatch.setattr("catalog.pack.parts.write_questions", lambda rows: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load_pack(small)
    assert not any(rows().values())


def test_what_a_later_version_leaves_out_is_withdrawn_and_its_tick_stays(small, ada):
    load(small)
    jax = Item.objects.get(key="jax")
    roadmap = factories.roadmap_of(ada, Template.objects.get())
    set_status(factories.step(roadmap, "jax").pk, Status.DONE, by=ada)
    pack = bent(
        "skills/programming.yaml", SMALL["skills/programming.yaml"].split("  jax:")[1], " {title: J, summary: S}\n"
    )
    pack = bent("skills/programming.yaml", "  jax:", "  flax:", of=pack)
    write(small, bent("template.yaml", "item: jax", "item: flax", of=pack))
    load(small)
    jax.refresh_from_db()
    assert jax.is_withdrawn
    assert Progress.objects.get(person=ada).item == jax
    assert factories.step(roadmap, "jax")


def test_what_comes_back_is_no_longer_withdrawn(small):
    load(small)
    Item.objects.filter(key="jax").update(is_withdrawn=True)
    Pack.objects.update(digest="another")
    load(small)
    assert not Item.objects.get(key="jax").is_withdrawn


def test_an_item_that_becomes_of_another_kind_keeps_its_row(small):
    load(small)
    before = Item.objects.get(key="jax").pk
    skills, jax = SMALL["skills/programming.yaml"].split("  jax:")
    course = f"courses:\n  jax:{jax}    provider: P\n    url: https://e.org/\n    cost: free\n"
    write(small, files(courses=course, skills_programming=skills))
    load(small)
    assert Course.objects.get(key="jax").pk == before
    assert not Skill.objects.filter(key="jax").exists()


def test_removed_links_lines_and_choices_go(small):
    load(small)
    pack = bent("template.yaml", "        choice: framework\n", "")
    pack = bent("template.yaml", "    choices:\n      framework:\n        title: One framework\n", "", of=pack)
    pack = bent("milestones.yaml", "    needs:\n    - pytorch\n", "", of=pack)
    pack = bent("milestones.yaml", "- id: rerun", "- id: again", of=pack)
    write(small, pack)
    load(small)
    assert not Choice.objects.exists()
    assert not Prerequisite.objects.filter(item__key="fraud").exists()
    assert set(Criterion.objects.filter(is_withdrawn=False).values_list("key", flat=True)) == {
        "baseline",
        "leakage",
        "metric",
        "again",
    }


def test_changed_words_under_the_same_version_are_pointed_out(small):
    load(small)
    write(small, bent("areas.yaml", "title: Programming", "title: Programmes"))
    assert "under the same version: raise it in pack.yaml" in load(small)


def test_a_second_pack_shares_a_skill_and_its_tick(small, tmp_path, ada):
    load(small)
    role = "levels_basis: Ours.\nroles:\n  analyst:\n    title: Analyst\n    summary: Answers questions.\n    stage: entry\n"
    template = (
        "templates:\n  analyst:\n    title: Analyst\n    summary: One skill.\n    role: analyst\n    stages:\n"
        "    - id: learn\n      title: Learn\n      short_title: Learn\n      steps:\n      - item: python\n"
    )
    pack = {
        "pack.yaml": SMALL["pack.yaml"].replace("key: small", "key: other") + "uses: [small]\n",
        "roles.yaml": role,
        "template.yaml": template,
    }
    load(write(tmp_path / "other", {name: text.encode() for name, text in pack.items()}))
    first = factories.roadmap_of(ada, Template.objects.get(key="engineer"))
    second = factories.roadmap_of(ada, Template.objects.get(key="analyst"))
    assert factories.step(first, "python").item == factories.step(second, "python").item
    assert not Item.objects.get(key="python").is_withdrawn


def test_an_id_that_another_pack_owns_is_refused(small, tmp_path):
    load(small)
    thief = files(pack=SMALL["pack.yaml"].replace("key: small", "key: thief"))
    assert "the id “python” belongs to the pack “small”" in refusal(write(tmp_path / "thief", thief))
    assert Pack.objects.get().key == "small"


def test_a_loaded_template_makes_a_roadmap(small, ada):
    load(small)
    roadmap = factories.roadmap_of(ada, Template.objects.get())
    assert factories.step(roadmap, "fraud").title == "Fraud detection"
    assert signed_in(ada).get(roadmap.get_absolute_url()).status_code == 200


def test_what_was_published_in_the_browser_is_not_overwritten_by_what_is_shipped(capsys):
    call_command("load_content")
    Pack.objects.filter(key="data-engineer").update(version="99.0.0")
    call_command("load_content")
    assert Pack.objects.get(key="data-engineer").version == "99.0.0"
    assert "newer than what is shipped; it stays" in capsys.readouterr().out
