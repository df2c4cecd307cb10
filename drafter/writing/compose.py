"""Brief + Bank + outline → Speech: the whole draft as one solution."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from drafter import files, level, numbering
from drafter.bank import Bank, Topic
from drafter.brief import Brief
from drafter.errors import InvalidFile, Problem, suggestion
from drafter.segment import split_sentences
from drafter.speech import Block, Origin, Sentence, Span, Speech
from drafter.writing import forms, occasions, outline
from drafter.writing.choose import Chooser, Setting, rendered, solve, tie
from drafter.writing.headings import choose_headings
from drafter.writing.loops import Loops, match
from drafter.writing.plan import Plan, PointHeading, Request
from drafter.writing.want import Bound, Filled, Passage, Want
from drafter.writing.weave import Weaver

LONGEST = 80  # characters of a sentence that can still be read in one breath
TOLERANCE = 0.03  # of 篇幅, either side
_CONFIRM = "这句设了新的要求（{}），简报里没有：请核实，不需要就删去"


@dataclass(frozen=True)
class Draft:
    """A composed speech and what the clerk should know of it."""

    speech: Speech
    outline: str
    seed: int
    target: int | None
    short_of: int  # characters missing to the target; negative: too many; 0: reached, or no target
    loops: Loops
    unused: tuple[str, ...] = ()  # facts of the brief for which the outline has no place
    long: tuple[str, ...] = ()  # sentences over LONGEST because a value of the brief makes them so
    used: frozenset[str] = frozenset()  # ids of the phrases that stand in it, the heading mould included
    holes: tuple[tuple[str, str], ...] = field(default_factory=tuple)  # (brief key, text) in order of appearance


def default_seed(brief: Brief) -> int:
    """种子 of the brief, else a number from 标题 alone."""
    return brief.seed if brief.seed is not None else tie("标题", brief.title.text) % 1_000_000


def compose(brief: Brief, bank: Bank, outline_file: Path, seed: int, avoid: frozenset[str] = frozenset()) -> Draft:
    """Write the draft.

    Args:
        brief: valid.
        bank: with at least one usable phrase.
        outline_file: the outline.
        seed: breaks ties, nothing else.
        avoid: ids of phrases an earlier variant used.

    Raises:
        InvalidFile: the outline cannot be used.
    """
    plan = outline.render(outline_file, brief)
    _check_roles(plan, bank, outline_file)
    matching = _matching()
    ordinary = frozenset(matching["常见词"])
    topics = tuple(_topic(point.topic.text, bank, level.level_of(brief)) for point in brief.points)
    loops = match(brief, bank, ordinary)
    headings = choose_headings(brief, bank, _entitled(brief, topics, matching), seed, avoid, _spoken(plan))
    neutral = _neutral(brief)
    weaver = Weaver(
        brief,
        bank,
        loops,
        headings.headings,
        topics,
        tuple(matching["无主语动词"]),
        tuple(matching["动词指标"]),
        neutral,
    )
    passages = weaver.weave(plan)
    if not passages:
        raise InvalidFile([Problem(str(outline_file), 0, "", "提纲什么也没有写出来")])
    wants = [want for passage in passages for want in passage.wants]
    setting = _setting(brief, seed, plan.tone)
    chooser = Chooser(
        bank, setting, neutral, ordinary, tuple(matching["承上词"]), _unsaid(brief, plan, matching), avoid=avoid
    )
    chooser.own = frozenset(matching["自己的话"].get(setting.tone, ()))
    solve(wants, chooser, brief.length)
    _in_bank_order(wants, chooser.filled)
    blocks = _blocks(passages, chooser.filled, chooser)
    speech = Speech(brief.title.text, _byline(brief), _salutation(brief, bank), tuple(blocks))
    return _checked(
        brief,
        Draft(
            speech,
            plan.name,
            seed,
            brief.length,
            _missed(brief.length, speech.characters),
            loops,
            used=frozenset(chooser.used | ({headings.mould.id} if headings.mould else set())),
        ),
    )


def _missed(target: int | None, characters: int) -> int:
    """Characters that a draft is short of its target (negative: over it); 0: within TOLERANCE, or no target."""
    if target is None or abs(target - characters) <= TOLERANCE * target:
        return 0
    return target - characters


def _check_roles(plan: Plan, bank: Bank, file: Path) -> None:
    """Refuse a 作用 no phrase of the bank has: the place would stay empty without a word."""
    problems = []
    for paragraph in plan.paragraphs:
        for element in paragraph.elements:
            if isinstance(element, Request) and element.role:
                known = bank.roles(element.slot, element.move) - {""}
                if element.role not in known:
                    near = suggestion(element.role, known)
                    problems.append(Problem(str(file), 0, "", f"句库里没有作用「{element.role}」的句子{near}"))
    if problems:
        raise InvalidFile(problems)


def _topic(name: str, bank: Bank, level_name: str) -> Topic | None:
    """The topic of that name, if the bank has anything to say on it at this level."""
    topic = bank.topic(name)
    if not topic:
        return None
    said = bank.fitting("three_opinions", "measure", ("列项",), topic.name)
    return topic if any(topic.name in p.topics and (not p.levels or level_name in p.levels) for p in said) else None


def _entitled(brief: Brief, topics: tuple[Topic | None, ...], matching: dict[str, Any]) -> list[Topic]:
    """What each heading is made of; a topic the bank does not know by name gets verb and aim by its last word."""
    table: dict[str, dict[str, list[str]]] = matching["标题搭配"]
    found = []
    for point, topic in zip(brief.points, topics, strict=True):
        name = point.topic.text
        if topic and name in (topic.name, *topic.aliases):
            found.append(topic)
            continue
        tail = max((word for word in table if name.endswith(word)), key=len, default="其他")
        acts = tuple(verb + name for verb in table[tail]["动"])
        found.append(Topic(name, acts=acts, aims=tuple(table[tail]["目标"] + table["其他"]["目标"])))
    return found


def _spoken(plan: Plan) -> bool:
    """Whether the headings follow "一要", so that they must begin with a verb."""
    return any(
        isinstance(element, PointHeading) and element.run_in.endswith(("要", "是"))
        for paragraph in plan.paragraphs
        for element in paragraph.elements
    )


def _checked(brief: Brief, draft: Draft) -> Draft:
    """Add what can be told only from the finished text."""
    speech = draft.speech
    whole = speech.title + "\n" + "\n".join(speech.byline) + "\n" + "".join(s.text + "\n" for s in speech.sentences())
    flat = whole.replace("\n", "")
    unused = tuple(f"{fact.path}：{fact.text}" for fact in brief.facts() if fact.text.rstrip(forms.STOPS) not in flat)
    long = tuple(s.text for s in speech.sentences() if len(s.text) > LONGEST)
    holes = tuple(
        (span.origin.ref if span.origin else "", span.text)
        for sentence in speech.sentences()
        for span in sentence.spans
        if span.hole
    )
    return replace(draft, unused=unused, long=long, holes=holes)


def _unsaid(brief: Brief, plan: Plan, matching: dict[str, Any]) -> tuple[str, ...]:
    """Words that do not suit the speaker's level, and names of occasions this one is not."""
    occasion = "，".join((plan.name, occasions.named(brief), *(fact.text for fact in brief.meeting.agenda)))
    others = (word for word in matching["场合词"] if word not in occasion)
    return (*matching["层级不用"].get(level.level_of(brief), ()), *others)


