"""What people do to steps, notes and time, told in the reader's language; facts are kept, not sentences."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.conf import settings as configured
from django.utils import translation

from accounts.models import User
from roadmap import actions
from roadmap.durations import exactly, read_minutes
from roadmap.heat_map import heat_map
from roadmap.models import Edit, Roadmap, Step
from tests import factories
from tests.conftest import signed_in
from tests.languages.pseudo import CODE, data_of_database, unmarked, write_catalog

ALLOWED = frozenset({"h", "min", "https"})
HTMX = {"HX-Request": "true"}
NOON = datetime.fromisoformat("2027-01-12T12:00:00+01:00")  # a Tuesday


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def python(roadmap: Roadmap) -> Step:
    return factories.step(roadmap, "python")


@pytest.fixture
def as_ada(ada: User, clock):
    return signed_in(ada)


def reads(person: User, language: str) -> None:
    User.objects.filter(pk=person.pk).update(language=language)


def text_of(answer) -> str:
    return answer.content.decode()


def test_what_was_changed_in_english_is_told_in_german(as_ada, ada, roadmap):
    pandas = factories.step(roadmap, "pandas")
    actions.move_step(pandas, by=ada, seen=0, down=True)
    reads(ada, "de")

    answer = as_ada.post(f"/steps/{pandas.pk}/take-out/", {"seen": "0"})

    assert answer.status_code == 409
    assert "„pandas“ wurde nach unten verschoben." in text_of(answer)
    assert "Nichts wurde geändert: Diese Seite war älter als deine Roadmap." in text_of(answer)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-gb", "“pandas” is now called “Polars”, takes 12.5 h, stands in “Prove it”, is optional."),
        ("de", "„pandas“ heißt jetzt „Polars“, dauert 12,5 h, steht in „Prove it“, ist freiwillig."),
        ("es", "«pandas» ahora se llama «Polars», lleva 12,5 h, está en «Prove it», es opcional."),
    ],
)
def test_several_changes_of_a_step_are_one_sentence(ada, roadmap, language, said):
    wanted = actions.Wanted("Polars", Decimal("12.50"), stage=roadmap.stages.last().pk, is_optional=True)
    actions.edit_step(factories.step(roadmap, "pandas"), wanted, by=ada, seen=0)

    with translation.override(language):
        assert str(roadmap.edits.get()) == said


def test_a_sentence_of_before_stays_as_it_was(roadmap):
    edit = Edit.objects.create(roadmap=roadmap, number=1, sentence="“Python” was moved up.")

    with translation.override("de"):
        assert str(edit) == "“Python” was moved up."


@pytest.mark.parametrize("kind", Edit.Kind)
def test_every_kind_of_edit_has_words(kind):
    names = {"step": "100 %", "stage": "Tools", "other": "Rust", "before": "Start", "version": "2.0"}

    assert "%(" not in str(Edit(kind=kind, names=names))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1,5 Std.", 90), ("90 Minuten", 90), ("1 Std. 05 Min.", 65), ("2 horas", 120), ("1 hora", 60)],
)
def test_a_length_is_read_as_people_write_it_in_their_language(text, minutes):
    assert read_minutes(text) == minutes


def test_what_a_drawing_reads_keeps_its_point():
    with translation.override("de"):
        drawn = heat_map({date(2027, 1, 11): 30, date(2027, 1, 12): 130}, date(2027, 1, 12))
        assert exactly(100_030) == "1.667 h 10 min"

    assert all("," not in number for cell in drawn.cells for number in (cell.x, cell.y, cell.size))
    assert drawn.weekdays[:2] == ["Mo", "Di"]
    assert drawn.sentence == "2 h 40 min an 2 Tagen in den letzten 26 Wochen."


def test_hours_in_a_field_keep_their_point(as_ada, ada, roadmap, python):
    reads(ada, "de")
    Step.objects.filter(pk=python.pk).update(minutes=90)

    page = text_of(as_ada.get(f"{roadmap.get_absolute_url()}arrange/?edit={python.pk}"))

    assert 'name="hours" value="1.5"' in page
    assert "1,5 h" in page


def test_the_list_is_another_one_in_another_language(as_ada, ada, roadmap):
    as_ada.get(roadmap.get_absolute_url())  # it brings the token of the forms
    print_of_english = as_ada.get(roadmap.get_absolute_url())["ETag"]

    kept = {"If-None-Match": print_of_english}
    assert as_ada.get(roadmap.get_absolute_url(), headers=kept).status_code == 304
    assert as_ada.get(roadmap.get_absolute_url(), headers={**kept, "Accept-Language": "de"}).status_code == 200


def test_the_page_without_a_connection_is_read_in_the_persons_language(as_ada, ada, client, db):
    reads(ada, "de")

    assert 'const LANGUAGE = "de"' in text_of(as_ada.get("/sw.js"))
    page = text_of(client.get("/offline/", headers={"Accept-Language": "de"}))
    assert "Diese Seite braucht eine Verbindung" in page


def test_scripts_say_what_the_page_gives_them(as_ada, ada, roadmap):
    reads(ada, "es")
    page = text_of(as_ada.get(roadmap.get_absolute_url()))

    assert 'data-say-set-to="Marcar como {status}"' in page
    assert 'data-say-done="hecho"' in page


@pytest.fixture
def brackets(settings, tmp_path, ada):
    settings.LANGUAGES = [*configured.LANGUAGES, (CODE, "Brackets")]
    settings.LOCALE_PATHS = [
        write_catalog(configured.LOCALE_PATHS[0] / "de" / "LC_MESSAGES" / "django.po", tmp_path / "l")
    ]
    reads(ada, CODE)


ANSWERS = [
    ("steps/{step}/time/", {"minutes": "x", "spent_on": "2027-01-12"}),
    ("steps/{step}/time/", {"minutes": "1500", "spent_on": "2027-01-12"}),
    ("steps/{step}/time/", {"minutes": "10", "spent_on": "2027-01-13"}),
    ("steps/{step}/time/", {"minutes": "10", "spent_on": "2000-01-13"}),
    ("steps/{step}/time/", {"minutes": "", "spent_on": "soon"}),
    ("steps/{step}/time/", {"minutes": "90", "spent_on": "2027-01-12"}),
    ("steps/{step}/time/start/", {}),
    ("time/stop/", {"step": "{step}"}),
    ("time/discard/", {"step": "{step}"}),
    ("steps/{step}/note/", {"text": "Mine", "revision": "3"}),
    ("steps/{step}/note/", {"text": "Mine", "revision": ""}),
    ("steps/{step}/note/", {"text": "M" * 20_001, "revision": ""}),
    ("steps/{step}/links/", {"url": "javascript:alert()", "title": ""}),
    ("steps/{step}/links/", {"url": "", "title": ""}),
    ("steps/{step}/checklist/", {"text": ""}),
    ("steps/{step}/checklist/", {"text": "Mine"}),
    ("steps/{step}/move/", {"seen": "0", "to": "down"}),
    ("steps/{step}/move/", {"seen": "7", "to": "down"}),
    ("steps/{step}/take-out/", {"seen": "0"}),
    ("steps/{step}/remove/", {"seen": "0"}),
    ("steps/{step}/edit/", {"seen": "0", "title": "", "hours": "500", "stage": "0"}),
    ("steps/{step}/edit/", {"seen": "0", "title": "Mine", "hours": "2.5", "stage": "{stage}", "is_optional": "on"}),
    ("roadmap/{roadmap}/arrange/add/", {"seen": "0", "title": "Mine", "hours": "", "stage": "{stage}", "links": "x"}),
    (
        "roadmap/{roadmap}/arrange/add/",
        {"seen": "0", "title": "Mine", "hours": "400", "stage": "{stage}", "needs": ["0"]},
    ),
    ("roadmap/{roadmap}/arrange/stage/", {"seen": "0", "title": ""}),
    ("stages/{stage}/rename/", {"seen": "0", "title": "Mine"}),
    ("stages/{stage}/remove/", {"seen": "0"}),
    ("stages/{stage}/order/", {"seen": "0", "order": "0"}),
]


@pytest.mark.slow
@pytest.mark.parametrize(("address", "posted"), ANSWERS)
def test_every_word_of_an_answer_is_there_to_be_translated(as_ada, roadmap, python, brackets, address, posted):
    of_hers = {"step": python.pk, "stage": python.stage_id, "roadmap": roadmap.pk}
    filled = {name: value.format(**of_hers) if isinstance(value, str) else value for name, value in posted.items()}

    answer = as_ada.post("/" + address.format(**of_hers), filled, headers=HTMX)

    assert answer.status_code in {200, 409, 422}
    assert list(unmarked(text_of(answer), data_of_database() + str(filled), ALLOWED)) == []


@pytest.mark.slow
def test_every_word_about_all_roadmaps_is_there_to_be_translated(as_ada, ada, roadmap, template, brackets):
    others = [actions.duplicate_roadmap(roadmap, by=ada) for _ in range(3)]
    actions.archive_roadmap(others[0], by=ada)
    actions.delete_roadmap(others[1], by=ada)
    actions.pause_roadmap(others[2], NOON.date() + timedelta(days=30), by=ada)

    page = text_of(as_ada.get(f"/roadmap/?all=1&deleted={others[1].pk}"))

    left = list(unmarked(page[page.index("<main") : page.index("</main")], data_of_database(), ALLOWED))
    assert left == []
