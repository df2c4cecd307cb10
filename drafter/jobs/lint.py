"""drafter bank lint: what in a bank a person should look at, each with file and line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from drafter import bank_file, brief_settings, files
from drafter.brief_keys import BRIEF
from drafter.errors import DrafterError, InvalidFile, Problem, suggestion
from drafter.facts import find_facts
from drafter.jobs import lint_cues, lint_tasks
from drafter.mining.merge import alike
from drafter.phrase import VARIABLE, Phrase, Term
from drafter.record import record
from drafter.speech import SLOTS
from drafter.task import Task
from drafter.variables import MEANINGS, PLACES, bound
from drafter.writing.outline import available

# Kinds of facts that tell whose speech a phrase comes from; a trade (蔬菜) does not, and eras are terms.yaml's.
_TELLING = ("mask", "quotation", "document", "date", "figure", "place", "organisation", "person")
_DATED = re.compile("[0-9０-９]|[零〇一二三四五六七八九十][年月日]")  # 年底 and 下半年 are said every year
_COUNTED = re.compile("[0-9０-９十百千万亿]")  # 一宗一宗 and 两头 tell of nobody
_ASKED = re.compile("作用 *= *[\"'“]([^\"'”]+)")
_SEE = "，有哪些见 drafter bank vars"
_SHOWN = 18


@record
class Entries:
    """A bank as its files stand, before one entry replaces another."""

    folders: tuple[Path, ...]
    texts: tuple[files.Text, ...]
    phrases: tuple[Phrase, ...]  # in force: later ones have replaced earlier ones of the same id
    topics: tuple[str, ...]
    terms: tuple[Term, ...]
    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...]  # what reading the files found

    @property
    def ready(self) -> list[Phrase]:
        """Phrases a draft may use."""
        return [phrase for phrase in self.phrases if phrase.usable]


def lint(folders: Sequence[Path], outlines: Sequence[Path] = (), day: str = "") -> list[Problem]:
    """Everything worth looking at, in order of file and line; empty: the bank is clean.

    Args:
        folders: of the bank, later ones lying over earlier ones.
        outlines: folders of outlines; a 作用 that one of them asks for is known.
        day: "2026-01-16": wordings out of their time on that day are found too; empty: they are not looked for.
    """
    entries = read(folders)
    asked = {role for path in available(outlines).values() for role in _ASKED.findall(files.read_text(path).text)}
    found = [
        *entries.problems,
        *(one for phrase in entries.phrases for one in _places(phrase, asked)),
        *(one for phrase in entries.phrases for one in _topics(phrase, entries.topics)),
        *(one for phrase in entries.ready for one in _facts(phrase)),
        *_near(entries.ready),
        *_empty(entries),
        *(_untimely(entries, day) if day else ()),
        *lint_tasks.misread(entries.tasks),
        *(one for text in entries.texts if Path(text.path).name == lint_cues.NAME for one in lint_cues.unmatched(text)),
    ]
    return sorted(set(found))


def day(typed: str) -> str:
    """A date as typed → "2026-01-16"; empty stays empty.

    Raises:
        DrafterError: no date.
    """
    if not typed:
        return ""
    try:
        key = next(key for key in BRIEF.keys if key.name == "日期")
        return brief_settings.day(typed, key).isoformat()
    except ValueError as error:
        raise DrafterError(f"--date: {error}") from None


def read(folders: Sequence[Path]) -> Entries:
    """Every file of a bank; what cannot be read is a problem, the rest is read all the same."""
    problems: list[Problem] = []
    texts: list[files.Text] = []
    phrases: dict[str, Phrase] = {}
    topics: dict[str, None] = {}
    terms: dict[str, Term] = {}
    tasks: dict[str, Task] = {}
    for folder in folders:
        own: dict[str, Phrase] = {}
        for path in sorted(folder.glob("*.yaml")):
            try:
                text = files.read_text(path)
            except InvalidFile as error:
                problems += error.problems
                continue
            texts.append(text)
            contents = bank_file.read(text, problems)
            for phrase in contents.phrases:
                if phrase.id in own:
                    problems.append(bank_file.twice(phrase, own[phrase.id]))
                own[phrase.id] = phrase
            topics.update(dict.fromkeys(topic.name for topic in contents.topics))
            terms.update((term.word, term) for term in contents.terms)
            replaced = {task.name for task in contents.tasks} & tasks.keys()
            phrases = {key: phrase for key, phrase in phrases.items() if phrase.task not in replaced}
            tasks.update((task.name, task) for task in contents.tasks)
        phrases.update(own)
    return Entries(
        tuple(folders),
        tuple(texts),
        tuple(phrases.values()),
        tuple(topics),
        tuple(terms.values()),
        tuple(task for task in tasks.values() if task.rules),
        tuple(problems),
    )


def _problem(phrase: Phrase, message: str) -> Problem:
    slot, moves = SLOTS[phrase.slot]
    return Problem(phrase.file, phrase.line, f"{slot}.{moves[phrase.move]}", message)


def _places(phrase: Phrase, asked: set[str]) -> Iterator[Problem]:
    """作用 nothing asks for; variables nobody knows, or that are not bound where the phrase stands."""
    roles = [role for role in PLACES[phrase.slot, phrase.move] if role]
    if phrase.role and phrase.role not in {*roles, *asked}:
        near = suggestion(phrase.role, roles) or f"；这里有 {'、'.join(roles) or '（无）'}"
        yield _problem(phrase, f"没有地方用作用「{phrase.role}」的句子{near}")
    known = bound(phrase.slot, phrase.move, phrase.role)
    for name in sorted(phrase.variables):
        if name not in MEANINGS:
            yield _problem(phrase, f"没有变量「{name}」{suggestion(name, MEANINGS) or _SEE}")
        elif phrase.usable and name not in known:
            yield _problem(phrase, f"变量「{name}」在这里没有值，这句永远用不上；用在哪里见 drafter bank vars")


def _topics(phrase: Phrase, topics: Sequence[str]) -> Iterator[Problem]:
    for name in phrase.topics:
        if name not in topics:
            yield _problem(phrase, f"topics.yaml 里没有主题「{name}」{suggestion(name, topics)}")


def _facts(phrase: Phrase) -> Iterator[Problem]:
    """Figures and names a phrase holds outside its variables: they would be said of another place."""
    parts = (VARIABLE.sub("　", phrase.text), phrase.point, *phrase.tails)
    leaked = [fact for part in parts for fact in find_facts(part) if fact.kind in _TELLING]
    leaked = [fact for fact in leaked if fact.kind != "figure" or _COUNTED.search(fact.text)]
    named = [f"{fact.name}「{fact.text}」" for fact in leaked if fact.kind != "date" or _DATED.search(fact.text)]
    if named:
        told = "、".join(dict.fromkeys(named))
        yield _problem(phrase, f"句子里有{told}，换一个地方就不对了；请改成变量或删去，拿不准就加 状态: 待审")


def _near(ready: Iterable[Phrase]) -> Iterator[Problem]:
    """Phrases of one move that say nearly the same, hold the same variables and may stand in one draft."""
    rows: dict[tuple[object, ...], list[Phrase]] = defaultdict(list)
    for phrase in ready:
        rows[phrase.slot, phrase.move, phrase.role, phrase.variables, frozenset(phrase.tones)].append(phrase)
    for row in rows.values():
        told: set[int] = set()
        for first, second in sorted(tuple(sorted(pair)) for pair in alike([phrase.text for phrase in row])):
            one, other = row[first], row[second]
            if second not in told and not _apart(one, other):
                told.add(second)
                yield _problem(other, f"与 {one.file}:{one.line} 几乎一样（{_short(one.text)}），留一条就够")


def _apart(one: Phrase, other: Phrase) -> bool:
    """Whether no draft can hold both: they are for different topics, levels or seasons."""
    limits = ((one.topics, other.topics), (one.levels, other.levels), (one.seasons, other.seasons))
    return any(ours and theirs and not set(ours) & set(theirs) for ours, theirs in limits)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _empty(entries: Entries) -> Iterator[Problem]:
    """Moves, and 作用 within a move, for which there is no usable phrase."""
    for (slot, move), roles in PLACES.items():
        of_move = [phrase for phrase in entries.phrases if (phrase.slot, phrase.move) == (slot, move)]
        ready = {phrase.role for phrase in of_move if phrase.usable}
        lacking = [role for role in roles if role and role not in ready and "" not in ready]
        if not roles or (ready and not lacking):
            continue
        where = "作用 " + "、".join(lacking) if ready else "这个语步"
        yield Problem(*_seat(entries, slot, move), SLOTS[slot][1][move], f"{where}没有可用的句子，写稿时这里会空着")


def _seat(entries: Entries, slot: str, move: str) -> tuple[str, int]:
    """File and line to point at for a move: its first entry, else the head of a file of its slot, else the folder."""
    of_slot = [phrase for phrase in entries.phrases if phrase.slot == slot]
    for phrase in of_slot:
        if phrase.move == move:
            return phrase.file, phrase.line
    return (of_slot[-1].file, 1) if of_slot else (str(entries.folders[-1]) if entries.folders else "", 0)


def _untimely(entries: Entries, day: str) -> Iterator[Problem]:
    """Wordings that may not be said on a day."""
    for phrase in entries.ready:
        for term in entries.terms:
            if term.word in phrase.text and not term.valid(day):
                early = term.start and day < term.start
                when = f"{term.start} 才有" if early else f"{term.end} 以后不用"
                instead = f"，改用{term.instead}" if term.instead else ""
                yield _problem(phrase, f"提法「{term.word}」{when}{instead}")
