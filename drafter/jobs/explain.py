"""`drafter explain`: why each sentence of a draft is there, from the data the file carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from drafter import bank, files
from drafter.errors import DrafterError
from drafter.phrase import Phrase
from drafter.record import record
from drafter.speech import SLOTS, Origin, Sentence
from drafter.word.comments import place
from drafter.word.compare import Now, State, compare
from drafter.word.embedded import Paragraph
from drafter.word.importing import read_embedded, visible_text
from drafter.writing.taste import Taste, taste

STATES: dict[State, str] = {
    "same": "",
    "changed": "〔改过〕",
    "moved": "〔移动过〕",
    "new": "〔新加〕",
    "deleted": "〔删去〕",
}
_HEAD = ("title", "subtitle", "byline")
Bank = dict[str, Phrase]  # by id


@record
class Explained:
    """A draft and what is known of its sentences."""

    path: str
    given: dict[str, Any]  # what was embedded beside the sentences: outline, seed, brief; or the text it was made from
    lines: tuple[str, ...]  # paragraphs as they stand now
    sentences: tuple[Now, ...]
    heads: dict[str, Origin]  # lines above the text, as written: they carry no origin of their own

    @property
    def changed(self) -> int:
        """How many sentences are not as they were written, deleted ones too."""
        return sum(now.state != "same" for now in self.sentences)


def explain(path: Path) -> Explained:
    """Read a draft.

    Raises:
        DrafterError: no Word file, or one that does not carry its origins.
    """
    data, name = files.read_bytes(path), str(path)
    found = read_embedded(data, name)
    if found is None:
        raise DrafterError(
            f"{name}: 里面没有来历：不是 drafter 写的，或者是 --clean 的送审稿；请用 drafter new 写的原稿或它的改稿"
        )
    lines = visible_text(data, name)
    heads = {one.block.text: _head_origin(one) for one in found.paragraphs if one.role in _HEAD}
    return Explained(name, found.given, tuple(lines), compare(found.paragraphs, lines), heads)


def _head_origin(line: Paragraph) -> Origin:
    if line.role == "byline":
        return Origin("brief", "日期" if line.block.text.startswith("（") else "讲话人")
    return Origin("brief", "标题")


def phrases(folders: Sequence[Path]) -> tuple[Bank, str]:
    """The bank by id, and why there is none (it is not needed to explain); empty: all well."""
    try:
        return {phrase.id: phrase for phrase in bank.load(folders).phrases}, ""
    except DrafterError as error:
        first = str(error).splitlines()[0]
        return {}, f"句库读不了，只给出句子的编号：{first}"


def wanted(draft: Explained, paragraph: str) -> list[int]:
    """Numbers of the paragraphs asked for.

    Args:
        draft: as read.
        paragraph: a number as a reader counts, or words that stand in it; empty: all.

    Raises:
        DrafterError: there is no such paragraph.
    """
    everything = list(range(1, len(draft.lines) + 1))
    if not paragraph:
        return everything
    if paragraph.isdecimal():
        if int(paragraph) not in everything:
            raise DrafterError(f"{draft.path}: 没有第{paragraph}段，全文{len(everything)}段（标题是第1段，空行不算）")
        return [int(paragraph)]
    found = {now.paragraph for now in draft.sentences if now.written and paragraph in now.written.text}
    found |= {number for number in everything if paragraph in draft.lines[number - 1]}
    if not found:
        raise DrafterError(f"{draft.path}: 哪一段里都没有“{paragraph}”；可以写段号（标题是第1段），或段里的几个字")
    return sorted(found)


def as_json(draft: Explained, numbers: Sequence[int], known: Bank) -> dict[str, Any]:
    """The object of `drafter explain --json`."""
    measured = _taste(draft)
    return {
        "file": draft.path,
        "outline": draft.given.get("outline", ""),
        "seed": draft.given.get("seed"),
        "brief": draft.given.get("brief", ""),
        "source": draft.given.get("text", ""),
        "changed": draft.changed,
        "taste": {field.name: getattr(measured, field.name) for field in fields(measured)},
        "paragraphs": [
            {
                "number": number,
                "text": draft.lines[number - 1],
                "sentences": [_sentence(now, draft, known) for now in draft.sentences if now.paragraph == number],
            }
            for number in numbers
        ],
    }


def _sentence(now: Now, draft: Explained, known: Bank) -> dict[str, Any]:
    written = now.written
    return {
        "text": now.text,
        "state": now.state,
        "was": written.text if written and now.state in ("changed", "deleted") else "",
        "slot": written.slot if written else "",
        "move": written.move if written else "",
        "origins": [_origin(origin, text, known) for origin, text in _origins(written, draft)],
        "score": written.why if written else "",
        "alternatives": list(written.alternatives) if written else [],
        "notes": list(written.notes) if written else [],
    }


def _origin(origin: Origin, text: str, known: Bank) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": origin.kind, "ref": origin.ref, "text": text}
    if origin.kind == "phrase":
        phrase = known.get(origin.ref)
        keys = ("text", "source", "file", "line")
        found["phrase"] = {key: getattr(phrase, key) for key in keys} if phrase else None
    return found


def _origins(sentence: Sentence | None, draft: Explained) -> list[tuple[Origin, str]]:
    """Each origin of a sentence with the characters it gave, "…" where others stand between."""
    if sentence and sentence.text in draft.heads and not any(span.origin for span in sentence.spans):
        return [(draft.heads[sentence.text], sentence.text)]
    found: dict[Origin, str] = {}
    last: Origin | None = None
    for span in sentence.spans if sentence else ():
        if span.origin and span.text:
            gap = "…" if span.origin in found and last != span.origin else ""
            found[span.origin] = found.get(span.origin, "") + gap + span.text
        last = span.origin
    return list(found.items())


def as_text(draft: Explained, numbers: Sequence[int], known: Bank) -> str:
    """A listing in Chinese: each paragraph, its sentences, under each what it is made of; how the whole reads."""
    lines = [_head(draft)]
    for number in numbers:
        lines += ["", f"第{number}段"]
        for now in draft.sentences:
            if now.paragraph == number:
                lines += _listed(now, draft, known)
    if "outline" in draft.given and len(numbers) == len(draft.lines):
        lines += ["", f"读起来：{_taste(draft).words}"]
    return "\n".join(lines)


def _taste(draft: Explained) -> Taste:
    """The body as it stands now, in numbers."""
    said = (now for now in draft.sentences if now.state != "deleted")
    body = (n for n in said if not n.written or (n.written.slot and n.written.move not in ("heading", "salutation")))
    return taste([now.text.strip() for now in body])


def _head(draft: Explained) -> str:
    given = draft.given
    made = f"排自 {given['text']}" if "text" in given else ""
    if "outline" in given:
        made = f"简报 {given.get('brief')}，提纲 {given['outline']}，种子 {given.get('seed')}"
    count = sum(now.state != "deleted" for now in draft.sentences)
    since = f"成稿以后动过{draft.changed}句" if draft.changed else "成稿以后一句没动"
    return "；".join(filter(None, [f"{draft.path}：{len(draft.lines)}段，{count}句", made, since]))


def _listed(now: Now, draft: Explained, known: Bank) -> Iterator[str]:
    written = now.written
    label = ""
    if written and written.slot:
        slot, moves = SLOTS[written.slot]
        label = f"　〔{slot}·{moves[written.move]}〕"
    text = now.text if now.text else (written.text if written else "")
    yield f"  {STATES[now.state]}{text.strip()}{label}"
    if written is None:
        yield "    成稿以后加的，没有来历"
        return
    if now.state == "changed":
        yield f"    成稿时：{written.text}"
    yield from (f"    {line}" for line in _because(written, draft, known))
    if written.why:
        yield f"    得分　{written.why}"
    yield from (f"    备选{number}：{text}" for number, text in enumerate(written.alternatives, 1))
    yield from (f"    批注：{note}" for note in written.notes)


def _because(sentence: Sentence, draft: Explained, known: Bank) -> Iterator[str]:
    """Where a sentence comes from, a line each."""
    holes = {span.origin: span.text for span in sentence.spans if span.hole}
    if None in holes:
        yield f"待补　{holes[None]}"
    origins = _origins(sentence, draft)
    for origin, text in origins:
        missing = origin in holes
        yield f"待补　简报里没有“{place(origin.ref)}”" if missing else _in_words(origin, text, known)
    if not origins and not holes:
        yield "连接　只有序号和连接的话"


def _in_words(origin: Origin, text: str, known: Bank) -> str:
    if origin.kind == "brief":
        return f"简报　{place(origin.ref)}：“{text}”"
    if origin.kind == "derived":
        return f"推算　“{text}”：{place(origin.ref)}"
    if origin.kind == "outline":
        file, _, line = origin.ref.rpartition(":")
        return f"提纲　{file} 第{line}行：“{text}”" if file else f"提纲　{origin.ref}：“{text}”"
    if origin.kind == "source":
        return f"原文　{_where(origin.ref)}"
    if origin.kind == "edit":
        return f"改稿　{origin.ref}：“{text}”"
    phrase = known.get(origin.ref)
    if phrase is None:
        return f"句库　{origin.ref}：“{text}”（现在的句库里没有这一句）"
    entry = "/".join(Path(phrase.file).parts[-2:])
    source = _where(phrase.source) if phrase.source else "手写"
    return f"句库　{origin.ref}：{phrase.text}（{entry} 第{phrase.line}行；{source}）"


def _where(ref: str) -> str:
    """“file.txt#120-180” as a clerk counts: file.txt 第121—180字."""
    file, _, stretch = ref.rpartition("#")
    start, _, end = stretch.partition("-")
    return f"{file} 第{int(start) + 1}—{end}字" if file and start.isdecimal() else ref
