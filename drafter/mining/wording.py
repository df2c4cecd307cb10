"""Word lists of mining: phrasebanks/mining_words.yaml, held_words.yaml, levels.yaml and topics.yaml, compiled."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from drafter import files
from drafter.errors import InvalidFile, Problem, suggestion
from drafter.mining.held import COMMON, Held, held
from drafter.pieces import Lookup
from drafter.speech import SLOTS

LEVELS = "省市区县镇乡村"
_OVER_COUNTIES, _OVER_TOWNS = ("省", "市"), ("市", "区", "县")
_LISTS = ("常用话", "不计", "一般话", "事物", "怎么办")  # of held_words.yaml, words apart from kinds
_DEMAND = "(?<![主重首需只纲紧险必])要(?![求素点件做义])"


@dataclass(frozen=True, eq=False)
class Wording:
    """What turns a sentence of a speech into a phrase, or holds it back."""

    templates: tuple[tuple[str, str], ...]  # form at county level → variable
    below: tuple[tuple[str, str], ...]  # what the level below is called → variable
    forms: dict[str, dict[str, str]]  # level → variable → form (levels.yaml)
    period: re.Pattern[str]
    loose: re.Pattern[str]  # sentence heads that can go
    leans: re.Pattern[str]  # sentence heads that need the sentence before
    points: re.Pattern[str]  # words that point to something said elsewhere
    leads: tuple[str, ...]  # sentence ends that need the sentence after
    above: re.Pattern[str]  # words of higher levels: what they did is a fact
    not_above: re.Pattern[str]  # what only holds such a word
    own: re.Pattern[str]  # words of one level for which there is no variable
    claims: re.Pattern[str]  # in a review: what is said of one place
    general: re.Pattern[str]  # in a review: what may be said of any place
    chances: re.Pattern[str]  # in an outlook: what may be said of any time
    addressed: re.Pattern[str]  # what a salutation may say to anybody
    linked: re.Pattern[str]  # what links the gaps of a heading
    times: re.Pattern[str]  # sentence heads that tell of the time of the speech
    results: re.Pattern[str]  # words that report what was achieved
    demands: re.Pattern[str]  # words that make a sentence a demand, not a statement
    commits: re.Pattern[str]
    broken: re.Pattern[str]
    no_topic: re.Pattern[str]  # what holds a topic word by chance
    topics: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]  # topic → (name and aliases, words)
    held: Held  # held_words.yaml

    @cached_property
    def variables(self) -> Callable[[str], tuple[re.Pattern[str], dict[str, str]]]:
        """Level words of a speech of one level: pattern, and word → variable."""
        return cache(self._variables)

    def _variables(self, level: str) -> tuple[re.Pattern[str], dict[str, str]]:
        words = {form.replace("县", level): name for form, name in self.templates} if level in LEVELS else {}
        for name, form in self.forms.get(level, {}).items():
            if form:  # some levels have no word for it
                words.setdefault(form, name)
        for form, name in self.below:
            if level in (_OVER_COUNTIES if "县" in form else _OVER_TOWNS):
                words.setdefault(form, name)
        return re.compile(f"(?:{alternatives(words).pattern})(?![域级直里城乡长]|政府|党委)"), words

    @cached_property
    def topics_of(self) -> Callable[[str], tuple[str, ...]]:
        """Topics a text is about, at most two: those whose words it holds most; one weak word is too little."""
        return lru_cache(maxsize=4096)(self._topics_of)

    def _topics_of(self, text: str) -> tuple[str, ...]:
        text = self.no_topic.sub("　", text)
        scores: Counter[str] = Counter()
        named = set()
        for words in self._topic_words.found(text):
            for word, topic, weight in words:
                if word not in text:
                    continue
                if weight is None:
                    named.add(topic)
                else:
                    scores[topic] += weight
        for topic in named:
            scores[topic] += 5
        best = max(scores.values(), default=0)
        found = {topic for topic, score in scores.items() if score == best} if best > 1 else set()
        return tuple([topic for topic in self.topics if topic in found]) if 1 <= len(found) <= 2 else ()

    @cached_property
    def _topic_words(self) -> Lookup[list[tuple[str, str, int | None]]]:
        """Words of topics by their head: the word, its topic, its weight; None: it names the topic."""
        heads: dict[str, list[tuple[str, str, int | None]]] = defaultdict(list)
        for topic, (names, words) in self.topics.items():
            for word, weight in [*((name, None) for name in names), *((word, _weight(word, topic)) for word in words)]:
                heads[word[:2]].append((word, topic, weight))
        return Lookup(heads)


def _weight(word: str, topic: str) -> int:
    return 2 if word in topic else len(word) - 1


def wording(folder: Path | None = None) -> Wording:
    """The shipped lists, with those of a folder over them: words add to a list, a name replaces the same name.

    Raises:
        InvalidFile: mining_words.yaml, held_words.yaml or topics.yaml of the folder is no YAML, or has an unknown key.
    """
    shipped = files.shipped("phrasebanks")
    if folder is None or files.same(folder, shipped):
        return _shipped()
    data, topics = _read(folder, "mining_words"), _read(folder, "topics").get("主题") or {}
    held_back = _read(folder, "held_words")
    if not data and not topics and not held_back:
        return _shipped()
    return _compiled(
        _words_added(_read(shipped, "mining_words"), data, folder),
        _topics_over(shipped, topics),
        _kinds_added(_read(shipped, "held_words"), held_back, folder),
    )


@cache
def _shipped() -> Wording:
    shipped = files.shipped("phrasebanks")
    return _compiled(
        _read(shipped, "mining_words"), _read(shipped, "topics").get("主题", {}), _read(shipped, "held_words")
    )


def _words_added(below: dict[str, Any], above: dict[str, Any], folder: Path) -> dict[str, Any]:
    data, problems = dict(below), []
    for key, words in above.items():
        if key not in below:
            problems.append(f"没有「{key}」这个键{suggestion(str(key), below)}")
        elif isinstance(words, dict) and isinstance(below[key], dict):
            data[key] = below[key] | {name: str(text) for name, text in words.items()}
        elif isinstance(words, str) and isinstance(below[key], str):
            data[key] = f"{below[key]} {words}"
        else:
            problems.append(f"「{key}」的写法不对：照自带的 mining_words.yaml，词语以空格分开")
    if problems:
        path = str(folder / "mining_words.yaml")
        raise InvalidFile([Problem(path, 0, "", message) for message in problems])
    return data


def _kinds_added(below: dict[str, Any], above: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The lists of held_words.yaml with the words of a folder's own file added; a kind of one's own needs its 因."""
    kinds = dict(below["种类"])
    problems = [f"没有「{key}」这个键{suggestion(str(key), below)}" for key in above if key not in below]
    for name, kind in (above.get("种类") or {}).items():
        shipped = kinds.get(name, {})
        if not isinstance(kind, dict) or not (shipped or kind.get("因")):
            problems.append(f"「{name}」的写法不对：照自带的 held_words.yaml，写“因”和“词”")
            continue
        kinds[name] = shipped | {"因": kind.get("因", shipped.get("因"))}
        added = [key for key in ("词", "不算", "先行") if key in kind]
        kinds[name] |= {key: f"{shipped.get(key, '')} {kind[key]}" for key in added}
    if problems:
        path = str(folder / "held_words.yaml")
        raise InvalidFile([Problem(path, 0, "", message) for message in problems])
    return {"种类": kinds} | {key: f"{below[key]} {above.get(key, '')}" for key in _LISTS}