def _setting(brief: Brief, seed: int, tone: str = "") -> Setting:
    day = brief.day.isoformat() if brief.day else ""
    seasons = {1: "年初", 2: "年初", 3: "年初", 6: "年中", 7: "年中", 8: "年中", 11: "年末", 12: "年末"}
    season = seasons.get(brief.day.month, "") if brief.day else ""
    return Setting(seed, tone or brief.tone, level.level_of(brief), level.rank_of(brief.post), season, day)


def _neutral(brief: Brief) -> dict[str, Bound]:
    """Words any phrase may hold: they follow 地区, 层级 and 日期 and state nothing new."""
    words = level.words(brief)
    place = brief.place
    bound: dict[str, Bound] = {}
    for name, word in words.items():
        if name == "地区" and place:
            bound[name] = (Span(word, Origin("brief", place.path)),)
        else:
            bound[name] = (Span(word, Origin("derived", f"层级与地区：{name}→{word}")),)
    if brief.post:
        behalf = level.on_behalf(brief)
        bound.pop("县委县政府", None)
        if behalf:
            bound["县委县政府"] = (Span(behalf, Origin("derived", f"讲话人：{brief.post}")),)
    if brief.day:
        origin = Origin("derived", f"日期：{brief.day.isoformat()}")
        bound["年份"] = (Span(f"{brief.day.year}年", origin),)
        bound["今年"] = (Span("今年", origin),)
        bound["去年"] = (Span("去年", origin),)
    return bound


