"""Near-duplicates become one phrase, whatever the order."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from drafter import files
from drafter.mining.gathered import Gathered
from drafter.mining.merge import Group, alike, is_alike, shingles
from drafter.mining.merge import merge as merge_gathered
from drafter.mining.mined import Mined

TEXTS = (
    "要坚持问题导向，把各项任务一件一件抓好落实到位。",
    "要坚持问题导向，把各项任务一件一件抓好、落实到位。",
    "要坚持目标导向，千方百计完成全年任务。",
    "干部要沉到一线，察实情、出实招、办实事。",
    "干部要沉到一线，察实情、出实招、多办实事。",
)


def entry(number: int, text: str, speech: str = "a", reasons: tuple[str, ...] = ()) -> Mined:
    id = f"{number:016x}"
    return Mined(id, "three_opinions", "measure", text, f"{speech}.txt#{number}-{number + 9}", speech, reasons=reasons)


def merge(entries: list[Mined]) -> tuple[Group, ...]:
    with files.scratch() as scratch:
        return tuple(merge_gathered(Gathered(scratch, entries)))


def test_alike_phrases_are_one_and_the_speeches_are_counted():
    groups = merge([entry(1, TEXTS[0], "a"), entry(2, TEXTS[1], "b"), entry(3, TEXTS[2], "b"), entry(4, TEXTS[0], "c")])
    assert [(group.kept.text, len(group.speeches)) for group in groups] == [(TEXTS[0], 3), (TEXTS[2], 1)]


def test_a_ready_phrase_stands_for_those_held_back():
    (group,) = merge([entry(1, TEXTS[0], "a", ("数字",)), entry(2, TEXTS[1], "b")])
    assert group.kept.text == TEXTS[1]


def test_other_moves_are_other_phrases():
    one = entry(1, TEXTS[0])
    other = Mined("f" * 16, "three_opinions", "rationale", TEXTS[0], "a.txt#1-2", "a")
    assert len(merge([one, other])) == 2


@given(st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from("abc")), max_size=12), st.integers(0, 99))
def test_order_does_not_matter(items, seed):
    entries = [entry(number, text, speech) for number, (text, speech) in enumerate(items)]
    shuffled = Random(seed).sample(entries, len(entries))
    assert merge(entries) == merge(shuffled)


@given(st.lists(st.text("要抓好落实𠀀𠀁", max_size=12), max_size=12))
def test_every_pair_that_is_alike_is_found(texts):
    first = {text: index for index, text in reversed(list(enumerate(texts)))}
    expected = {(first[text], index) for index, text in enumerate(texts) if first[text] != index}
    for one, low in first.items():
        expected |= {
            (low, high) for other, high in first.items() if low < high and is_alike(shingles(one), shingles(other))
        }
    assert set(alike(texts)) == expected
