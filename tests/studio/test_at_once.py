"""Two members of staff press the button in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connections

from catalog.models import Draft, Pack
from catalog.pack.publishing import load_pack
from catalog.studio import actions, files
from tests import factories
from tests.catalog import packs

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Do all of `acts` in threads that begin together, and give what became of each."""
    barrier = Barrier(len(acts))

    def one(act):
        barrier.wait()
        try:
            act()
        except (actions.Stale, actions.Gone) as refused:
            return type(refused).__name__
        finally:
            connections.close_all()
        return "stored"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(one, acts))


@pytest.fixture
def draft(tmp_path) -> Draft:
    load_pack(packs.write(tmp_path / "in", packs.files()))
    editor = factories.person("edith@example.org", is_staff=True)
    return actions.begin_draft_of(Pack.objects.get(key="small"), by=editor)


def save(draft, key, summary):
    found = files.find(draft, "skills", key)
    by = draft.begun_by
    return lambda: actions.save_entry(draft, found.name, found.path, found.data | {"summary": summary}, by=by, seen=1)


def test_of_two_edits_of_one_entry_one_is_stored(draft):
    assert at_once(save(draft, "python", "First."), save(draft, "python", "Second.")) == ["Stale", "stored"]
    assert draft.changes.count() == 1


def test_of_edits_of_different_entries_of_one_file_none_is_lost(draft):
    assert at_once(*(save(draft, key, f"Now {key}.") for key in ("python", "pytorch", "jax"))) == ["stored"] * 3
    text = draft.files.get(name="skills/programming.yaml").text
    assert [key for key in ("python", "pytorch", "jax") if f"Now {key}." not in text] == []


def test_an_edit_beside_a_publication_is_in_it_or_told(draft):
    theirs, day = Draft.objects.get(), draft.begun_at.date()
    publish = partial(actions.publish_draft, theirs, "1.1.0", "New.", by=draft.begun_by, day=day, seen=1)
    ends = at_once(publish, save(draft, "python", "Beside."))
    assert ends in (["Gone", "stored"], ["Stale", "stored"])
    published = Pack.objects.get().version == "1.1.0"
    assert published == ("Gone" in ends)
    assert Draft.objects.exists() != published
