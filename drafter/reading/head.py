"""The head of a speech: title, byline, salutation, and titles that a site or a page repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter import numbering
from drafter.reading.clean import Line, compact, cut
from drafter.segment import ends_sentence

MAX_TITLE = 60
MAX_BYLINE = 45
_KINDS = (
    "讲话|发言|致辞|致词|主持词|报告|演讲|党课|寄语|贺词|贺信|祝酒词|祝词|开幕词|闭幕词|欢迎词|欢迎辞|献词|讲稿|汇报"
)
_TITLE_END = re.compile(rf"(?:{_KINDS})(?:稿|词|提纲|材料|摘要|全文|要点)?(?:[（(][^）)]*[）)])?$")
_ADDRESSEE = (
    "(?:青年|全体)?(?:同志们|朋友们)|同志|各位|女士们|先生们|老师们|同学们|乡亲们|父老乡亲|代表们|委员们|战友们|来宾们|家长们|工友们"
    "|尊敬的|敬爱的|亲爱的|各[省市县区乡镇村街部单]"
)
_SALUTATION = re.compile(rf"(?:{_ADDRESSEE})[^。；！？!?：:]{{0,58}}[：:！!]")
_ADDRESSED = re.compile(
    r"(?:(?:尊敬|敬爱|亲爱)的)?各位.{1,10}|.{0,16}(?:们|同志|领导|来宾|嘉宾|代表|委员|书记|主席|主任|部长|组长|会长|校长|院长|经理|专家|乡亲|父老|客商|同仁|职工|干部|群众|朋友|老师|同学)"
)
_UNMARKED = re.compile(r"各位\S{1,6}(?:\s+各位\S{1,6})+")
_GROUP = re.compile("各[省市县区乡镇村街部单].{0,3}")
_GLUED = re.compile(rf"(.{{4,{MAX_TITLE}}}?(?:{_KINDS})(?:稿|提纲)?)\s*(?=[（(]?(?:\d{{4}}年\d|{_ADDRESSEE}))")
_DATE = re.compile(r"[（(]?\s*(?:[0-9０-９]{4}|[二〇○零一三四五六七八九]{4}|[XxＸ*]+)\s*年.{0,20}[月日].{0,4}")
_POST = re.compile(
    r"[（(]?[\u4e00-\u9fff、·XxＸ*\s]{0,24}(?:书记|省长|市长|县长|区长|旗长|镇长|乡长|主任|局长|部长|主席|常委|董事长|总经理|校长|院长|村长|组长)"
    r"[\s:：]*[\u4e00-\u9fff·XxＸ*\s]{0,8}[）)]?"
)
_NAME = re.compile(r"[\u4e00-\u9fffXxＸ*][\s]*[\u4e00-\u9fff·XxＸ*]{1,3}")
_KEYED = re.compile(r"(?:讲话人|主讲人|主持人|发言人|时间|日期|地点|[（(]根据录音|【待补|[（(]【待补|——|—)")


@dataclass(frozen=True, slots=True)
class Head:
    """Lines of the head, each stretch a slice of the text; empty tuples: there is none."""

    title: tuple[Line, ...]
    byline: tuple[Line, ...]
    salutation: tuple[Line, ...]
    repeats: tuple[Line, ...]  # the title once more
    body: tuple[Line, ...]


def find_head(lines: Sequence[Line]) -> Head:
    """Tell the head from the body.

    Args:
        lines: all lines without residue.
    """
    rest = _unglued(list(lines))
    size = _title_size(rest)
    title, rest = rest[:size], rest[size:]
    repeats: list[Line] = []
    if title:
        repeats, rest = _repeats(compact("".join(line.text for line in title)), rest)
    greeted = next((index for index, line in enumerate(rest[:8]) if is_salutation(line.text)), None)
    while greeted and _is_address(rest[greeted - 1].text):  # 各位领导， above 同志们：
        greeted -= 1
    size = _byline_size(rest, greeted, bool(title))
    byline, rest = rest[:size], rest[size:]
    salutation: list[Line] = []
    while rest and len(salutation) < 3 and _is_address(rest[0].text):
        salutation.append(rest.pop(0))
        if salutation[-1].text.endswith(tuple("：:！!")):
            break
    return Head(tuple(title), tuple(byline), tuple(salutation), tuple(repeats), tuple(rest))


def is_salutation(text: str) -> bool:
    """Whether a whole line addresses the audience: 同志们：."""
    return len(text) <= MAX_TITLE and bool(_SALUTATION.fullmatch(text)) and _names_people(text)


def _names_people(text: str) -> bool:
    parts = [part for part in re.split(r"[，,、\s]|以及|和", text.rstrip("：:！!，,、")) if part]
    while len(parts) > 1 and _GROUP.fullmatch(parts[0]):  # 各县区、各乡镇的同志们
        parts = parts[1:]
    return all(_ADDRESSED.fullmatch(part) for part in parts)


def is_title(text: str) -> bool:
    """Whether a line is the title of a speech by its last word: …讲话, …致辞."""
    return len(text) <= MAX_TITLE and bool(_TITLE_END.search(text)) and not ends_sentence(text)


def _is_address(text: str) -> bool:
    if is_salutation(text) or (_UNMARKED.fullmatch(text) and _names_people(text)):
        return True
    return len(text) <= 30 and text[-1] in "，,、们" and bool(re.match(_ADDRESSEE, text)) and _names_people(text)


def _unglued(lines: list[Line]) -> list[Line]:
    """Title, date and salutation cut off the line on which text follows them."""
    if lines and (glued := _GLUED.match(lines[0].text[: MAX_TITLE + 80])) and len(lines[0].text) > glued.end():
        lines[:1] = cut(lines[0], [glued.end()])
    for index in range(min(6, len(lines))):
        line = lines[index]
        date = re.match(r"[（(]\d{4}年[^）)]{2,12}[）)]", line.text)
        found = _SALUTATION.match(line.text[:80]) or date
        if found and not date and not _names_people(found[0]):
            found = None
        if found and len(line.text) > found.end() and not _goes_on_as_sentence(line.text, found.end()):
            lines[index : index + 1] = cut(line, [found.end()])
            if not date:
                break
    return lines


def _goes_on_as_sentence(text: str, end: int) -> bool:
    """Whether 同志们！ is the beginning of a short line that is all call, not an address to what follows."""
    return text[end - 1] in "！!" and len(text) - end < 20


def _title_size(lines: Sequence[Line]) -> int:
    """How many lines the title takes."""
    if not lines or not _may_be_title(lines[0].text):
        return 0
    first = lines[0].text
    if len(lines) == 1:
        return int(is_title(first))
    for size in (2, 3):
        if len(lines) < size or is_title(first) or not _is_unfinished(first):
            break
        whole = "".join(line.text for line in lines[:size])
        if is_title(compact(whole)) and not any(ends_sentence(line.text) for line in lines[:size]):
            return size
    return 1


def _may_be_title(text: str) -> bool:
    return (
        len(text) <= MAX_TITLE
        and text[-1] not in "。；，：！？;,:!?、…."
        and not any(mark in text for mark in "。；")
        and not numbering.parse(text)
        and not _DATE.fullmatch(text)
        and not re.match(r"——|—", text)
    )


def _is_unfinished(text: str) -> bool:
    return text.startswith("在") or "在全" in text or text[-1] in "的上在暨和、" or text.count("“") > text.count("”")


def _repeats(title: str, lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Set apart the lines that are nothing but the title once more, and the title before the first paragraph."""
    repeats: list[Line] = []
    kept: list[Line] = []
    index = 0
    while index < len(lines):
        size, rest = _repeat_at(title, lines, index) if len(title) >= 6 else (0, None)
        if size and (rest is None or index < 4):
            repeats += lines[index : index + size - 1]
            last = lines[index + size - 1]
            repeats.append(Line(last.start, rest.start if rest else last.end, last.text) if rest else last)
            kept += [rest] if rest else []
            index += size
        else:
            kept.append(lines[index])
            index += 1
    return [_tidy(line) for line in repeats], kept


