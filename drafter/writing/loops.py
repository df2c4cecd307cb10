"""Loops: what the front half opens (problems, opportunities), a measure of some point takes up again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from drafter.bank import Bank
from drafter.brief import Brief, Measure, Pair, Point
from drafter.writing import forms
from drafter.writing.fit import pairs
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound

FOR = 26  # characters of what an answer of the brief is for, at most: without it the answer hangs in the air
NAMED = 18  # characters of a name by which a thing is taken up again, at most
_ENOUGH = 1.5  # weight of shared words from which a measure counts as an answer
_SURE = 2.2  # from which it is said to be one: 针对……的问题; a likeness that may be chance is not spoken of
_SAME = 3.0  # from which a measure names the very thing
# weight of what a point shares with a problem from which a gap for it, or its 对策, may stand among the measures; an
# answer in the wrong point is torn from its problem, right behind it it never is
_NEARBY, _AMONG = 3.0, 4.6
_ABOUT = 2.0  # from which a problem is said to belong to a point
HERE = -1  # in place of the index of a point
BY_GOAL = -2  # in place of the index of a measure: the goal of the point answers by itself
BY_SAFEGUARD = -3  # and how it is held to account: 半月一检查 against 检查组一走就反弹
_SAME_RUNS = 4  # characters a 对策 with what it is for and a measure share where they are one matter
_MANY = 4  # problems and measures of a brief that hold a word which then tells nothing: 开发区
# two of anything share nothing, nor do two things of 上半年
_COUNT = re.compile(
    "[一二两三四五六七八九十几多每][个条家次项台套户名人年天月所座处件种类支批]|[上下本][个]?(?:半年|学期|季度|个?月|年)|一季度"
)
QUOTED = re.compile("“[^”]+”")  # a name that is said the same wherever it is meant
_HAN = re.compile(r"[一-龥]+")
_WHOLE = 12  # characters from which a 对策 with a figure may say all there is to say
_QUOTE = 3  # characters of a name in quotes that is no mere emphasis
_NAME = 4  # characters of a name said again
_TOLD_BY = 3  # characters of one run that may stand for the matter: 日烘干
_NAMED_ALL = 5  # characters of one run that tells the whole matter: 养护资金到位
_COUNTED = 2.0  # weight of an amount both name: 12家
_CURE = 1.6  # weight of what is said as a cure of such a problem: enough by itself
_FEW = re.compile("[1-9][个家名次项条天月年人件户处所座场]")
AMOUNT = re.compile(r"\d+(?:\.\d+)?[万亿]?[^\W\d_]")
_JOINING = frozenset(
    "到的了是在和与把对从将为就也都不有要得地着过或及等按由用被让给"
)  # 到开 is no word two texts share
_ORDINARY = 0.4  # weight of two shared characters any text of this kind may hold


@dataclass
class Loop:
    """One problem or opportunity and where it is taken up again."""

    pair: Pair
    opportunity: bool
    point: int  # index of the 意见 that takes it up; HERE: its answer, or the gap, is said where it is told
    measure: int = -1  # index of the measure that answers it; BY_GOAL, BY_SAFEGUARD: no measure; -1: the brief has none
    answered: bool = False
    about: int = -1  # index of the 意见 it belongs to, wherever it is answered; -1: none is near
    sure: bool = False  # its measure shares more with it than whom it befalls: one may say 前面讲的……就靠这一条
    alone: bool = False  # its 对策 is an item of its point without its problem being told again
    named: bool = False  # it is not named again before that measure: that names it, or may have little to do with it

    @property
    def name(self) -> Bound:
        """What it is taken up by: its first clause, or the one that says what is wrong; it may still be long."""
        if self.opportunity:
            return forms.first_clause(self.pair.text)
        signs = tuple(word_lists()["问题字"])
        name = forms.first_clause(self.pair.text, signs)
        if forms.width(name) <= NAMED and not any("，" in span.text for span in name):
            return name
        return forms.telling_clause(self.pair.text, signs, NAMED) or forms.first_clause(self.pair.text)


@dataclass
class Loops:
    """All loops of a draft, in the order they were opened."""

    all: list[Loop] = field(default_factory=list)

    def here(self, pair: Pair) -> Loop | None:
        """The loop of a problem or opportunity, if its answer or its gap is to be said where it is told."""
        return next((loop for loop in self.all if loop.pair is pair and loop.point == HERE), None)

    def at(self, point: int, measure: int) -> list[Loop]:
        """Loops closed by one measure (-1: at the end of the point)."""
        return [loop for loop in self.all if loop.point == point and loop.measure == measure]

    @property
    def opened(self) -> int:
        """How many the front half opens."""
        return len(self.all)

    @property
    def closed(self) -> int:
        """How many the brief answers; the others end in a hole."""
        return sum(loop.answered for loop in self.all)


def _joins(run: str) -> bool:
    """Whether two characters are only a seam between words (到开), and no word that holds such a character (用地)."""
    return not _JOINING.isdisjoint(run) and run not in word_lists()["实词对"]


def shared(one: str, other: str, ordinary: frozenset[str]) -> float:
    """Weight of the words two texts share: longest common runs of two characters and more, none counted twice."""
    weight = 0.0
    rest = other
    start = 0
    while start < len(one) - 1:
        length = 0
        while (
            start + length < len(one)
            and one[start : start + length + 1] in rest
            and "一" <= one[start + length] <= "龥"
        ):
            length += 1
        if length < 2:
            start += 1
            continue
        run = one[start : start + length]
        if length == 2:
            weight += _ORDINARY if run in ordinary or _joins(run) else 1.5
        else:
            kept = [run[i : i + 2] for i in range(length - 1) if run[i : i + 2] not in ordinary]
            weight += 2.0 if kept else 2 * _ORDINARY
        start += length
    return weight


def match(
    brief: Brief,
    bank: Bank,
    ordinary: frozenset[str],
    told: bool = True,
    links: Mapping[str, tuple[int, int]] = MappingProxyType({}),
) -> Loops:
    """Find for each problem and opportunity the measure that takes it up.

    A 对策 or 抓手 of the brief answers by itself, with the measure that speaks of the same matter. Where none surely
    does, it stands right behind what it is for; it is an item of its own where the point nearest in words has no
    measures, or where the outline tells of no problems.
    Without one the measure that shares most words answers. Below a threshold nothing does: the loop ends in a hole,
    which stands in the point it is near to, else right after what it is for: among measures on something else it
    would have lost it.

    Args:
        brief: the brief.
        bank: knows topics and cards.
        ordinary: words that tie nothing to anything.
        told: whether the outline tells of problems and opportunities; else all stand in the points.
        links: path of a problem or chance → the measure known to answer it (see `once`).
    """
    loops = Loops()
    review = brief.review
    plain = ordinary | _everywhere(brief)
    known = plain | frozenset(word_lists()["谁词"])
    for pair, opportunity in [*((p, False) for p in review.problems), *((p, True) for p in review.opportunities)]:
        if told and (linked := links.get(pair.text.path)):
            loops.all.append(Loop(pair, opportunity, *linked, answered=True, about=linked[0], sure=True, named=True))
            continue
        unanswerable = word_lists()["风险词" if opportunity else "结果词"]
        if not pair.answer and any(word in pair.text.text for word in unanswerable):
            continue  # a rank is what comes of all measures, a mood is argued with, a wet season is no chance to use
        text = pair.text.text + (pair.answer.text if pair.answer else "")
        near, nearest = max((_nearness(text, point, bank, known), -index) for index, point in enumerate(brief.points))
        best = _most_like(pair, brief, bank, plain, known)
        if pair.answer and best[0] >= _SAME:
            near, nearest = max(near, _NEARBY), best[1]
        full = brief.points[-nearest].measures or near < _AMONG
        loop = Loop(pair, opportunity, -nearest, answered=pair.answer is not None)
        loop.about = -nearest if near >= _ABOUT else -1
        loop.alone = bool(told and full and near >= _NEARBY and _stands_alone(pair, brief.points[-nearest], known))
        if told and (near < _NEARBY or (pair.answer and full and _leans(loop))):
            loop.point = HERE  # what is done about it leans on the problem: it stands right behind it
        if not pair.answer and best[0] >= _ENOUGH:
            _answer(loop, best, brief, known)
        elif not pair.answer and any(
            word in pair.text.text for word in word_lists()["情况词" if opportunity else "总量词"]
        ):
            continue  # a price that rises, a total all measures are for: nobody asks what is done about it
        sure = -nearest if best[0] >= _SAME else -1
        if told and pair.answer and (same := _same_matter(pair, brief, sure, plain, known)):
            loop.point, loop.measure = same
            loop.about, loop.named = same[0], True
        loops.all.append(loop)
    return loops


def _leans(loop: Loop) -> bool:
    """Whether a 对策 cannot be an item of its own: not to be understood without a problem too long to be told again."""
    return not loop.alone and (loop.opportunity or forms.width(loop.name) > FOR)


def _stands_alone(pair: Pair, point: Point, known: frozenset[str]) -> bool:
    """Whether a 对策 says itself what it is about, so that it can be an item of its point.

    抽调36名财务人员建检查人员库 for 专职监管人员只有5人 has a figure of its own and shares a word, but 年内补充90人 for
    护林员 who are too old does not say of whom it speaks, nor 合成一个窗口 of what. What has an amount in common with a
    measure of the point (开3条专线) is not told beside it.
    """
    words = word_lists()
    leaning = tuple((*words["其余词"], *words["接前词"], *words["悬空开头"]))
    if not pair.answer or pair.answer.text.startswith(leaning):
        return False
    problem, answer = pair.text.text, pair.answer.text
    if any(amounts_of(answer) & amounts_of(measure_text(measure)) for measure in point.measures):
        return False
    runs = common_runs(_COUNT.sub("，", problem), _COUNT.sub("，", answer), known)
    own = len(answer) >= _WHOLE and bool(amounts_of(answer))
    return bool(_telling(problem, answer)) or any(len(run) >= _TOLD_BY for run in runs) or (own and bool(runs))


def _most_like(
    pair: Pair, brief: Brief, bank: Bank, ordinary: frozenset[str], known: frozenset[str]
) -> tuple[float, int, int]:
    """Weight, and point and measure (or BY_GOAL, BY_SAFEGUARD) with signs turned, of what is most like a problem."""
    scored = [
        (_likeness(pair.text.text, said, point.topic.text, bank, ordinary, known), -p, -i)
        for p, point in enumerate(brief.points)
        for i, said in _answering(point)
    ]
    return max(scored, default=(0.0, 0, 0))


def _answer(loop: Loop, best: tuple[float, int, int], brief: Brief, known: frozenset[str]) -> None:
    """Close a loop by the measure most like it, unless that shares one name only and another point is nearer."""
    weight, point, measure = best[0], -best[1], -best[2]
    text, said = loop.pair.text.text, dict(_answering(brief.points[point]))[measure]
    matter = _surely(text, said, known)
    loop.sure = weight >= _SAME and matter
    if not loop.sure and weight < _SURE and loop.about not in (-1, point):
        return  # 民办机构预收费 is no matter of 民办机构转型
    loop.point, loop.measure, loop.answered = point, measure, True
    loop.about = point if loop.sure else loop.about
    if loop.opportunity:  # 抓住……的机遇 only before what is made of that very thing
        loop.named = not matter or weight < _SURE or _names(text, said)
    else:
        only_who = not matter and all(len(run) < _TOLD_BY for run in common_runs(text, said, known))
        loop.named = weight >= _SAME or weight < _SURE or only_who


def _same_matter(
    pair: Pair, brief: Brief, nearest: int, ordinary: frozenset[str], known: frozenset[str]
) -> tuple[int, int] | None:
    """Point and measure that speak of what a 对策 or 抓手 is for, so that both are told there; None: none surely.

    Args:
        pair: has an answer.
        brief: the brief.
        nearest: index of the only point to look at; -1: all.
        ordinary: words that tie nothing to anything.
        known: these and the words for whom a text is about (谁词).
    """
    assert pair.answer
    if pair.answer.text.startswith(tuple(word_lists()["接前词"])):
        return None  # 优先用于老城区: what is used, only the chance says
    text = f"{pair.text.text}，{pair.answer.text}"
    scored = [
        (
            sum(map(len, runs))
            + sum(map(len, common_runs(pair.answer.text, said, ordinary)))
            + _SAME_RUNS * len(_telling(text, said)),
            -p,
            -i,
        )
        for p, point in enumerate(brief.points)
        for i, said in enumerate(map(measure_text, point.measures))
        if nearest in (-1, p)
        and (runs := common_runs(text, said, ordinary))
        and _surely(text, said, ordinary)
        # 局里统一采购设备 for 明厨亮灶 is no matter of 米面油统一采购
        and (
            _telling(pair.text.text, said)
            or _named_by(pair.answer.text, brief.points[p].measures[i])
            or shared(pair.text.text, said, known) >= 1
            or any(name in said for name in QUOTED.findall(pair.answer.text))
        )
    ]
    weight, point, measure = max(scored, default=(0.0, 0, 0))
    if weight < _SAME_RUNS:
        return None
    if _says_again(pair.answer.text, measure_text(brief.points[-point].measures[-measure])):
        return None  # 提前调整接驳线路16条 beside 16条接驳线路全部调整到位 would be said twice
    return -point, -measure


def _named_by(answer: str, measure: Measure) -> bool:
    """Whether a 对策 says the name of a measure: 打成4个片，整片选聘物业 beside the 要点 整片选聘."""
    return bool(measure.point and measure.detail) and len(str(measure.point)) >= _NAME and str(measure.point) in answer


def _says_again(answer: str, measure: str) -> bool:
    """Whether a measure has every amount of an answer, of which there are some, and most of its words."""
    figures = amounts_of(answer)
    told = sum(map(len, common_runs(AMOUNT.sub("，", answer), measure, frozenset())))
    bare = len(re.sub(r"[\W\d_]", "", AMOUNT.sub("", answer)))
    return bool(figures) and figures <= amounts_of(measure) and told * 2 > bare


def _answering(point: Point) -> list[tuple[int, str]]:
    """What of a point may answer a problem: its measures, its goal, and how it is held to account."""
    others = ((BY_GOAL, point.goal), (BY_SAFEGUARD, point.safeguard))
    return [*enumerate(map(measure_text, point.measures)), *((by, fact.text) for by, fact in others if fact)]


def measure_text(measure: Measure) -> str:
    """要点 and 内容 of a measure with a comma between, whether or not both are there."""
    return f"{measure.point or ''}，{measure.detail or ''}"


def _everywhere(brief: Brief) -> frozenset[str]:
    """Pairs of characters that tie nothing in this brief to anything: of its title and place, or said over and over.

    What only one point says over and over (村医) is what that point is about.
    """
    named = f"{brief.title.text}，{brief.meeting.name or ''}，{brief.place or ''}"
    texts = [pairs(measure_text(measure)) for point in brief.points for measure in point.measures]
    texts += [pairs(pair.text.text) for pair in (*brief.review.problems, *brief.review.opportunities)]
    counted = Counter(pair for text in texts for pair in text)
    points = Counter(
        pair
        for point in brief.points
        for pair in frozenset().union(*(pairs(measure_text(measure)) for measure in point.measures))
    )
    one = 1 if len(brief.points) > 1 else 0
    return pairs(named) | {pair for pair, count in counted.items() if count >= _MANY and points[pair] != one}


def _likeness(
    problem: str, measure: str, topic: str, bank: Bank, ordinary: frozenset[str], known: frozenset[str]
) -> float:
    """Weight of the words a problem and a measure share; more where its 主题 names it, or both are of one 事项.

    `known` holds, beside what is `ordinary`, the words for whom a text is about (谁词): they tell less.
    """
    quoted = _same_quote(problem, measure)
    problem, measure = _COUNT.sub("，", problem), _COUNT.sub("，", measure)
    last = re.split("[，；,;]", problem)[-1]  # what is wrong stands at the end: 医养结合床位只有310张
    weight = shared(problem, measure, known) + shared(last, measure, known) / 2
    if weight < _ENOUGH:  # whom both are about, if there is nothing else
        weight = max(weight, min(_ENOUGH, shared(problem, measure, ordinary)))
    weight += _COUNTED * len(_telling(problem, measure))
    if weight:
        weight += shared(problem, topic, ordinary) / 2
    if _cures(problem, measure):
        weight += _CURE
    if quoted:
        weight += _SAME
    if weight and weight < _SAME:
        task = bank.task_of((measure,), "做法")
        if task and task == bank.task_of((problem,), "做法"):
            return weight + _SAME
    return weight


def _same_quote(problem: str, measure: str) -> bool:
    """Whether both have the same name in quotes, or one within the other: “高效办成一件事”, 11个“一件事”."""
    ones, others = (
        [name for found in QUOTED.findall(text) if len(name := found.strip("“”")) >= _QUOTE]
        for text in (problem, measure)
    )
    return any(one in other or other in one for one in ones for other in others)


def _cures(problem: str, measure: str) -> bool:
    """Whether a measure is said as one says what helps against such a problem: 订单班 against 招工难 (对症词)."""
    return any(
        any(word in problem for word in pair["病"]) and any(word in measure for word in pair["药"])
        for pair in word_lists()["对症词"]
    )


def amounts_of(text: str) -> set[str]:
    """Numbers of a text, each with the first character of its unit: 6月, 37户, 8万亩."""
    return set(AMOUNT.findall(text))


def _telling(one: str, other: str) -> set[str]:
    """Amounts two texts share that are not of any few: 37宗, 5.2万亩, but not 5家, which may be other five."""
    return {found for found in amounts_of(one) & amounts_of(other) if not _FEW.fullmatch(found)}


def _names(problem: str, measure: str) -> bool:
    """Whether a measure names a thing itself: 用好23处闲置校舍 of 闲置村小校舍23处."""
    if _telling(problem, measure):
        return True
    parts = (problem[at : at + _NAME] for at in range(len(problem) - _NAME + 1))
    return any(run in measure and _HAN.fullmatch(run) for run in parts)


def _surely(problem: str, measure: str, ordinary: frozenset[str]) -> bool:
    """Whether two texts share more than one name: 民办机构 alone may be of two matters."""
    if _telling(problem, measure):
        return True
    runs = common_runs(problem, measure, ordinary)
    return len(runs) > 1 or any(len(run) >= _NAMED_ALL for run in runs)


def common_runs(one: str, other: str, ordinary: frozenset[str]) -> list[str]:
    """What two texts both hold, two characters and more, the longest first, none within another."""
    runs, rest = [], one
    for length in range(min(len(one), len(other)), 1, -1):
        for at in range(len(rest) - length + 1):
            run = rest[at : at + length]
            if run in other and _HAN.fullmatch(run) and run not in ordinary:
                runs.append(run)
                rest = rest.replace(run, "，" * length)
    return runs


def _nearness(text: str, point: Point, bank: Bank, ordinary: frozenset[str]) -> float:
    topic = bank.topic(point.topic.text)
    known = sum(1.0 for word in topic.words if word in text) if topic else 0.0  # a topic is wider than a point
    said = "，".join(
        str(fact)
        for fact in (point.topic, point.why, point.goal, *(x for m in point.measures for x in (m.point, m.detail)))
        if fact
    )
    counted = _COUNTED * len(_telling(text, said))  # 63个问题 belong where the 63个 are put right
    return known + counted + shared(_COUNT.sub("，", text), _COUNT.sub("，", said), ordinary)
