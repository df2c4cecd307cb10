from __future__ import annotations

import codecs
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import files
from drafter.errors import DrafterError, InvalidFile

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"))
CHINESE = "标题: 讲话\n意见:\n- 主题: 项目建设，抓好“开工”。\n"
DAMAGED = "文字已损坏，按 UTF-8、UTF-16、GB18030 都读不通；请用原来的软件另存为 UTF-8"


@given(texts)
def test_utf8_is_read_as_it_stands(text):
    data = text.encode()
    if not data.startswith((b"PK\x03\x04", b"%PDF-", b"{\\rtf")):
        assert files.decode(data, "a").text == text
    assert files.decode(codecs.BOM_UTF8 + data, "a") == files.Text("a", text, "utf-8")


@given(texts)
def test_utf16_with_a_mark_is_read_as_it_stands(text):
    assert files.decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le"), "a") == files.Text("a", text, "utf-16")
    assert files.decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be"), "a") == files.Text("a", text, "utf-16")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-16-le", "utf-16"), ("utf-16-be", "utf-16"), ("gbk", "gb18030"), ("gb18030", "gb18030")],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_chinese_without_a_mark_is_recognised(encoding, name, end):
    text = CHINESE.replace("\n", end)
    assert files.decode(text.encode(encoding), "a") == files.Text("a", text, name)


@given(st.binary())
def test_any_bytes_are_text_or_an_error_of_ours(data):
    try:
        assert "\ufffd" not in files.decode(data, "a").text or "\ufffd".encode() in data
    except InvalidFile as error:
        assert str(error).startswith("a")
    except AssertionError:
        assert b"\xfd\xff" in data or b"\xff\xfd" in data or b"\x84\x31\xa4\x37" in data  # U+FFFD in other encodings


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (CHINESE.encode() + b"\xff" + CHINESE.encode() * 9, f"a:4: {DAMAGED}"),
        (codecs.BOM_UTF16_LE + "讲话".encode("utf-16-le") + b"\x00", f"a:1: {DAMAGED}"),
        (b"\xff\xff\xff", f"a:1: {DAMAGED}"),
        (b"PK\x03\x04....", "a: 这是 Word、WPS 或 PDF 文件，不是文字文件；请另存为纯文本（.txt）再用"),
        (b"\xd0\xcf\x11\xe0", "a: 这是 Word、WPS 或 PDF 文件，不是文字文件；请另存为纯文本（.txt）再用"),
    ],
    ids=["damaged UTF-8", "half a character", "nothing known", "docx", "doc"],
)
def test_what_is_no_text_says_so(data, message):
    with pytest.raises(InvalidFile) as caught:
        files.decode(data, "a")
    assert str(caught.value) == message


def test_writing_keeps_line_ends_and_is_utf8(tmp_path):
    files.write_text(tmp_path / "a.txt", "一\r\n二\n")
    assert (tmp_path / "a.txt").read_bytes() == "一\r\n二\n".encode()


@pytest.mark.parametrize("broken", ["replace", "fdopen"])
def test_a_write_that_fails_keeps_the_old_file_and_leaves_nothing(tmp_path, monkeypatch, broken):
    path = tmp_path / "a.txt"
    files.write_text(path, "旧")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, full)
    with pytest.raises(DrafterError) as caught:
        files.write_text(path, "新")
    assert str(caught.value) == f"{path}: 写不进去：磁盘已满"
    assert [item.name for item in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text(encoding="utf-8") == "旧"


def test_a_file_open_elsewhere_says_so(tmp_path, monkeypatch):
    def locked(*_: object) -> None:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(DrafterError) as caught:
        files.write_text(tmp_path / "a.docx", "新")
    told = "写不进去。文件若正在 Word 或 WPS 里打开，请先关闭；或用 -o 换一个位置"
    assert str(caught.value) == f"{tmp_path / 'a.docx'}: {told}"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="no such modes there")
def test_a_new_file_has_the_usual_mode_and_an_old_one_keeps_its_own(tmp_path):
    old = os.umask(0o022)
    try:
        files.write_text(tmp_path / "a", "")
        assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644
        (tmp_path / "a").chmod(0o600)
        files.write_text(tmp_path / "a", "")
        assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(old)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_two_names_of_one_file_are_the_same(tmp_path):
    (tmp_path / "a").write_text("", encoding="utf-8")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert files.same(tmp_path / "a", tmp_path / "b")
    assert files.same(tmp_path / "none", tmp_path / "none")
    assert not files.same(tmp_path / "a", tmp_path / "none")


def test_what_is_says_what_stands_there(tmp_path):
    (tmp_path / "a").write_text("", encoding="utf-8")
    found = [files.what_is(path) for path in (tmp_path, tmp_path / "a", tmp_path / "b", tmp_path / "a" / "c")]
    assert found == ["folder", "file", "", ""]


def test_walking_leaves_out_hidden_and_lock_files(tmp_path):
    for name in ("b.txt", "a/c.txt", ".git/x", "~$b.docx", "a/.hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [path.relative_to(tmp_path).as_posix() for path in files.walk(tmp_path)] == ["a/c.txt", "b.txt"]
    assert list(files.walk(tmp_path / "b.txt")) == [tmp_path / "b.txt"]


def test_shipped_folders_are_there():
    assert all(files.shipped(name).is_dir() for name in ("templates", "phrasebanks", "seeds"))


def test_a_user_without_a_home_has_no_cache(monkeypatch):
    for name in ("DRAFTER_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    with pytest.raises(OSError, match="home"):
        files.cache_folder()


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("简抱.yaml", "简报.yaml"),
        ("简报.yml", "简报.yaml"),
        ("简报.docs", "简报.docx"),
        ("说明.yaml", "说明.yaml.txt"),
        ("没有.yaml", ""),
        ("x", ""),
    ],
)
def test_the_nearest_file_is_the_one_spelled_most_like_it(tmp_path, asked, near):
    for name in ("简报.yaml", "简报.docx", "说明.yaml.txt", ".隐藏.yaml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert files.suggest_sibling(tmp_path / asked) == near
    assert files.suggest_sibling(tmp_path / "none" / asked) == ""
