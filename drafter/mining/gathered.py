"""What was found in many speeches, kept outside memory until it is grouped."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from drafter.mining.mined import Mined

if TYPE_CHECKING:
    from sqlite3 import Connection

_PLACE = "file, at, text, speech"  # the order in which entries are looked at, whatever the order of files
_TABLES = """
CREATE TABLE found (slot TEXT, move TEXT, file BLOB, at INTEGER, text BLOB, speech TEXT, id TEXT, rest BLOB);
CREATE TABLE root (text BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID;
"""


class Gathered:
    """Entries in a scratch database (files.scratch): memory holds none of them, however many speeches are read."""

    def __init__(self, scratch: Connection, found: Iterable[Mined] = ()) -> None:
        """Begin with some entries."""
        self._db = scratch
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")  # never committed: nobody else reads it, and SQLite need not tidy up after each row
        self.add(found)

    def add(self, found: Iterable[Mined]) -> None:
        """Put entries to those that are there."""
        self._db.executemany("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_row, found))

    def ids(self) -> int:
        """How many different ids there are."""
        (count,) = self._db.execute("SELECT count(DISTINCT id) FROM found").fetchone()
        return int(count)

    def files(self) -> frozenset[str]:
        """Names of the files that gave something."""
        return frozenset(
            file.decode("utf-8", "surrogatepass") for (file,) in self._all("SELECT DISTINCT file FROM found")
        )

    def with_id(self, id: str) -> list[Mined]:
        """Entries of one id in the order of their places."""
        self._db.execute("CREATE INDEX IF NOT EXISTS by_id ON found (id)")
        return [_mined(row) for row in self._all(f"SELECT * FROM found WHERE id = ? ORDER BY {_PLACE}", id)]

    def moves(self) -> list[tuple[str, str]]:
        """Every slot and move there is an entry of, sorted."""
        self._db.execute("CREATE INDEX IF NOT EXISTS by_move ON found (slot, move)")
        return list(self._all("SELECT DISTINCT slot, move FROM found ORDER BY slot, move"))

    def texts(self, slot: str, move: str) -> list[str]:
        """Every text of a move once, in the order of the first place of each."""
        rows = self._all(f"SELECT text FROM found WHERE slot = ? AND move = ? ORDER BY {_PLACE}", slot, move)
        return list(dict.fromkeys(_text(text) for (text,) in rows))

    def grouped(self, slot: str, move: str, roots: Iterable[tuple[str, int]]) -> Iterator[tuple[int, Mined]]:
        """Entries of a move, each with its number, in order of number and place.

        Args:
            slot: key of speech.SLOTS.
            move: key of its moves.
            roots: every text of the move with its number.
        """
        self._db.execute("DELETE FROM root")
        self._db.executemany("INSERT INTO root VALUES (?, ?)", ((_bytes(text), number) for text, number in roots))
        query = f"""SELECT number, found.* FROM found CROSS JOIN root USING (text) WHERE slot = ? AND move = ?
            ORDER BY number, {_PLACE}"""
        return ((number, _mined(row)) for number, *row in self._all(query, slot, move))

    def _all(self, query: str, *values: str) -> Iterator[Any]:
        return iter(self._db.execute(query, values))


def place_in_files(source: str) -> tuple[str, int]:
    """File and offset of "file.txt#120-180"."""
    file, _, span = source.rpartition("#")
    return file, int(span.partition("-")[0] or 0)


def _row(one: Mined) -> tuple[Any, ...]:
    file, at = place_in_files(one.source)
    rest = marshal.dumps((one.source, one.topics, one.levels, one.commits, one.reasons, one.fills))
    return one.slot, one.move, _bytes(file), at, _bytes(one.text), one.speech, one.id, rest


def _mined(row: Any) -> Mined:
    slot, move, _, _, text, speech, id, rest = row
    source, topics, levels, commits, reasons, fills = marshal.loads(rest)  # written by this process, read by no other
    same = sys.intern(speech)  # of hundreds of phrases
    return Mined(id, slot, move, _text(text), source, same, topics, levels, commits, reasons, fills)


def _bytes(text: str) -> bytes:
    """As SQLite can hold and compare any name of a file, in the order of its characters."""
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
