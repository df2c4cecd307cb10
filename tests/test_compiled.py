from __future__ import annotations

import pytest

from drafter import compiled, files


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_kept_is_fetched(cache):
    compiled.keep("bank-1.json", b"[1]\n[2]")
    assert compiled.fetch("bank-1.json") == b"[1]\n[2]"


def test_damaged_data_counts_as_none(cache):
    compiled.keep("bank-1.json", b"[1]")
    (cache / "bank-1.json").write_bytes((cache / "bank-1.json").read_bytes()[:-1])
    assert compiled.fetch("bank-1.json") is None
    assert compiled.fetch("bank-2.json") is None


@pytest.mark.parametrize("name", ["levels.yaml", "matching.yaml"])
def test_word_lists_are_the_same_from_yaml_and_from_the_cache(cache, name):
    import yaml

    path = files.shipped("phrasebanks") / name
    fresh = compiled.lists(path)
    assert fresh == yaml.safe_load(path.read_text(encoding="utf-8")) == compiled.lists(path)


def test_a_changed_list_is_read_again(cache, tmp_path):
    path = tmp_path / "表.yaml"
    path.write_text("词: [甲]\n", encoding="utf-8")
    assert compiled.lists(path) == {"词": ["甲"]}
    path.write_text("词: [乙]\n", encoding="utf-8")
    assert compiled.lists(path) == {"词": ["乙"]}


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "file" / "cache"))
    compiled.keep("bank-1.json", b"[1]")
    assert compiled.fetch("bank-1.json") is None
