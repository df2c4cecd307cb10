from hypothesis import given
from hypothesis import strategies as st

from drafter.pieces import Lookup, is_exact, pieces

CHARS = "要求不断会\0a𠮷𠀀"  # the last two are two units of UTF-16 each
TEXTS = st.text(CHARS + "\ud842", max_size=9)  # half of one


@given(st.lists(st.text(CHARS, min_size=1, max_size=2), max_size=9), TEXTS)
def test_every_known_piece_of_a_text_is_found_and_an_exact_one_is_there(known, text):
    found = set(Lookup({piece: piece for piece in known}).found(text))
    there = pieces(text) & set(known)
    assert there <= found <= set(known)
    assert {piece for piece in found if is_exact(piece)} <= there


def test_a_piece_that_begins_several_words_has_them_all():
    lookup = Lookup({"项目": ["项目", "项目建设"], "要": ["要"]})
    assert sorted(lookup.found("抓项目，抓项目")) == [["项目", "项目建设"]]
    assert list(lookup.found("")) == []
