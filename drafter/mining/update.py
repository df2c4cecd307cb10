"""What was found + the bank as it stands + the ledger → the bank and the ledger as they will be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from drafter.mining import store
from drafter.mining.gathered import Gathered
from drafter.mining.ledger import Ledger, Record, hash_of
from drafter.mining.merge import Group, merge
from drafter.mining.mined import Mined
from drafter.speech import SLOTS

_ID = re.compile(r"\bid\s*:\s*[\"']?([0-9a-f]{16})\b")


@dataclass(frozen=True, slots=True)
class Update:
    """The bank after mining. Files that do not change are not in `texts`."""

    texts: dict[str, str]  # slot → its file
    ledger: Ledger
    added: tuple[Mined, ...]
    improved: tuple[str, ...] = ()  # ids rewritten in place
    retired: tuple[str, ...] = ()  # ids taken out: their speech no longer gives them


def update(
    found: Gathered,
    texts: Mapping[str, str],
    ledger: Ledger,
    *,
    others: Iterable[str] = (),
    refresh: bool = False,
    path: str = "",
) -> Update:
    """Add what is new; with `refresh`, bring the machine's own entries up to date.

    Args:
        found: entries of all speeches, in any order; those of the ledger are put to them.
        texts: slot → bank file as it stands; a slot that is missing has no file.
        ledger: what was written before.
        others: further files of the bank, searched for ids only.
        refresh: rewrite entries that nobody changed and whose phrase came out differently; take out those whose
            speech was read again and no longer gives them.
        path: folder of the bank, for messages.

    Raises:
        DrafterError: a file that text cannot be added to.
    """
    new_texts, records = dict(texts), dict(ledger.records)
    improved: list[str] = []
    retired: list[str] = []
    if refresh:
        for slot in texts:
            file = f"{path}/{slot}.yaml"
            new_texts[slot] = _refreshed(texts[slot], file, found, records, improved, retired)
    taken = {id for text in (*new_texts.values(), *others) for id in _ID.findall(text)}
    owner = {alias: id for id, record in records.items() for alias in (id, *record.ids)}
    added: list[Mined] = []
    found.add(Ledger(records).known())
    for group in merge(found):
        known = next((owner[id] for id in group.ids if id in owner), "")
        if known:
            records[known] = _seen_again(records[known], group, owner)
        elif not taken.intersection(group.ids):
            added.append(group.kept)
            records[group.kept.id] = _record(group)
    for slot in SLOTS:
        entries: dict[str, list[store.Entry]] = {move: [] for move in SLOTS[slot][1]}
        for one in added:
            if one.slot == slot:
                entries[one.move].append(one.keys)
        new_texts[slot] = store.with_entries(new_texts.get(slot, ""), slot, entries, f"{path}/{slot}.yaml")
    changed = {slot: text for slot, text in new_texts.items() if text != texts.get(slot, "")}
    return Update(changed, replace(ledger, records=records), tuple(added), tuple(improved), tuple(retired))


def edited(texts: Iterable[str], ledger: Ledger) -> frozenset[str]:
    """Ids of mined phrases that a person changed or deleted."""
    untouched = {
        entry.id
        for text in texts
        for entry in store.standing(text, "")
        if entry.id in ledger.records and hash_of(entry.raw) == ledger.records[entry.id].hash
    }
    return frozenset(ledger.records.keys() - untouched)


def _record(group: Group) -> Record:
    kept = group.kept
    others = frozenset(group.ids) - {kept.id}
    return Record(
        kept.slot, kept.move, kept.text, kept.source, hash_of(store.written(kept.keys)), group.speeches - {""}, others
    )


def _seen_again(record: Record, group: Group, owner: dict[str, str]) -> Record:
    free = frozenset(id for id in group.ids if id not in owner)
    return replace(record, speeches=record.speeches | (group.speeches - {""}), ids=record.ids | free)


def _refreshed(
    text: str, file: str, found: Gathered, records: dict[str, Record], improved: list[str], retired: list[str]
) -> str:
    """The file with the machine's own entries brought up to date; `records` and the two lists follow."""
    read = found.files()
    for entry in reversed(store.standing(text, file)):
        record = records.get(entry.id)
        if not record or hash_of(entry.raw) != record.hash:
            continue
        now = found.with_id(entry.id)
        same = [one for one in now if one.source == record.source] or now
        if same and same[0].move != record.move:
            text = store.without(text, entry)
            del records[entry.id]  # it is added again where it belongs now
        elif same and store.written(same[0].keys) != entry.raw:
            one = same[0]
            text = store.replaced(text, entry, one.keys)
            hashed = hash_of(store.written(one.keys))
            records[one.id] = replace(record, move=one.move, text=one.text, source=one.source, hash=hashed)
            improved.append(one.id)
        elif not same and record.source.rpartition("#")[0] in read:
            text = store.without(text, entry)
            del records[entry.id]
            retired.append(entry.id)
    return text
