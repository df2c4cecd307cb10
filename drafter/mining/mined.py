"""What mining finds: a phrase to be, with the reasons that hold it back."""

from __future__ import annotations

from dataclasses import dataclass

REVIEW = "待审"


@dataclass(frozen=True, slots=True)
class Mined:
    """One entry for the bank."""

    id: str  # see bank.phrase_id; of the source sentence as it stands in the file
    slot: str
    move: str
    text: str  # generalised: holds {{ 变量 }}
    source: str  # "file.txt#120-180": the slice is the source sentence, white space aside
    speech: str  # fingerprint of the speech: `seen` counts different ones
    topics: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    commits: bool = False
    reasons: tuple[str, ...] = ()  # why a person must look first; empty: ready
    fills: tuple[tuple[str, ...], ...] = ()  # of a heading pattern: what each heading put into its variables

    @property
    def ready(self) -> bool:
        """Safe for every brief that binds its variables."""
        return not self.reasons

    @property
    def keys(self) -> dict[str, object]:
        """The entry as a bank file holds it: Chinese keys in the order they are written."""
        keys: dict[str, object] = {"句": self.text, "出处": self.source}
        optional = {
            "主题": list(self.topics),
            "层级": list(self.levels),
            "承诺": self.commits,
            "填": [list(fill) for fill in self.fills],
        }
        keys |= {key: value for key, value in optional.items() if value}
        keys["id"] = self.id
        if self.reasons:
            keys |= {"状态": REVIEW, "备注": "；".join(self.reasons)}
        return keys
