import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from drafter.record import record


@record
class Mine:
    """A record with each kind of default."""

    name: str
    count: int = 1
    parts: list[str] = field(default_factory=list)

    @property
    def double(self) -> int:
        return 2 * self.count


@dataclass(frozen=True, slots=True)
class Standard:
    """What a record is measured by."""

    name: str
    count: int = 1
    parts: list[str] = field(default_factory=list)


def test_a_record_is_made_and_shown_like_a_frozen_dataclass():
    assert repr(Mine("甲", count=2)) == repr(Standard("甲", count=2)).replace("Standard", "Mine")
    assert Mine("甲", 2).double == 4
    assert [(f.name, f.default) for f in fields(Mine)] == [(f.name, f.default) for f in fields(Standard)]
    assert Mine.__match_args__ == Standard.__match_args__ == ("name", "count", "parts")


def test_records_are_equal_by_value_and_class():
    assert Mine("甲") == Mine("甲") != Mine("乙")
    assert Mine("甲") != Standard("甲")  # type: ignore[comparison-overlap]
    assert hash(Mine("甲", 1, ())) == hash(Mine("甲", 1, ()))  # type: ignore[arg-type]


def test_each_record_has_a_default_of_its_own():
    assert Mine("甲").parts is not Mine("甲").parts


def test_a_record_never_changes():
    one = Mine("甲")
    with pytest.raises(FrozenInstanceError):
        one.name = "乙"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del one.name
    with pytest.raises(AttributeError):
        one.other = 1  # type: ignore[attr-defined]


def test_a_record_can_be_copied_with_changes_or_without():
    one = Mine("甲", 2, ["一"])
    assert replace(one, name="乙") == Mine("乙", 2, ["一"])
    assert copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one


def test_a_missing_value_is_an_error():
    with pytest.raises(TypeError, match="name"):
        Mine()  # type: ignore[call-arg]
