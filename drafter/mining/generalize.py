"""One sentence of a speech → the text of a phrase: what belongs to its place becomes a variable, or holds it back."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from drafter.bank import VARIABLE
from drafter.facts import find_facts
from drafter.mining.held import Own
from drafter.mining.wording import LEVELS, Wording
from drafter.segment import CLOSERS, ENDS
from drafter.speech import Speech

_LATELY = 4096  # sentences that are remembered: speeches of one office share them
SHORTEST, LONGEST = 8, 120  # characters of a sentence worth keeping
SHORT = 12  # below: a saying or a heading rather than a sentence
# Of arguing sentences below this, readers take six in ten as they stand, of longer ones nine: what is meant was said
# before. A variable counts as three characters.
ALONE = 20
_CLAUSE = 5  # of a saying in two clauses
# Share of a sentence that no phrase of the bank says: above, it speaks of one kind of work. Tasks are more particular
# than reasons are; on a topic of the bank they may be so: the topic then says where they fit.
# What is laid down (一律, 不得, 每人一个) was laid down by one place.
STRANGE, STRANGE_TASK, STRANGE_RULE = 0.26, 0.24, 0.2
# Share of a sentence that must be words of every office: below, it is said in one speaker's own way.
WORDED = {
    "greeting": 0.6,
    "significance": 0.85,
    "recap": 0.85,
    "lead_in": 0.7,
    "achievements": 0.6,
    "problems": 0.85,
    "outlook": 0.6,
    "rationale": 0.84,
    "measure": 0.8,
    "safeguard": 0.8,
    "summary": 0.65,
    "call": 0.7,
    "ending": 0.5,
}
SAYS = 4  # what these words of a sentence must weigh: below, it says nothing that anybody would know what to make of
NOT_WORDED, SAYS_NOTHING = "用的多半不是公文里的话", "离开上文不知道说的是什么"
MANY_FACTS = 3  # a sentence with more facts is a report of its own time; nobody would turn it into a phrase
_BODIES = {"公司": "企业", "集团": "企业", "校": "学校", "街道": "街道"}
_OWN_LEVEL = re.compile(  # 我县, 全县, or 县委、; begun with one set of characters it is found four times faster
    rf"([我全本{LEVELS}])(?:(?<=[我全本])(?:(?<=我)们)?({'|'.join([*LEVELS, *_BODIES])})|(?<=[{LEVELS}])委、)"
)
_TITLE_LEVEL = re.compile(rf"(全|在)({'|'.join([*LEVELS, *_BODIES])})|()([{LEVELS}])(?:长|委|政府)")
_OFFICE_OF = re.compile(rf"(?:中共)?([一-龥]{{2,4}}?)([{LEVELS}]|街道)(?:党?工?委|人民政府|政府|办事处)")  # in a byline
_IN_TITLE, _OURS = 10, 3  # a title tells more than "我县", that more than "全县"
_MEETING = re.compile(
    r"^(.{0,6}，)?(?:我们)?(?:召开(.{2,40}?)(?:会议|会)|(?:这次|本次)?(.{2,40}?)(?:会议|会))(，|的)(主要任务是|主要是|任务是|目的是)(.+?)[。！]$"
)
_ITS_TASK = re.compile(
    r"^((?:.{0,6}，)?(?:今天|这次|本次|此次)?(?:的)?会议的)(主要任务|主要目的|任务|目的|主题)(?:就)?是，?(.+?)[。！]$"
)
_CALLED = re.compile(r"^(.{0,16}?(?:召开|举行))(.{2,40}?(?:会议|大会|[谈进员署流进]会|仪式))([。！])$")
_POINTS = re.compile(
    r"(?:(?<=[讲谈提调说作])|(?<=以下))[一二三四五六七八九十两几](?:[点条]|个方面的?)(?=[意要建希看想体感认祝承，。！：]|工作)"
)
_ITEMS = re.compile(
    r"(?:^|[，。；：、])(?:[一二三四五六七八九][是要]|第[一二三四五]，)|[（(][一二三四五六七八九十][）)]|——"
)
_SUBJECT = re.compile(r"(?:^|[，；])\{\{ (我县|全县|地区|简称) \}\}")
_HEAD_LIKE = re.compile("要[^，；、：　]{1,16}[。！]")
_TANGLED = re.compile("会议?，?是.{0,12}召开")  # 今天的会议是县委研究决定召开……会议
_OPENED = re.compile("(?:现在|下面)?，?(?:我们)?(?:正式)?开会[。！]")
_THANKS = re.compile("谢|祝|敬意|慰问|问候|欢迎|致以|辛苦|[早上下晚午]好|大家好|们好")
_ASKED = re.compile("(?:希望|请|望)(?!允许|接受)")  # 请允许我代表…… thanks
_CALLED_OUT = re.compile("(?:各位|尊敬的|亲爱的)[一-龥，、]{2,20}[们友宾志长师][！：]")
_ITSELF = re.compile("[这本]次会议")  # points to nothing said before
_SOME = re.compile("[几些]|以下")
_RULES = re.compile("一律|不得|严禁|不许|不准|禁止|每[人名个村户家天周月季年]|[吊撤]销|免职|开除|顶格")
_CLAUSE_ENDS = re.compile("[，；：]")
_TOLD = ("achievements", "problems", "outlook")
_POINT = "{{ 点数 }}"
_COMPOUND = re.compile(r"\}\}(?:性|式|型)|\{\{ (?:简称|地区) \}\}[山河江湖溪岛港湾镇村街路桥]")  # 全市性, 清河路
_OTHER_LEVEL = re.compile(f"[全我本]([{LEVELS}])(?![域级直城])")
_STANDING_ALONE = ("achievements", "problems", "outlook", "rationale", "measure", "safeguard")
_ON_SOMETHING = ("rationale", "measure")
_ASKS_NOTHING = ("greeting", "achievements", "problems", "outlook")
_ARGUING = ("rationale", "safeguard")
_ON_CONTEXT = ("rationale", "measure", "safeguard", "significance", "recap")
_SAYING = (*_STANDING_ALONE, "summary", "call")
_JUDGES = re.compile("在于|必先|取决于|源于|重在|贵在|就是|不等于")  # a short sentence that says so is no heading
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
    own: Own | None = None  # what only this speech keeps saying

    @cached_property
    def _level_words(self) -> tuple[re.Pattern[str], dict[str, str]]:
        return self.wording.variables(self.level)

    def with_variables(self, text: str) -> str:
        """Names and level words of the place as variables."""
        for name in self.names:
            if self.level and name[-1] not in LEVELS and name + self.level in text:  # 中共清河县委 is the 县委
                text = re.sub(f"(?:中共)?{re.escape(name)}(?={self.level}(?:委|政府|人民))", "", text)
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
    text = "\n".join([block.text for block in speech.blocks])
    for found in _OWN_LEVEL.finditer(text):
        levels[found[2] or found[1]] += 1 if found[1] == "全" or not found[2] else _OURS
    body = max(sorted(levels), key=lambda word: levels[word]) if levels else ""
    level = _BODIES.get(body, body)
    names: list[str] = []
    for fact in find_facts(speech.title + "。" + "。".join(speech.byline)):
        if fact.kind == "place" and fact.text[-1] == level:
            names += [fact.text, fact.text[:-1]] if len(fact.text) > 2 else [fact.text]
    if not names:
        offices = [office for line in speech.byline if (office := _OFFICE_OF.match(line))]
        names += [one for office in offices for one in (office[1] + office[2], office[1])]
    if name:
        names += [name, name[:-1]] if len(name) > 2 and name[-1] in LEVELS else [name]
    own = Own("\n".join((speech.title, *speech.byline)), text, wording.held)
    if not names and level in LEVELS:
        names += _name_in_body(text, level, own)
    return Place(level, tuple(dict.fromkeys(names)), wording, own)


def _name_in_body(text: str, level: str, own: Own) -> list[str]:
    """Names of the place where its organs are called by it (清河县委): two characters that the speech keeps using."""
    if not level:
        return []
    found = dict.fromkeys(
        text[max(0, at.start() - 2) : at.start()] for at in re.finditer(f"{level}(?:委|政府|人民)", text)
    )
    return [name for short in found if own.held.unheard(short) and own.keeps(short) for name in (short + level, short)]


def generalize(text: str, slot: str, move: str, place: Place) -> General | None:
    """The phrase of a sentence; None: nothing one could use again.

    Args:
        text: a whole sentence without its number.
        slot: key of speech.SLOTS.
        move: key of its moves.
        place: whose speech it is.
    """
    framed = _framed(text, slot, move, place.wording)
    if not framed:
        return None
    judged = _judged(place.with_variables(framed), slot, move, place.level, place.wording)
    if not judged or judged.reasons or "会议任务" in judged.text:
        return judged
    rest = VARIABLE.sub("　", judged.text)
    if place.own and (found := place.own.words(rest)):
        return replace(judged, reasons=(f"说的是专题「{found}」",))
    reasons = _particular(judged.text, slot, move, place.wording)
    return replace(judged, reasons=reasons) if reasons else judged


@lru_cache(maxsize=_LATELY)
def _framed(text: str, slot: str, move: str, wording: Wording) -> str:
    """A sentence with what a brief always knows as variables; empty: it is not whole."""
    if slot == "three_opinions":
        text = text.removeprefix("同志们，")
    text = _full_width(text)
    if (found := wording.loose.match(text)) and len(text) - found.end() >= SHORT:
        text = text[found.end() :]
    if not _is_whole(text) or wording.broken.search(text) or text.endswith(wording.leads):
        return ""
    return _known_frames(text, slot, move, wording)


@lru_cache(maxsize=_LATELY)
def _judged(general: str, slot: str, move: str, level: str, wording: Wording) -> General | None:
    """A sentence with its variables, and what holds it back in any speech of its level; None: no use to anybody."""
    if "会议任务" in general:
        return General(general)
    rest = VARIABLE.sub("　", general)
    if not SHORTEST <= len(rest) <= LONGEST:
        return None
    facts = list(dict.fromkeys((fact.name, fact.text) for fact in find_facts(rest)))
    if len(facts) > MANY_FACTS:
        return None
    reasons = [f"{name}「{found}」" for name, found in facts]
    reasons += _leaning(rest, move, wording) + _telling(general, rest, move, wording)
    own = wording.own.search(rest)
    if own and not level:
        reasons.append(f"层级「{own[0]}」")
    if not reasons:
        reasons += _of_its_place(general, rest, move, level, wording)
    commits = slot in ("three_opinions", "closing") and bool(wording.commits.search(rest))
    return General(general, tuple(reasons), (level,) if own and level else (), commits)


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
        before = f"{found[1] or ''}我们召开" if found[2] else "这次"
        return f"{before}{{{{ 会议名称 }}}}{found[4]}{found[5]}{{{{ 会议任务 }}}}。"
    if slot == "opening" and move == "purpose":
        if found := _ITS_TASK.match(text):
            return f"{found[1]}主要任务是{{{{ 会议任务 }}}}。"
        text = _CALLED.sub(r"\1{{ 会议名称 }}\3", text)
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
    if wording.points.search(rest) and (found := wording.points.search(_ITSELF.sub("会议", rest))):
        reasons.append(f"指代上文「{found[0]}」")
    if found := _ITEMS.search(rest):
        reasons.append(f"列举「{found[0]}」")
    short = len(rest.replace("　", "　" * 3)) < SHORT and not (_JUDGES.search(rest) and move in _ARGUING)
    if move in _STANDING_ALONE and (short or _HEAD_LIKE.fullmatch(rest)):
        reasons.append("太短，像小标题")
    return reasons


def _telling(general: str, rest: str, move: str, wording: Wording) -> list[str]:
    """Why a sentence states what was so at one place and time."""
    if wording.above.search(rest) and (found := wording.above.search(wording.not_above.sub("　", rest))):
        return [f"说到上级「{found[0]}」"]
    if move in ("achievements", "problems", "significance") and (found := wording.claims.search(rest)):
        return [f"说的是当地情况「{found[0]}」"]
    if move in _TOLD and (found_in := _told(rest, wording.chances if move == "outlook" else wording.general, wording)):
        return [f"说的是{'当时形势' if move == 'outlook' else '当地情况'}「{found_in}」"]
    if wording.demands.search(rest) or move in ("purpose", "greeting", "lead_in"):
        return []
    if found := wording.times.match(rest):
        return [f"说的是当时形势「{found[0]}」"]
    if found := wording.results.search(rest):
        return [f"说的是当地情况「{found[0]}」"]
    if found := _SUBJECT.search(general):
        return [f"说的是当地情况「{found[1]}」"]
    return []


def _told(rest: str, general: re.Pattern[str], wording: Wording) -> str:
    """The first clause of a review that says more than any review does; empty: none."""
    clauses = [clause.strip("　。！") for clause in _CLAUSE_ENDS.split(rest)]
    told = [
        clause for clause in clauses if clause and not general.search(clause) and not wording.demands.search(clause)
    ]
    return told[0] if told else ""


def _of_its_place(general: str, rest: str, move: str, level: str, wording: Wording) -> list[str]:
    """Why a sentence that holds no fact still belongs to one place, meeting or audience."""
    reasons = list(wording.held.reasons(rest, move))
    if (other := _OTHER_LEVEL.search(rest)) and level in LEVELS and other[1] != level:
        reasons.append(f"层级「{other[0]}」")
    if found := _COMPOUND.search(general):
        reasons.append(f"变量后面连着字「{found[0].rpartition('}')[2]}」")
    if general.count(_POINT) > 1:
        reasons.append("有两处点数")
    if move in _ASKS_NOTHING and _ASKED.match(rest):
        reasons.append("像是要求，归错了地方")
    elif move == "greeting" and not _THANKS.search(rest):
        reasons.append("不像致谢问候，归错了地方")
    if move not in ("salutation", "greeting") and _CALLED_OUT.fullmatch(rest):
        reasons.append("只是一声称呼")
    if _of_one_meeting(general, rest, move, wording):
        reasons.append("说的只是那次会议")
    return reasons


@lru_cache(maxsize=_LATELY)
def _particular(general: str, slot: str, move: str, wording: Wording) -> tuple[str, ...]:
    """Why a sentence that nothing else holds back is worded for one kind of work or in one speaker's way."""
    rest = VARIABLE.sub("　", general)
    if slot != "situation_review":
        topics = wording.topics_of(general)
        if wording.held.strange(rest) > _allowed(rest, slot, move, bool(topics), wording):
            return ("说得太具体" if topics else "说得具体，又归不进哪个主题",)
    if wording.held.worded(rest) < WORDED.get(move, 0):
        return (NOT_WORDED,)
    if move in _SAYING and wording.held.weighed(rest)[0] < SAYS:
        return (SAYS_NOTHING,)
    if move in _ON_SOMETHING and not wording.held.names_a_thing(rest):
        return ("没说办的是什么事",)
    return ("太短，多半要靠上文",) if move in _ON_CONTEXT and not _whole_alone(rest, move) else ()


