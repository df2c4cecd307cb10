"""`drafter review --learn`: what a review says of the bank — new sentences, better wordings, phrases always struck."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import Any

from drafter import bank, files
from drafter.bank_file import PHRASE_KEYS
from drafter.jobs.review import Reviewed
from drafter.mining import ledger as ledgers
from drafter.mining import store
from drafter.mining.gathered import Gathered
from drafter.mining.generalize import Place, place_of
from drafter.mining.ledger import Ledger
from drafter.mining.merge import is_alike, shingles
from drafter.mining.mined import REVIEW, Mined
from drafter.mining.phrases import phrases
from drafter.mining.reworded import brief_reasons, reworded, settled
from drafter.mining.update import update
from drafter.mining.wording import wording
from drafter.phrase import Phrase, phrase_id
from drafter.reading import read
from drafter.record import record
from drafter.segment import split_sentences
from drafter.speech import SLOTS, Sentence
from drafter.word.compare import Now
from drafter.word.marks import marks
from drafter.word.together import together

STRUCK = 2  # in so many speeches, and kept in none, before a phrase is proposed for retirement
_SHORTEST_FACT = 3  # characters of a brief's value that cannot be there by chance


@record
class Learned:
    """A proposal for the bank; nothing is written yet."""

    folder: str
    before: dict[str, str]  # file name → text; of a new file: empty
    after: dict[str, str]  # files that change, the ledger among them
    new: int  # sentences a person wrote
    better: int  # phrases reworded
    retired: int
    dropped: int  # phrases struck in this speech
    left: tuple[str, ...]  # what is not proposed, and why

    @property
    def summary(self) -> str:
        """In one line; empty: nothing to learn."""
        counts = ((self.new, "新句"), (self.better, "改写"), (self.retired, "停用"))
        told = [f"{name}{count}条" for count, name in counts if count]
        if self.dropped:
            told.append(f"账本记下删去{self.dropped}句")
        return "，".join(told)

    @property
    def diff(self) -> str:
        """What would change in the files that people read."""
        lines: list[str] = []
        for name, text in self.after.items():
            if name != ledgers.NAME:
                path = str(Path(self.folder) / name)
                old = self.before.get(name, "").splitlines()
                lines += unified_diff(old, text.splitlines(), path, f"{path}（写入以后）", n=1, lineterm="")
        return "\n".join(lines)


def learn(found: Reviewed, path: Path, banks: Sequence[Path], folder: Path) -> Learned:
    """What the bank could learn from a review.

    Args:
        found: of the file.
        path: of the file.
        banks: folders drafts choose from.
        folder: the user's own bank, which may not be there yet.

    Raises:
        DrafterError: a bank file that cannot be read.
    """
    names = [f"{slot}.yaml" for slot in SLOTS] + [ledgers.NAME]
    before = {name: files.read_text(folder / name).text for name in names if files.what_is(folder / name)}
    ledger = ledgers.parse(before.get(ledgers.NAME, ""), str(folder / ledgers.NAME))
    others = [files.read_text(one).text for one in sorted(folder.glob("*.yaml")) if one.name not in names]
    return _Lesson(found, path, {one.id: one for one in bank.read(banks).phrases}, folder, before).learned(
        ledger, others
    )


def apply(learned: Learned) -> list[str]:
    """Write the proposal; gives the files written."""
    folder = Path(learned.folder)
    files.make_folder(folder)
    for name, text in learned.after.items():
        files.write_text(folder / name, text)
    return [str(folder / name) for name in learned.after]


class _Lesson:
    """One review beside one bank."""

    def __init__(
        self, found: Reviewed, path: Path, known: dict[str, Phrase], folder: Path, before: dict[str, str]
    ) -> None:
        self.found, self.path, self.known, self.folder, self.before = found, path, known, folder, before
        self.texts = {slot: before[f"{slot}.yaml"] for slot in SLOTS if f"{slot}.yaml" in before}
        spans = [span for one in found.written for said in one.block.sentences for span in said.spans]
        said = {span.text for span in spans if span.origin and span.origin.kind == "brief" and not span.hole}
        self.facts = sorted(text for text in said if len(text) >= _SHORTEST_FACT)
        self.left: list[str] = []

    def learned(self, ledger: Ledger, others: Sequence[str]) -> Learned:
        struck, kept = self.judged()
        speech = self.fingerprint()
        ledger = ledger.with_judged(struck, kept, speech)
        better = self.better()
        retired = self.retired(ledger, struck)
        with files.scratch() as scratch:
            gathered = Gathered(scratch, self.fresh())
            result = update(gathered, self.texts, ledger, others=others, path=str(self.folder))
        after = {slot: result.texts.get(slot, text) for slot, text in self.texts.items()} | result.texts
        named = {f"{slot}.yaml": text for slot, text in after.items()}
        if struck or result.added or better or retired:
            named[ledgers.NAME] = ledgers.dump(result.ledger)
        changed = {name: text for name, text in named.items() if text != self.before.get(name, "")}
        counts = len(result.added), better, retired, len(struck) if ledgers.NAME in changed else 0
        return Learned(str(self.folder), self.before, changed, *counts, tuple(self.left))

    def fingerprint(self) -> str:
        """One speech, however often it goes to and fro."""
        title = next((one.block.text for one in self.found.written if one.role == "title"), self.found.path)
        return hashlib.sha256(title.encode("utf-8", "surrogatepass")).hexdigest()[:8]

    def judged(self) -> tuple[set[str], set[str]]:
        """Ids of phrases that were struck, and of those that stayed."""
        found = self.found
        gone = {index for choice in found.choices for index in choice.sentences}
        joined = {at for group in together(found.sentences) if len(group) > 1 for at in group}
        struck: set[str] = set()
        kept: set[str] = set()
        for index, now in enumerate(found.sentences):
            if now.written:
                out = index in gone or (now.state == "deleted" and index not in joined) or _is_option(now)
                (struck if out else kept).update(_ids(now.written))
        return struck - kept, kept

    # ---- better wordings

    def better(self) -> int:
        """Put reworded phrases into the texts; gives how many."""
        place, count = self.place(), 0
        for phrase, pieces in self.changed():
            text = reworded(phrase.text, pieces)
            if not text or text == phrase.text:
                continue
            general, reasons = settled(text, phrase.text, place, self.facts)
            if not any(is_alike(shingles(general), shingles(one.text)) for one in self.rivals(phrase)):
                count += self.put(phrase, general, reasons)
        return count

    def rivals(self, phrase: Phrase) -> Iterator[Phrase]:
        """Other phrases that may say the same already."""
        return (one for one in self.known.values() if one.move == phrase.move and one.id != phrase.id)

    def place(self) -> Place:
        """Whose speech it was, by its words and by what the brief called the place."""
        reading = read("\n".join(self.found.returned.lines), self.path.name)
        return place_of(reading.speech, wording(), self.name())

    def name(self) -> str:
        """地区 of the brief; empty: it gave none."""
        return str((self.found.given or {}).get("place", ""))

    def changed(self) -> Iterator[tuple[Phrase, list[tuple[str, str]]]]:
        """Phrases of which something was reworded, with the stretches of their sentences."""
        sentences = {id(now.written): now for now in self.found.sentences if now.written}
        for paragraph in self.found.written:
            groups: dict[str, list[Now]] = {}
            for one in paragraph.block.sentences:
                for key in _ids(one):
                    groups.setdefault(key, []).append(sentences[id(one)])
            for key, group in groups.items():
                phrase = self.known.get(key)
                states = {now.state for now in group}
                if phrase and phrase.move != "heading" and "changed" in states and not any(map(_is_option, group)):
                    both = [(now.written.text if now.written else "", now.text) for now in group]
                    yield phrase, [(mark.old, mark.new) for old, new in both for mark in marks(old, new)]

    def put(self, phrase: Phrase, text: str, reasons: Sequence[str]) -> bool:
        """Put one reworded phrase into its file; a person's own entry stays as it is, the new wording beside it."""
        entry: dict[str, object] = {"句": text, **_keys(phrase)}
        entry["备注"] = f"照 {self.path.name} 的改法；原句：{phrase.text}"
        if wording().commits.search(text):
            entry["承诺"] = True
        if reasons or self.is_own(phrase):
            entry["id"] = phrase_id(phrase.slot, text)
        if entry["id"] in self.known and entry["id"] != phrase.id:
            return False
        if reasons:
            entry |= {"状态": REVIEW, "备注": "；".join([*reasons, str(entry["备注"])])}
        self.add(phrase, entry)
        return True

    def add(self, phrase: Phrase, entry: store.Entry) -> None:
        """Add an entry beside those of a phrase's move."""
        text, file = self.texts.get(phrase.slot, ""), str(self.folder / f"{phrase.slot}.yaml")
        self.texts[phrase.slot] = store.with_entries(text, phrase.slot, {phrase.move: [entry]}, file)

    def is_own(self, phrase: Phrase) -> bool:
        """Whether a phrase stands in the user's bank."""
        return Path(phrase.file).parent.resolve() == self.folder.resolve()

    # ---- phrases that are always struck

    def retired(self, ledger: Ledger, struck: set[str]) -> int:
        """Retire what was struck in STRUCK speeches and kept in none; gives how many."""
        count = 0
        for key in sorted(struck):
            judged, phrase = ledger.judged[key], self.known.get(key)
            if phrase is None or not phrase.usable or judged.kept or len(judged.struck) < STRUCK:
                continue
            why = f"在{len(judged.struck)}篇里都被删去，一次没留"
            if self.is_own(phrase):
                left = f"这句{why}；是自己句库里的，请自己定要不要停用：{phrase.text}"
                self.left.append(f"{phrase.file}:{phrase.line}: {left}")
                continue
            self.add(phrase, {"id": key, "状态": "停用", "备注": f"{why}；原句：{phrase.text}"})
            count += 1
        return count

    # ---- new sentences

    def fresh(self) -> Iterator[Mined]:
        """Sentences a person wrote, as entries."""
        written = {"".join(now.text.split()) for now in self.found.sentences if now.state == "new"}
        reading = read("\n".join(self.found.returned.lines), self.path.name)
        sources = {
            f"{one.source.file}#{one.source.start}-{one.source.end}": one
            for one in reading.speech.sentences()
            if one.source and "".join(one.source.verbatim.split()) in written
        }
        for one in phrases(reading.speech, name=self.name()):
            if one.source in sources and one.move != "heading" and not self.is_known(one):
                yield replace(one, reasons=(*one.reasons, *brief_reasons(one.text, "", self.facts, one.reasons)))

    def is_known(self, one: Mined) -> bool:
        """Whether the bank says it already."""
        mine = shingles(one.text)
        return any(is_alike(mine, shingles(other.text)) for other in self.known.values() if other.move == one.move)


def _ids(sentence: Sentence) -> dict[str, None]:
    """Phrases a sentence was made of."""
    return {span.origin.ref: None for span in sentence.spans if span.origin and span.origin.kind == "phrase"}


def _is_option(now: Now) -> bool:
    """Whether a person put in one of the alternatives himself."""
    options = now.written.alternatives if now.written and now.state == "changed" else ()
    return now.text.strip() in {text.strip() for one in options for text in split_sentences(one)}


def _keys(phrase: Phrase) -> dict[str, Any]:
    """What an entry says of its phrase besides the words, in Chinese keys."""
    found: dict[str, Any] = {}
    for key, (_, name, _) in PHRASE_KEYS.items():
        value = getattr(phrase, name) if name else ""
        if value and key not in ("句", "出处", "状态"):
            found[key] = list(value) if isinstance(value, tuple) else value
    return found
