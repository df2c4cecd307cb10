"""One sentence of a speech → the text of a phrase: what belongs to its place becomes a variable, or holds it back."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from drafter.bank import VARIABLE
from drafter.facts import find_facts
from drafter.mining.wording import LEVELS, Wording
from drafter.segment import CLOSERS, ENDS
from drafter.speech import Speech

SHORTEST, LONGEST = 8, 120  # characters of a sentence worth keeping
SHORT = 12  # below: a saying or a heading rather than a sentence
MANY_FACTS = 3  # a sentence with more facts is a report of its own time; nobody would turn it into a phrase
_BODIES = {"公司": "企业", "集团": "企业", "校": "学校", "街道": "街道"}
_OWN_LEVEL = re.compile(rf"(我们?|全|本)({'|'.join([*LEVELS, *_BODIES])})|()([{LEVELS}])委、")
_TITLE_LEVEL = re.compile(rf"(全|在)({'|'.join([*LEVELS, *_BODIES])})|()([{LEVELS}])(?:长|委|政府)")
_IN_TITLE, _OURS = 10, 3  # a title tells more than "我县", that more than "全县"
_MEETING = re.compile(
    r"^(.{0,6}，)?(?:我们)?(?:召开(.{2,40}?)(?:会议|会)|(?:这次|本次)?(.{2,40}?)(?:会议|会))(，|的)主要任务是(.+?)[。！]$"
)
_POINTS = re.compile(r"(?<=[讲谈提调说])[一二三四五六七八九十两几]点|(?<=以下)[一二三四五六七八九十两几]点")
_ITEMS = re.compile(
    r"(?:^|[，。；：、])(?:[一二三四五六七八九][是要]|第[一二三四五]，)|[（(][一二三四五六七八九十][）)]|——"
)
_SUBJECT = re.compile(r"(?:^|[，；])\{\{ (我县|全县|地区|简称) \}\}")
_HEAD_LIKE = re.compile("要[^，；、：　]{1,16}[。！]")
_STANDING_ALONE = ("achievements", "problems", "outlook", "rationale", "measure", "safeguard")
_HALF = re.compile(r"(?<=[一-龥”）])[,;:!?]|\((?=[一-龥])|(?<=[一-龥])\)")
_ANY_HALF = re.compile(r"[,;:!?()]")
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_PAIRS = ("“”", "（）", "《》")
_ENDS = tuple(ENDS)


@dataclass(frozen=True, slots=True)
class General:
    """A sentence, generalised."""

    text: str
    reasons: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    commits: bool = False


@dataclass(frozen=True)
class Place:
    """Whose speech it is: what "我县" and a name mean in it."""

    level: str  # 县, 区 …; empty: it cannot be told
    names: tuple[str, ...]  # names of the place itself, 云岭县 first
    wording: Wording

    @cached_property
    def _level_words(self) -> tuple[re.Pattern[str], dict[str, str]]:
        return self.wording.variables(self.level)

    def with_variables(self, text: str) -> str:
        """Names and level words of the place as variables."""
        for name in self.names:
            variable = "地区" if name[-1] in LEVELS else "简称"
            text = text.replace(name, f"{{{{ {variable} }}}}")
        if not self.level:
            return text
        pattern, variables = self._level_words
        return pattern.sub(lambda found: f"{{{{ {variables[found[0]]} }}}}", text)


def place_of(speech: Speech, wording: Wording, name: str = "") -> Place:
    """Level by the words the speech uses for itself (我县, 全区, 县委); names by its title and `name`, if known."""
    levels: Counter[str] = Counter()
    for found in _TITLE_LEVEL.finditer(speech.title):
        levels[found[2] or found[4]] += _IN_TITLE
    for found in _OWN_LEVEL.finditer("\n".join([block.text for block in speech.blocks])):
        levels[found[2] or found[4]] += 1 if found[1] in ("全", None) else _OURS
    body = max(sorted(levels), key=lambda word: levels[word]) if levels else ""
    level = _BODIES.get(body, body)
    names: list[str] = []
    for fact in find_facts(speech.title + "。" + "。".join(speech.byline)):
        if fact.kind == "place" and fact.text[-1] == level:
            names += [fact.text, fact.text[:-1]] if len(fact.text) > 2 else [fact.text]
    if name:
        names += [name, name[:-1]] if len(name) > 2 and name[-1] in LEVELS else [name]
    return Place(level, tuple(dict.fromkeys(names)), wording)


def generalize(text: str, slot: str, move: str, place: Place) -> General | None:
    """The phrase of a sentence; None: nothing one could use again.

    Args:
        text: a whole sentence without its number.
        slot: key of speech.SLOTS.
        move: key of its moves.
        place: whose speech it is.
    """
    wording = place.wording
    if slot == "three_opinions":
        text = text.removeprefix("同志们，")
    text = _full_width(text)
    if (found := wording.loose.match(text)) and len(text) - found.end() >= SHORT:
        text = text[found.end() :]
    if not _is_whole(text) or wording.broken.search(text) or text.endswith(wording.leads):
        return None
    general = place.with_variables(_known_frames(text, slot, move, wording))
    rest = VARIABLE.sub("　", general)
    if "会议任务" in general:
        return General(general)
    if not SHORTEST <= len(rest) <= LONGEST:
        return None
    facts = list(dict.fromkeys((fact.name, fact.text) for fact in find_facts(rest)))
    if len(facts) > MANY_FACTS:
        return None
    reasons = [f"{name}「{found}」" for name, found in facts]
    reasons += _leaning(rest, move, wording) + _telling(general, rest, move, wording)
    own = wording.own.search(rest)
    if own and not place.level:
        reasons.append(f"层级「{own[0]}」")
    commits = slot in ("three_opinions", "closing") and bool(wording.commits.search(rest))
    return General(general, tuple(reasons), (place.level,) if own and place.level else (), commits)


def _full_width(text: str) -> str:
    """Marks as Chinese text has them, where a foreign file typed half-width ones."""
    return _HALF.sub(lambda found: _FULL[found[0]], text) if _ANY_HALF.search(text) else text


def _is_whole(text: str) -> bool:
    """Whether a text ends as a sentence does and closes what it opens."""
    if not text.rstrip(CLOSERS).endswith(_ENDS):
        return False
    return all([text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS])


def _known_frames(text: str, slot: str, move: str, wording: Wording) -> str:
    """What a brief always knows: the meeting and its task, the period, the number of points."""
    if slot == "opening" and move == "purpose" and (found := _MEETING.match(text)):
        before = f"{found[1] or ''}我们召开" if found[2] else "这次" if "这次" in text[:12] else ""
        return f"{before}{{{{ 会议名称 }}}}{found[4]}主要任务是{{{{ 会议任务 }}}}。"
    if slot == "opening":
        text = _POINTS.sub("{{ 点数 }}", text)
    if slot == "situation_review" and (found := wording.period.match(text)):
        text = "{{ 时段 }}" + text[found.end() :]
    return text


def _leaning(rest: str, move: str, wording: Wording) -> list[str]:
    """Why a sentence cannot stand alone."""
    reasons = []
    if found := wording.leans.match(rest):
        reasons.append(f"承接上文「{found[0]}」")
    if found := wording.points.search(rest):
        reasons.append(f"指代上文「{found[0]}」")
    if found := _ITEMS.search(rest):
        reasons.append(f"列举「{found[0]}」")
    if move in _STANDING_ALONE and (len(rest.replace("　", "　" * 3)) < SHORT or _HEAD_LIKE.fullmatch(rest)):
        reasons.append("太短，像小标题")
    return reasons


def _telling(general: str, rest: str, move: str, wording: Wording) -> list[str]:
    """Why a sentence states what was so at one place and time."""
    if found := wording.above.search(rest):
        return [f"说到上级「{found[0]}」"]
    if move in ("achievements", "problems", "significance") and (found := wording.claims.search(rest)):
        return [f"说的是当地情况「{found[0]}」"]
    if move in ("achievements", "problems") and not wording.general.search(rest):
        return ["说的是当地情况"]
    if wording.demands.search(rest) or move in ("purpose", "greeting", "lead_in"):
        return []
    if found := wording.times.match(rest):
        return [f"说的是当时形势「{found[0]}」"]
    if found := wording.results.search(rest):
        return [f"说的是当地情况「{found[0]}」"]
    if found := _SUBJECT.search(general):
        return [f"说的是当地情况「{found[1]}」"]
    return []
