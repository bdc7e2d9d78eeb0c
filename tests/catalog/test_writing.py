from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.pack.reading import UNWELCOME, read_yaml
from catalog.pack.schema import KINDS
from catalog.pack.writing import write_part, write_yaml
from tests.catalog.packs import SMALL

TEXT = st.text(max_size=120).filter(lambda text: not UNWELCOME.search(text))
NUMBER = st.integers(-(10**12), 10**12) | st.decimals(-1000, 1000, places=3).map(float)
DATA = st.dictionaries(
    TEXT,
    st.recursive(TEXT | NUMBER | st.booleans(), lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner)),
    max_size=6,
)


@settings(deadline=None, max_examples=40)
@given(DATA)
def test_what_is_written_reads_the_same(data):
    document, problems = read_yaml("x.yaml", write_yaml(data).encode())
    assert not problems
    assert document.data == data


def test_a_file_in_canonical_form_is_written_back_to_the_byte():
    for name, text in SMALL.items():
        model = KINDS[name.removesuffix(".yaml").split("/")[0]]
        part = model.model_validate(read_yaml(name, text.encode())[0].data)
        assert model.model_validate(read_yaml(name, write_part(part).encode())[0].data) == part


def test_long_text_stands_in_blocks():
    written = write_yaml({"body": "One.\n\nTwo.\n", "check": "word " * 40 + "end."})
    assert written.startswith("body: |\n  One.\n\n  Two.\ncheck: >-\n  word")
    assert max(map(len, written.splitlines())) <= 122
