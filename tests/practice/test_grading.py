from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practice.grading import UNKNOWN, grade, read_number

# A busy machine is no error of grading.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

texts = st.lists(st.text("abc é", min_size=1, max_size=8), min_size=2, max_size=8, unique=True)
numbers = st.decimals(min_value=-(10**6), max_value=10**6, allow_nan=False, places=4)


def options(lines):
    return [{"text": line, "why": ""} for line in lines]


@unhurried
@given(texts, st.data())
def test_a_choice_is_right_when_it_is_the_exact_set(lines, data):
    correct = data.draw(st.sets(st.sampled_from(range(len(lines))), min_size=1))
    chosen = data.draw(st.sets(st.sampled_from(range(len(lines)))))

    said = {"options": [lines[index] for index in chosen]}
    assert grade("multiple", options(lines), {"correct": list(correct)}, said) is (chosen == correct)


@unhurried
@given(texts, st.data())
def test_an_order_is_right_only_as_it_is(lines, data):
    order = data.draw(st.permutations(lines))

    assert grade("ordering", options(lines), {"order": list(range(len(lines)))}, {"order": order}) is (order == lines)


@unhurried
@given(numbers, st.decimals(min_value=0, max_value=100, places=4), numbers)
def test_a_number_is_right_up_to_its_tolerance_and_not_beyond(value, tolerance, said):
    key = {"value": float(value), "tolerance": float(tolerance), "unit": ""}
    near = abs(said - value) <= tolerance

    assert grade("numeric", [], key, {"number": f"{said:f}"}) is near
    assert grade("numeric", [], key, {"number": f"{value + tolerance:f}"}) is True


@unhurried
@given(numbers)
def test_a_number_is_read_as_it_is_written(number):
    assert read_number(f" {number:f} ") == number
    assert read_number(f"{number:,.4f}") == number


def read_or_complain(typed):
    try:
        return read_number(typed, "GB")
    except ValueError as error:
        return str(error)


@unhurried
@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_number_or_a_sentence(typed):
    said = read_or_complain(typed)

    assert said.startswith("Write ") if isinstance(said, str) else said.is_finite()


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0,25", "0.25"), ("1 200", "1200"), ("12,500.5", "12500.5"), ("1,250,000", "1250000"), ("3e6", "3000000"),
     ("−0.2", "-0.2"), ("1.05 GB", "1.05"), ("1.05gb", "1.05"), (".5", "0.5"), ("0,333", "0.333")],
)  # fmt: skip
def test_people_write_numbers_in_many_ways(typed, number):
    assert read_number(typed, "GB") == Decimal(number)


@pytest.mark.parametrize("typed", ["", "a lot", "1/3", "nan", "inf", "1e99", "1 2", "8,7,6", "1.05 MB", "1_2", "٣"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError, match="Write"):
        read_number(typed, "GB")


def test_a_comma_that_can_be_read_both_ways_is_asked_about():
    with pytest.raises(ValueError, match=r"Write 1216 or 1\.216"):
        read_number("1,216")


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [("melt", " MELT() "), ("gradient clipping", "Gradient-clipping."), ("clip_grad_norm_", "clip grad norm"),
     ("batch endpoint", "batch  endpoint"), ("(8, 7, 6)", "[8,7,6]"), ("pd.melt", "`pd.melt`"), ("−1", "-1"), ("ﬁt", "fit")],
)  # fmt: skip
def test_case_space_and_punctuation_do_not_matter(accepted, typed):
    assert grade("short", [], {"accept": ["other", accepted]}, {"text": typed}) is True


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("C", "C++"),
        ("C", "C#"),
        ("1", "-1"),
        ("3.5", "35"),
        ("(8, 7, 6)", "876"),
        ("**", "*"),
        ("1e3", "1e-3"),
        ("melt", ""),
    ],
)
def test_signs_that_change_the_meaning_do_matter(accepted, typed):
    assert grade("short", [], {"accept": [accepted]}, {"text": typed}) is False


@unhurried
@given(
    st.from_regex(r"[a-z]{1,9}( [a-z]{1,9}){0,3}", fullmatch=True),
    st.sampled_from(" -_.'"),
    st.sampled_from(".,;!?\"' "),
)
def test_the_same_words_are_the_same_answer_however_they_are_set(words, between, after):
    said = words.replace(" ", between).upper() + after

    assert grade("short", [], {"accept": [words]}, {"text": said}) is True
    assert grade("short", [], {"accept": [words]}, {"text": said + "x"}) is False


@unhurried
@given(st.lists(st.sampled_from(["grain", "leaks", "units"]), unique=True))
def test_an_open_answer_is_right_when_it_meets_every_line(met):
    key = {"model": "…", "rubric": ["grain", "leaks"]}

    assert grade("open", [], key, {"text": "…", "met": met}) is ({"grain", "leaks"} <= set(met))
    assert grade("open", [], key, {"text": "…"}) is None


@pytest.mark.parametrize("kind", ["single", "multiple", "numeric", "ordering", "short", "open"])
def test_not_knowing_yet_is_an_answer_and_not_a_right_one(kind):
    assert grade(kind, [], {}, UNKNOWN) is False