def _repeat_at(title: str, lines: Sequence[Line], index: int) -> tuple[int, Line | None]:
    """How many lines from `index` on hold the title, and what follows it on the last of them; 0: they do not."""
    seen = ""
    for size in range(1, 5):
        if index + size > len(lines):
            break
        line = lines[index + size - 1]
        room = len(title) - len(seen)
        here = compact(line.text[: 3 * room + 10])
        if len(here) < room and len(line.text) <= 3 * room + 10:
            seen += here
            if not title.startswith(seen):
                break
            continue
        if not here.startswith(title[len(seen) :]):
            break
        at = _offset(line.text, room)
        pieces = cut(line, [at]) if at < len(line.text) else []
        return size, pieces[1] if len(pieces) > 1 else None
    return 0, None


def _offset(text: str, visible: int) -> int:
    """Offset after so many characters that are not white space."""
    for at, char in enumerate(text):
        if not visible:
            return at
        visible -= not char.isspace()
    return len(text)


def _tidy(line: Line) -> Line:
    size = len(line.text[: line.end - line.start].rstrip())
    return Line(line.start, line.start + size, line.text[:size])


def _byline_size(lines: Sequence[Line], greeted: int | None, titled: bool) -> int:
    """How many lines stand between title and text: speaker, date, occasion."""
    if greeted is not None and all(_is_short(line.text) for line in lines[:greeted]):
        return greeted
    size = 0
    while size < min(4, len(lines)) and titled and _is_byline(lines[size].text):
        size += 1
    return size if size < len(lines) else 0


def _is_short(text: str) -> bool:
    is_plain = len(text) <= MAX_BYLINE and not ends_sentence(text) and not numbering.parse(text)
    return is_plain or bool(_KEYED.match(text))


def _is_byline(text: str) -> bool:
    if len(text) > MAX_BYLINE or ends_sentence(text):
        return False
    return any(pattern.fullmatch(text) for pattern in (_DATE, _POST, _NAME)) or bool(_KEYED.match(text))