def _whole_alone(rest: str, move: str) -> bool:
    """Whether an arguing sentence is long enough, a judgement, or a saying (隐患在一天，风险就在一天), to be whole."""
    if len(rest.replace("　", "　" * 3)) >= ALONE or (_JUDGES.search(rest) and move in _ARGUING):
        return True
    if move != "rationale":
        return False
    clauses = rest.rstrip(ENDS + CLOSERS).split("，")
    alike = len(clauses) == 2 and len(set(clauses[0]).intersection(clauses[1])) > 1
    return alike and min(map(len, clauses)) >= _CLAUSE


def _of_one_meeting(general: str, rest: str, move: str, wording: Wording) -> bool:
    """Whether what opens a meeting or leads to its points is about one meeting: no variable tells which or how many."""
    if move == "purpose":
        return bool(_TANGLED.search(rest)) or ("{{ 会议" not in general and not _OPENED.fullmatch(rest))
    counts = _POINT in general or bool(_SOME.search(rest))
    return move == "lead_in" and (not counts or bool(wording.topics_of(general)))


def _allowed(rest: str, slot: str, move: str, on_topic: bool, wording: Wording) -> float:
    """How much of a sentence may be what no phrase of the bank says."""
    if slot == "three_opinions" and (wording.commits.search(rest) or _RULES.search(rest)):
        return STRANGE_RULE
    if not on_topic and (slot == "opening" or move in ("measure", "call", "ending")):
        return STRANGE_TASK
    return STRANGE