def _byline(brief: Brief) -> tuple[str, ...]:
    """Speaker and （date）; a missing date is a visible gap."""
    lines = [brief.speaker.text] if brief.speaker else []
    if brief.day:
        lines.append(f"（{brief.day.year}年{brief.day.month}月{brief.day.day}日）")
    else:
        lines.append("（【待补：日期】）")
    return tuple(lines)


def _salutation(brief: Brief, bank: Bank) -> Sentence:
    """称谓 of the brief, else the one the occasion asks for."""
    if brief.salutation:
        text = brief.salutation.text
        mark = () if text[-1] in "：:！!" else (Span("："),)
        return Sentence((Span(text, Origin("brief", brief.salutation.path)), *mark), "opening", "salutation")
    fitting = [
        phrase
        for phrase in bank.of("opening", "salutation")
        if phrase.cues and any(cue in brief.title.text for cue in phrase.cues) and not phrase.source
    ]
    plain = [phrase for phrase in bank.of("opening", "salutation") if not phrase.cues]
    best = sorted(fitting, key=lambda p: -max(len(c) for c in p.cues if c in brief.title.text)) or plain
    if not best:
        return Sentence((Span("同志们："),), "opening", "salutation")
    return Sentence((Span(best[0].text, Origin("phrase", best[0].id)),), "opening", "salutation")


def _in_bank_order(wants: list[Want], filled: dict[int, Filled]) -> None:
    """Let the bank's items of one point follow one another as they stand in the bank: from first step to last.

    An item moves together with what was said about it.
    """
    groups: dict[str, list[Want]] = {}
    for want in wants:
        if want.bank_item and id(want) in filled:
            groups.setdefault(want.items or want.key.partition(".")[0], []).append(want)
    for items in groups.values():
        followers = {id(item): [want for want in wants if want.after is item] for item in items}
        told = [(filled[id(item)], [filled.get(id(want)) for want in followers[id(item)]]) for item in items]
        told.sort(key=lambda pair: (pair[0].phrase.file, pair[0].phrase.line) if pair[0].phrase else ("", 0))
        for item, (what, about) in zip(items, told, strict=True):
            filled[id(item)] = what
            for want, said in zip(followers[id(item)], about, strict=True):
                filled.pop(id(want), None)
                if said:
                    filled[id(want)] = said


