import pytest
from django.test import Client

from accounts.models import User
from catalog.models import Draft, Pack
from catalog.pack.publishing import load_pack
from catalog.pack.source import Files
from catalog.studio import actions, files
from tests import factories
from tests.catalog import packs
from tests.conftest import signed_in


@pytest.fixture
def editor(db) -> User:
    """Edith writes the catalog."""
    return factories.person("edith@example.org", name="Edith", is_staff=True)


@pytest.fixture
def other(db) -> User:
    """Otto writes it too."""
    return factories.person("otto@example.org", name="Otto", is_staff=True)


@pytest.fixture
def as_editor(editor: User) -> Client:
    return signed_in(editor)


@pytest.fixture
def small(db, tmp_path) -> Pack:
    """The small pack, published as 1.0.0."""
    load_pack(packs.write(tmp_path / "in", packs.files()))
    return Pack.objects.get(key="small")


@pytest.fixture
def draft(small: Pack, editor: User) -> Draft:
    return actions.begin_draft_of(small, by=editor)


def as_written() -> Files:
    """The small pack in the form in which packs are written."""
    written = packs.bent(
        "facts.yaml", "- campus\n    - banking", "- banking\n    - campus"
    )  # what the rows keep in order
    return {name: files.canonical(name, content.decode()).encode() for name, content in written.items()}


def say(client: Client, address: str, **changed: str):
    """Open the form at `address`, change some of its fields, and send it, as a browser does."""
    page = client.get(address)
    assert page.status_code == 200
    forms = [page.context[name] for name in ("form", "body") if page.context.get(name)]
    said = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not False:
                said[bound.html_name] = "on" if value is True else "" if value is None else str(value)
    return client.post(address, said | changed)
