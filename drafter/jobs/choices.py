"""What a reviewer says in a comment: “用备选2” is an order, “备选2不好” is not. The words are in review_words.yaml."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from drafter import compiled, files
from drafter.record import record
from drafter.word.accepted import Choice
from drafter.word.comments import AUTHOR
from drafter.word.compare import Now
from drafter.word.threads import Comment, Place, Thread

_CLAUSES = re.compile("[，。；：！,.;:!～~\n]+")
_SPACE = re.compile(r"[\s“”\"'‘’「」【】（）()《》]+")


@cache
def words() -> dict[str, dict[str, str]]:
    """The sections of review_words.yaml that are tables."""
    data = compiled.lists(files.shipped("phrasebanks") / "review_words.yaml")
    return {
        name: {str(key): str(text) for key, text in data[name].items()} for name in ("数字", "格式", "页面", "部分")
    }


@cache
def _order() -> tuple[re.Pattern[str], dict[str, int]]:
    """What an order looks like, and the number each word for a number stands for."""
    data = compiled.lists(files.shipped("phrasebanks") / "review_words.yaml")
    names = ("开头的话", "选用", "单说", "备选", "序", "量词", "结尾的话")
    head, verb, alone, noun, place, counter, tail = (_either(str(data[name]).split()) for name in names)
    numbers = {said: int(number) for number, text in words()["数字"].items() for said in text.split()}
    n = _either(numbers)
    asked = (
        rf"{verb}?{noun}{place}?(?P<one>{n}){counter}?",
        rf"{verb}?{place}(?P<two>{n}){counter}?{noun}",
        rf"{alone}(?:(?P<three>{n})|{place}(?P<four>{n}){counter}?)",  # “选2个” chooses two, “改为2” is about a figure
    )
    return re.compile(rf"{head}*(?:{'|'.join(asked)}){tail}*"), numbers


def _either(said: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(one) for one in sorted(said, key=len, reverse=True))})"


def number_in(text: str) -> int | None:
    """Number of the alternative a text asks for, from 1; None: it asks for none. The last order counts."""
    pattern, numbers = _order()
    found = None
    for clause in _CLAUSES.split(text):
        said = pattern.fullmatch(_SPACE.sub("", clause))
        if said:
            found = numbers[next(filter(None, said.groups()))]
    return found


@record
class Outcome:
    """What becomes of an order."""

    number: int
    choice: Choice | None  # None: it cannot be followed, or need not be
    state: str  # in words, for the table
    done: bool = False  # whether the order is carried out, by us or by somebody before


@record
class Order:
    """Where an alternative was asked for, and what becomes of it."""

    comment: int  # which comment of the thread says so: the last that does
    outcome: Outcome


def orders(threads: Sequence[Thread], sentences: Sequence[Now], ours: Collection[str]) -> dict[int, Order]:
    """Orders by the position of their thread; where two ask for different alternatives of one sentence, neither counts.

    Args:
        threads: all comments.
        sentences: the accepted text as compared.
        ours: lines that drafter's own comments hold.
    """
    found: dict[int, Order] = {}
    for index, thread in enumerate(threads):
        numbers = [number_in(words_of(comment, ours)) for comment in thread.comments]
        last = max((at for at, number in enumerate(numbers) if number), default=-1)
        if last >= 0:
            found[index] = Order(last, outcome(numbers[last] or 0, thread, sentences))
    wanted: dict[tuple[int, ...], set[int]] = {}
    for order in found.values():
        if choice := order.outcome.choice:
            wanted.setdefault(choice.sentences, set()).add(choice.option + 1)
    for index, order in found.items():
        choice, number = order.outcome.choice, order.outcome.number
        if choice and len(wanted[choice.sentences]) > 1:
            said = "、".join(f"备选{one}" for one in sorted(wanted[choice.sentences]))
            found[index] = Order(order.comment, Outcome(number, None, f"备选{number}没有套用：{said}都有人要，请人定"))
    return found


def words_of(comment: Comment, ours: Collection[str]) -> str:
    """What a person said in a comment: of drafter's own comments, the lines that drafter did not write."""
    if comment.stamp.author != AUTHOR:
        return comment.text
    return "\n".join(line for line in comment.text.split("\n") if line.strip() not in ours)


def outcome(number: int, thread: Thread, sentences: Sequence[Now]) -> Outcome:
    """Which sentences an alternative replaces.

    Args:
        number: of the alternative, from 1.
        thread: where the order was given.
        sentences: the accepted text as compared.
    """
    name = f"备选{number}"
    places = {place: None for index in covered(thread, sentences) if (place := _place(index, sentences))}
    fitting = [place for place in places if len(_options(place, sentences)) >= number]
    if not places:
        return Outcome(number, None, f"{name}套不上：这里没有备选句，请人改")
    if not fitting:
        count = max(len(_options(place, sentences)) for place in places)
        return Outcome(number, None, f"{name}套不上：这一句只有{count}个备选，请人改")
    if len(fitting) > 1:
        return Outcome(number, None, f"{name}套不上：批注连着{len(fitting)}处有备选的句子，请人定是哪一句")
    return _settled(number, fitting[0], sentences)


def _settled(number: int, place: tuple[int, ...], sentences: Sequence[Now]) -> Outcome:
    name, option = f"备选{number}", _options(place, sentences)[number - 1].strip()
    if "".join(sentences[index].text for index in place).strip() == option:
        return Outcome(number, None, f"已是{name}", True)
    if any(sentences[index].state not in ("same", "moved") for index in place):
        return Outcome(number, None, f"{name}没有套用：这一句又有人改过，请人定")
    return Outcome(number, Choice(place, number - 1), f"套用{name}", True)


def _options(place: tuple[int, ...], sentences: Sequence[Now]) -> tuple[str, ...]:
    last = sentences[place[-1]].written
    return last.alternatives if last else ()


def covered(thread: Thread, sentences: Sequence[Now]) -> list[int]:
    """Positions of the sentences a comment is fixed to; one fixed to nothing is about what stands before it."""
    found, spot = [], -1
    for index, (start, end) in enumerate(spots(sentences)):
        if start < thread.end and thread.start < end:
            found.append(index)
        if start <= thread.start and start < end:
            spot = index
    return found or ([spot] if spot >= 0 and thread.fixed else [])


def spots(sentences: Sequence[Now]) -> list[tuple[Place, Place]]:
    """Where each sentence begins and ends: paragraph, characters before it; of a deleted one both are the same."""
    found: list[tuple[Place, Place]] = []
    paragraph = at = 0
    for now in sentences:
        if now.paragraph != paragraph:
            paragraph, at = now.paragraph, 0
        found.append(((paragraph, at), (paragraph, at + len(now.text))))
        at += len(now.text)
    return found


def _place(index: int, sentences: Sequence[Now]) -> tuple[int, ...]:
    """The sentences that one alternative replaces, the given one among them; empty: there is no alternative."""
    for last in range(index, min(index + 8, len(sentences))):
        old = sentences[last].written
        if old and old.options:
            first = last - old.replaces + 1
            whole = 0 <= first <= index and len({sentences[at].paragraph for at in range(first, last + 1)}) == 1
            return tuple(range(first, last + 1)) if whole else ()
    return ()
