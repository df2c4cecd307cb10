"""形势回顾: what both of its parts, what was achieved and what it opens, put their sentences into the draft with."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.writing.compare import Sum
from drafter.writing.loom import Loom
from drafter.writing.want import NEEDED, Want

SLOT = "situation_review"


@dataclass
class ReviewWeaver:
    """A part of weaving whose places are named 形势.总说 and so on."""

    draft: Loom

    def _add(self, key: str, move: str, roles: tuple[str, ...], **more: object) -> Want:
        return self.draft.add(Want(f"形势.{key}", SLOT, move, roles, **more))  # type: ignore[arg-type]

    def _sum(self, key: str, move: str, found: Sum, rank: int = 0) -> Want:
        """A sum of the brief's figures, right behind them."""
        return self._add(key, move, (found.role,), needs=found.needs, tier=NEEDED, rank=rank)