def _topics_over(shipped: Path, above: Any) -> dict[str, Any]:
    """Topics by name; how a topic is written is checked where the bank is read."""
    topics: dict[str, Any] = _read(shipped, "topics").get("主题", {})
    if not isinstance(above, dict):
        return topics
    return topics | {str(name): content for name, content in above.items() if isinstance(content, dict)}


def _compiled(data: dict[str, Any], topics: dict[str, Any], kinds: dict[str, Any]) -> Wording:
    levels = _read(files.shipped("phrasebanks"), "levels").get("层级", {})
    return Wording(
        templates=tuple((form, name) for name, text in data["层级词"].items() for form in text.split()),
        below=tuple((form, name) for name, text in data["下级词"].items() for form in text.split()),
        forms={level: {name: str(form) for name, form in forms.items()} for level, forms in levels.items()},
        period=re.compile(f"(?:{'|'.join(_longest_first(data['时段'].split()))})(?=，)"),
        loose=alternatives(data["可去"].split()),
        leans=re.compile(
            f"(?!{alternatives(data['承上例外'].split()).pattern})(?:{alternatives(data['承上'].split()).pattern})"
        ),
        points=alternatives(data["指代"].split()),
        leads=tuple(data["引下"].split()),
        above=alternatives(data["上级"].split()),
        not_above=alternatives(data["上级不算"].split()),
        own=alternatives(data["本级"].split()),
        claims=re.compile(f"(?:{alternatives(data['情况词'].split()).pattern})(?!战线)"),
        general=alternatives(data["总说词"].split()),
        chances=alternatives(data["形势总说"].split()),
        addressed=alternatives(data["称谓词"].split()),
        linked=alternatives(data["标题连词"].split()),
        times=alternatives(data["形势"].split()),
        results=alternatives(data["战绩"].split()),
        demands=re.compile(f"{_DEMAND}|{alternatives(data['要求词'].split()).pattern}"),
        no_topic=alternatives(data["主题不算"].split()),
        commits=alternatives(data["承诺"].split()),
        broken=alternatives(data["残句"].split()),
        topics={
            topic: ((topic, *(content.get("别名") or ())), tuple(content.get("词") or ()))
            for topic, content in topics.items()
        },
        held=held(
            kinds,
            files.read_text(files.shipped("phrasebanks") / COMMON).text,
            {chinese: move for _, moves in SLOTS.values() for move, chinese in moves.items()},
            [
                word
                for topic, content in topics.items()
                for word in (topic, *(content.get("别名") or ()), *(content.get("词") or ()))
            ],
        ),
    )


def alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, the longest first; no words: never matches."""
    return re.compile("|".join(map(re.escape, _longest_first(words))) or r"(?!)")


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _read(folder: Path, name: str) -> dict[str, Any]:
    """A file of word lists; one that is not there holds nothing."""
    import yaml

    path = folder / f"{name}.yaml"
    if not path.is_file():
        return {}
    try:
        data = yaml.load(files.read_text(path).text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InvalidFile([Problem(str(path), mark.line + 1 if mark else 0, "", "不是合格的 YAML")]) from None
    if not isinstance(data, dict):
        raise InvalidFile([Problem(str(path), 1, "", "最外层应当是“键: 值”，每个键一行")])
    return data