def _blocks(passages: list[Passage], filled: dict[int, Filled], chooser: Chooser) -> list[Block]:
    """Paragraphs and headings from what was chosen; items get their numbers here, counts their words."""
    sizes: dict[str, int] = {}
    for passage in passages:
        for want in passage.wants:
            if want.heads and want.items and id(want) in filled:
                sizes[want.items] = sizes.get(want.items, 0) + 1
    blocks: list[Block] = []
    numbers: dict[str, int] = {}
    last = ""
    for passage in passages:
        sentences: list[Sentence] = []
        opening: Bound = ()
        for found in (filled[id(want)] for want in passage.wants if id(want) in filled):
            spans = _told(found, chooser, sizes)
            if found.want.heads and sizes.get(found.want.items, 0) > 1:
                number = _next_number(found.want, numbers)
                if found.want.style[0].isdigit() and not sentences and _has_head(found):
                    passage.run_in, passage.number = 3, number
                spans = (Span(number), *spans)
            spans, opening = (*opening, *spans), ()
            if found.want.leads_in:
                opening = spans
            elif spans:
                sentences += _sentences(found, spans, chooser)
        alone = passage.apart and sizes.get(f"{passage.section}.举措", 0) < 2
        if len(sentences) == 1 and alone and blocks and not blocks[-1].level and last == passage.section:
            blocks[-1] = replace(blocks[-1], sentences=(*blocks[-1].sentences, *sentences))
        elif sentences:
            blocks.append(Block(tuple(sentences), passage.level, passage.number, passage.run_in))
        last = passage.section
    return blocks


def _told(found: Filled, chooser: Chooser, sizes: dict[str, int]) -> Bound:
    """What a place says once it is known how many items there are."""
    want = found.want
    if want.counts and found.phrase:
        size = sizes[want.counts]
        want.needs = {"件数": forms.counted(size, "件", f"举措{size}条")}
        return rendered(found.phrase, chooser.neutral | want.may | want.needs)
    if want.heads and want.lead and sizes.get(want.items, 0) < 2:  # not numbered: its 要点 is no sentence of its own
        return (*want.lead[:-1], Span("方面，"), *found.spans[len(want.lead) :])
    return found.spans


def _has_head(found: Filled) -> bool:
    return bool(found.want.lead or (found.phrase and found.phrase.point))


def _next_number(want: Want, numbers: dict[str, int]) -> str:
    """Number of the next item of an enumeration, in the style its outline asked for with the first: "一是" "1."."""
    n = numbers[want.items] = numbers.get(want.items, 0) + 1
    if want.style[0].isdigit():
        return numbering.heading_number(3, n)
    if want.style.startswith(("（", "(")):
        return numbering.heading_number(2 if want.style[1:2] == "一" else 4, n)
    return numbering.item(n, "第" if want.style.startswith("第") else want.style[1:] or "是")


def _sentences(found: Filled, spans: Bound, chooser: Chooser) -> list[Sentence]:
    """What was chosen for one place, cut into sentences that keep their spans."""
    want, phrase = found.want, found.phrase
    notes: tuple[str, ...] = ()
    if phrase and phrase.commits:
        notes = (_CONFIRM.format("处罚、公示、通报、会议或时限"),)
    text = "".join(span.text for span in spans)
    parts = split_sentences(text) if want.move != "heading" or text.endswith("。") else (text,)
    values = chooser.neutral | want.may | want.needs
    others = tuple(
        "".join(span.text for span in rendered(other, values))
        for other in found.others
        if other.variables <= values.keys()
    )
    result = []
    for index, piece in enumerate(_cut(spans, [len(part) for part in parts])):
        last = index == len(parts) - 1
        result.append(Sentence(piece, want.slot, want.move, None, notes if last else (), others if last else ()))
    return result


def _cut(spans: Bound, lengths: list[int]) -> list[Bound]:
    """Spans regrouped into pieces of the given lengths."""
    pieces: list[Bound] = []
    rest = list(spans)
    for length in lengths:
        piece: list[Span] = []
        while length and rest:
            span = rest.pop(0)
            if len(span.text) > length and not span.hole:
                rest.insert(0, replace(span, text=span.text[length:]))
                span = replace(span, text=span.text[:length])
            piece.append(span)
            length -= min(length, len(span.text))
        pieces.append(tuple(piece))
    if rest and pieces:
        pieces[-1] = (*pieces[-1], *rest)
    return [piece for piece in pieces if piece]


def _matching() -> dict[str, Any]:
    """Word lists of matching: see the file."""
    import yaml

    path = files.shipped("phrasebanks") / "matching.yaml"
    data: dict[str, Any] = yaml.load(files.read_text(path).text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data
