"""What kind of text it is: a speech, or why it is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.reading.cues import Cues
from drafter.reading.head import is_salutation, is_title
from drafter.speech import Speech

SPEECH = "speech"
MAX_SPEECH = 100_000  # characters; the longest government work reports hold under 40 000
_COUNT = "一二两三四五六七八九十"
_ANNOUNCED = re.compile(
    rf"([{_COUNT}]|1?[0-9０-９])(?:点(?:[^名题]|$)|个?方面|个问题|个部分|条(?:意见|要求|建议)|件事|项(?:工作|任务|要求)|(?<!一)句话)"
)
_SAYING = re.compile(
    "讲|谈|强调|提|说|送|归纳|交代|分[两二三四五六]个|汇报|表态|部署|要求|意见|发言|做好|抓好|做到|推进"
)
_THIRD_PERSON = re.compile(
    "出席(?:会议|活动)?并讲话|主持会议|会议(?:强调|指出|要求|认为)，|(?:他|她)(?:强调|指出|要求)"
)


def kind_of(text: str, speech: Speech, cues: Cues) -> str:
    """SPEECH, or the reason in Chinese why it is not one speech.

    Args:
        text: the whole text.
        speech: how it was read.
        cues: kinds and how they are recognised.
    """
    if not speech.blocks:
        return "没有正文"
    if len(text) > MAX_SPEECH:
        return "文字过长，不像一篇讲话"
    if _is_two(speech):
        return "两篇合在一起"
    if not is_title(speech.title):
        if other := _other_kind(text, speech, cues):
            return other
        if not _has_sentences(speech):
            return "没有成句的正文"
        if not _is_spoken(speech) and not any(map(text.__contains__, cues.voice)):
            return "没有对着听众说的话，不像讲话"
    return SPEECH


def _is_two(speech: Speech) -> bool:
    """A second title, or a second salutation with a colon and numbers that start again."""
    single = [block for block in speech.blocks[2:] if len(block.sentences) == 1]
    later = [block for block in single if not block.run_in and not block.number]
    titles = [block for block in later if is_title(block.text) and len(block.text) >= 8]
    again = [block for block in later if is_salutation(block.text) and block.text.endswith(("：", ":"))]
    starts = sum(block.number in ("一、", "（一）") and block.level <= 1 for block in speech.blocks)
    if titles:
        return bool(again or speech.title)
    return bool(again and speech.salutation and starts > 1)


def _other_kind(text: str, speech: Speech, cues: Cues) -> str:
    start, spoken = text[:3000], _is_spoken(speech)
    kinds = [kind for kind in cues.kinds if kind.sure or not spoken]
    titled = [kind for kind in kinds if speech.title and kind.title and kind.title.search(speech.title)]
    found = [*titled, *(kind for kind in kinds if kind.body and kind.body.search(start))]
    if found:
        return f"像是{found[0].name}，不是讲话"
    return "像是新闻，不是讲话" if not spoken and len(_THIRD_PERSON.findall(start)) >= 2 else ""


def _is_spoken(speech: Speech) -> bool:
    """Whether somebody speaks to people who are there."""
    if speech.salutation and not re.search("人民政府|办公室|局[，、：:]|委[，、：:]|单位", speech.salutation.text):
        return True
    return any(sentence.text.startswith(("同志们", "谢谢大家")) for sentence in speech.sentences())


def _has_sentences(speech: Speech) -> bool:
    """Whether most of the text is prose; a list or a poem is not."""
    body = [block.text for block in speech.blocks]
    if speech.salutation:
        return True
    prose = sum(len(one) for one in body if len(one) >= 30 and any(mark in one for mark in "。！？，,.!"))
    return prose > 0.4 * sum(len(one) for one in body)


def announced(sentences: Sequence[tuple[str, str]]) -> int:
    """Number of points announced; 0: none, or no number said.

    Args:
        sentences: (text, move) of the speech in order.
    """
    leads = [text for text, move in sentences if move == "lead_in"]
    for text in leads:
        if (found := _last_count(text)) and _SAYING.search(text):
            return found
    return 0


def _last_count(text: str) -> int:
    found = _ANNOUNCED.findall(text)
    if not found:
        return 0
    word = found[-1]
    if word.isdecimal():
        return int(word)
    return 2 if word == "两" else _COUNT.replace("两", "").index(word) + 1
