"""One speech → the entries it gives, in reading order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from drafter import numbering
from drafter.bank import VARIABLE, phrase_id
from drafter.facts import find_facts
from drafter.mining.frames import moulds
from drafter.mining.generalize import NOT_WORDED, General, generalize, place_of
from drafter.mining.mined import Mined
from drafter.mining.wording import Wording, wording
from drafter.speech import Sentence, Source, Speech

_MARKS = re.compile(r"[\W_]+")
_EMPTY = re.compile(  # 以项目 and then whatever it takes; anything is anything; 要让 and then half a sentence
    "以[^　，]+　|　(?:就?是|为|有|在|上)　|　?(?:要|别|不|莫)?(?:把|让|使|看到)　|　(?:在|到|往)　[上下前后里外][面边]"
    "|　?要?在　[上中]　"
)
_CLAUSE_LEFT = re.compile(r"，\{\{ [^}]+ \}\}$")  # 抓{{ 名 }}，{{ 补 }}: the other half of a heading
_WORDED = 0.5  # share of a mould that must be words of every office
_LEAST = 3  # characters that a mould must share, and the weight of its words: 抓好 alone, 上不能 alone is none
_LEAST_SAID = 2
_ABOUT_NOTHING = {("opening", move) for move in ("salutation", "greeting", "lead_in")}


def phrases(speech: Speech, words: Wording | None = None, name: str = "") -> Iterator[Mined]:
    """Sentences and heading moulds of one speech as entries of the bank; what has no label or no source gives none.

    Args:
        speech: as it was read.
        words: None: the shipped ones.
        name: of the place whose speech it is; empty: its title may tell.
    """
    words = words or wording()
    place = place_of(speech, words, name)
    print_of = fingerprint(speech)
    for sentence in speech.sentences():
        if not sentence.slot or not sentence.source or sentence.move == "heading":
            continue
        source, text = without_number(sentence)
        if sentence.move == "salutation":
            general: General | None = General(text, tuple(_of_salutation(text, words)))
        else:
            general = generalize(text, sentence.slot, sentence.move, place)
        if not general:
            continue
        topics = () if (sentence.slot, sentence.move) in _ABOUT_NOTHING else words.topics_of(general.text)
        yield Mined(
            id=phrase_id(sentence.slot, source.verbatim),
            slot=sentence.slot,
            move=sentence.move,
            text=general.text,
            source=f"{source.file}#{source.start}-{source.end}",
            speech=print_of,
            topics=topics,
            levels=general.levels,
            commits=general.commits,
            reasons=general.reasons,
        )
    for mould in moulds(speech):
        if mould.first.source:
            source, _ = without_number(mould.first)
            yield Mined(
                id=phrase_id("three_opinions.heading", source.verbatim),
                slot="three_opinions",
                move="heading",
                text=mould.text,
                source=f"{source.file}#{source.start}-{source.end}",
                speech=print_of,
                topics=words.topics_of(mould.text),
                reasons=mould.reasons or tuple(_of_mould(mould.text, words)),
                fills=mould.fills,
            )


def _of_salutation(text: str, words: Wording) -> list[str]:
    reasons = [f"{fact.name}「{fact.text}」" for fact in find_facts(text)]
    rest = _MARKS.sub("", words.addressed.sub("", text))
    return reasons or ([f"称呼的是一类人「{rest}」"] if rest else [])


def _of_mould(text: str, words: Wording) -> list[str]:
    """Why nobody elsewhere could fill a heading mould."""
    if text.startswith("{{ 名 }}，") or _CLAUSE_LEFT.search(text):
        return ["空里是一句话，不是一个名称"]
    rest = VARIABLE.sub("　", text)
    said, empty, own = words.held.weighed(rest.replace("　", ""))
    thin = len(_MARKS.sub("", rest)) < _LEAST or said + empty + own < _LEAST_SAID
    thin = thin or rest.strip("　") in words.held.things  # {{ 名 }}水土保持{{ 补 }}: a thing holds nothing together
    if thin or not words.linked.search(rest) or _EMPTY.fullmatch(rest):
        return [f"只剩「{rest.strip('　')}」，连不成标题"]
    if said < _WORDED * (said + empty + own):
        return [NOT_WORDED]
    return list(words.held.reasons(rest, "heading"))


def without_number(sentence: Sentence) -> tuple[Source, str]:
    """A sentence and its source with the number at their head cut off."""
    assert sentence.source
    source, text = sentence.source, sentence.text
    number = numbering.parse(text)
    if not number:
        return source, text.strip()
    left = len("".join(number.text.split()))
    offset = max(0, source.verbatim.find(number.text[:1]))  # after the # of Markdown
    while left and offset < len(source.verbatim):
        left -= not source.verbatim[offset].isspace()
        offset += 1
    rest = source.verbatim[offset:]
    offset += len(rest) - len(rest.lstrip())
    verbatim = source.verbatim[offset:]
    start = source.start + offset
    return Source(source.file, source.line, start, start + len(verbatim), verbatim), text[len(number.text) :].strip()


def fingerprint(speech: Speech) -> str:
    """Eight hex digits by which one speech is known again, wherever its file lies."""
    text = "".join(speech.title.split()) + "".join("".join(block.text.split()) for block in speech.blocks)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
