"""drafter bank: what is in a bank — entries, search, counts, variables."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from drafter import bank, files
from drafter.bank import Bank, Phrase
from drafter.errors import DrafterError, suggestion
from drafter.mining import ledger
from drafter.phrase import NOT_USED
from drafter.record import record
from drafter.speech import SLOTS, move_name, slot_name
from drafter.variables import ANYWHERE, MEANINGS, places_of

READY = "可用"
STATUSES = (READY, *NOT_USED)
_POINT, _TOPIC, _CUE, _TEXT = 3.0, 3.0, 2.0, 1.0  # what a found word counts, by where it is found


@record
class Wanted:
    """Which entries to show; an empty value: any."""

    slot: str = ""  # key of speech.SLOTS
    move: str = ""  # key of its moves
    topic: str = ""
    status: str = ""  # one of STATUSES

    @staticmethod
    def of(known: Bank, slot: str, move: str, topic: str, status: str) -> Wanted:
        """What was asked for, in the words of the bank.

        Raises:
            DrafterError: no such slot, move, topic or status.
        """
        slots = [slot_name(slot)] if slot else list(SLOTS)
        if slot and not slots[0]:
            raise _unknown("槽位", slot, [chinese for chinese, _ in SLOTS.values()])
        found = [name for one in slots if (name := move_name(one, move))]
        if move and not found:
            raise _unknown("语步", move, [chinese for one in slots for chinese in SLOTS[one][1].values()])
        if status and status not in STATUSES:
            raise _unknown("状态", status, STATUSES)
        named = next((one.name for one in known.topics if topic in (one.name, *one.aliases)), "")
        if topic and not named:
            raise _unknown("主题", topic, [one.name for one in known.topics])
        return Wanted(slots[0] if slot else "", found[0] if move else "", named, status)

    def holds(self, phrase: Phrase) -> bool:
        """Whether an entry is one of them."""
        return (
            self.slot in ("", phrase.slot)
            and self.move in ("", phrase.move)
            and (not self.topic or self.topic in phrase.topics)
            and self.status in ("", status_of(phrase))
        )


def _unknown(what: str, word: str, known: Iterable[str]) -> DrafterError:
    names = list(dict.fromkeys(known))
    rest = f"现有：{'、'.join(names)}" if len(names) <= 24 else "有哪些见 drafter bank stats"
    return DrafterError(f"没有「{word}」这个{what}{suggestion(word, names) or '；'}{rest}")


def status_of(phrase: Phrase) -> str:
    """可用, 待审 or 停用."""
    return phrase.status or READY


def line(phrase: Phrase) -> str:
    """One entry: id, file and line, its words and where they belong, tabs between."""
    slot, moves = SLOTS[phrase.slot]
    about = "·".join(filter(None, (slot, moves[phrase.move], phrase.role)))
    told = "；".join(filter(None, (about, "、".join(phrase.topics), phrase.status)))
    text = f"{phrase.point}。{phrase.text}" if phrase.point else phrase.text
    return f"{phrase.id}\t{phrase.file}:{phrase.line}\t{text}　〔{told}〕"


def listed(known: Bank, wanted: Wanted) -> list[Phrase]:
    """Entries asked for, in the order of folders, files and lines."""
    return [phrase for phrase in known.phrases if wanted.holds(phrase)]


def search(known: Bank, words: Sequence[str]) -> list[Phrase]:
    """Entries that hold any of the words in 句, 要点, 主题 or 接, best first; what few entries hold counts more."""
    from drafter.words import content_words

    query = dict.fromkeys(word for typed in words for word in content_words(typed) or (typed.strip(),) if word)
    aliases = {topic.name: (topic.name, *topic.aliases) for topic in known.topics}
    phrases = [phrase for phrase in known.phrases if phrase.status != NOT_USED[1]]
    scores: dict[int, float] = {}
    for word in query:
        found = {index: share for index, phrase in enumerate(phrases) if (share := _share(phrase, word, aliases))}
        rare = math.log(1 + len(phrases) / max(1, len(found)))
        for index, share in found.items():
            scores[index] = scores.get(index, 0.0) + share * rare
    best = sorted(scores, key=lambda index: (-scores[index], not phrases[index].usable, index))
    return [phrases[index] for index in best]


def _share(phrase: Phrase, word: str, aliases: dict[str, tuple[str, ...]]) -> float:
    topics = (name for topic in phrase.topics for name in aliases.get(topic, (topic,)))
    return (
        _POINT * (word in phrase.point)
        + _TOPIC * any(word in name for name in topics)
        + _CUE * any(word in cue or cue in word for cue in phrase.cues)
        + _TEXT * (word in phrase.text)
    )


def seen(folders: Sequence[Path]) -> dict[str, int]:
    """In how many different speeches each mined phrase was found, from the ledgers beside the banks."""
    found: dict[str, int] = {}
    for folder in folders:
        path = folder / ledger.NAME
        if path.exists():
            found.update(ledger.parse(files.read_text(path).text, str(path)).seen)
    return found


def stats(known: Bank, found: dict[str, int]) -> Iterator[str]:
    """Counts as lines, tabs between the columns.

    Args:
        known: the bank.
        found: see `seen`.
    """
    phrases = known.phrases
    yield "一共\t" + "\t".join(("可用", "待审", "停用", "手写", "挖出"))
    yield f"{len(phrases)}句\t{_counts(phrases)}"
    yield "\n语步·作用\t可用\t待审\t停用\t手写\t挖出"
    for slot, (chinese, moves) in SLOTS.items():
        for move, name in moves.items():
            of_move = [phrase for phrase in phrases if (phrase.slot, phrase.move) == (slot, move)]
            yield f"{chinese}·{name}\t{_counts(of_move)}"
            for role in dict.fromkeys(phrase.role for phrase in of_move if phrase.role):
                yield f"　{role}\t{_counts([phrase for phrase in of_move if phrase.role == role])}"
    yield "\n主题\t可用\t待审\t停用\t手写\t挖出"
    for topic in sorted({topic.name for topic in known.topics} | {t for p in phrases for t in p.topics}):
        yield f"{topic}\t{_counts([phrase for phrase in phrases if topic in phrase.topics])}"
    yield "\n见于\t挖出"
    dispersion = Counter(found.get(phrase.id, 1) for phrase in phrases if phrase.source)
    for speeches, count in sorted(dispersion.items()):
        yield f"{speeches}篇\t{count}"


def _counts(phrases: Sequence[Phrase]) -> str:
    by_status = Counter(map(status_of, phrases))
    mined = sum(bool(phrase.source) for phrase in phrases)
    return "\t".join(map(str, (*(by_status[status] for status in STATUSES), len(phrases) - mined, mined)))


def variables(known: Bank) -> Iterator[str]:
    """Every variable as a line: what is written, what it means, in how many usable phrases, where it is bound."""
    used = Counter(name for phrase in known.phrases if phrase.usable for name in phrase.variables)
    for name, meaning in MEANINGS.items():
        places = "除标题外都可用" if name in ANYWHERE else "、".join(places_of(name))
        yield f"{{{{ {name} }}}}\t{meaning}\t{used[name]}句\t{places}".rstrip()


def opened(folders: Sequence[Path]) -> Bank:
    """The bank of the folders; one without any entry is an error here, one whose entries wait for a person is not.

    Raises:
        InvalidFile: every problem of every file at once.
        DrafterError: no entry at all.
    """
    known = bank.read(folders)
    if not known.phrases:
        names = "、".join(map(str, folders))
        raise DrafterError(f"{names}: 句库里还没有句子；先运行 drafter mine 旧稿文件夹")
    return known
