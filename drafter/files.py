"""The only place that opens files: encodings, atomic writes, shipped and user folders."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from drafter.errors import DrafterError, InvalidFile, Problem
from drafter.record import record

if TYPE_CHECKING:
    import sqlite3

_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")  # docx, doc and wps, pdf, rtf
_REASONS = {
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ELOOP: "链接绕成了圈",
    errno.EEXIST: "有同名的文件",
    errno.ENOTDIR: "路径当中有一段是文件",
}
SCRATCH_IN_MEMORY = 8_000  # KiB of a scratch database that stay in memory
MAX_DAMAGE = 0.02  # share of U+FFFD up to which a text still counts as damaged UTF-8, not as GB18030


@record
class Text:
    """One decoded text file. A byte order mark is not part of `text`."""

    path: str
    text: str
    encoding: str  # "utf-8", "utf-16", "gb18030"


def shipped(folder: str) -> Path:
    """Folder of shipped data: inside the package once installed, beside it in a checkout."""
    inside = Path(__file__).parent / folder
    return inside if inside.is_dir() else Path(__file__).parents[1] / folder


def decode(data: bytes, path: str) -> Text:
    """Decode as BOM → UTF-8 → UTF-16 → GB18030.

    Raises:
        InvalidFile: no encoding fits; a nearly valid UTF-8 text counts as damaged rather than as GB18030 mojibake.
    """
    if data.startswith(_OFFICE):
        raise InvalidFile(
            [Problem(path, 0, "", "这是 Word、WPS 或 PDF 文件，不是文字文件；请另存为纯文本（.txt）再用")]
        )
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            with contextlib.suppress(UnicodeDecodeError):
                return Text(path, data[len(mark) :].decode(name), name[:6].rstrip("-"))
            raise _damaged(path, data, name)
    with contextlib.suppress(UnicodeDecodeError):
        text = data.decode("utf-8")
        if "\0" not in text:
            return Text(path, text, "utf-8")
    if guess := _bare_utf16(data):
        return Text(path, guess, "utf-16")
    lossy = data.decode("utf-8", errors="replace")
    if data and 0 < lossy.count("\ufffd") <= MAX_DAMAGE * len(lossy):
        raise _damaged(path, data, "utf-8")
    with contextlib.suppress(UnicodeDecodeError):
        text = data.decode("gb18030")
        if "\0" not in text:
            return Text(path, text, "gb18030")
    raise _damaged(path, data, "gb18030")


def _bare_utf16(data: bytes) -> str:
    """UTF-16 without a mark: even length, and mostly Chinese, ASCII or Chinese punctuation once decoded."""
    if len(data) < 4 or len(data) % 2:
        return ""
    for name in ("utf-16-le", "utf-16-be"):
        with contextlib.suppress(UnicodeDecodeError):
            text = data.decode(name)
            usual = sum(
                c in "\t\n\r" or " " <= c <= "~" or "一" <= c <= "龥" or c in "，。、：；！？“”（）　" for c in text
            )
            if usual > 0.95 * len(text) and ("\n" in text or "。" in text or "," in text or "，" in text):
                return text
    return ""


def _damaged(path: str, data: bytes, name: str) -> InvalidFile:
    line = 1
    try:
        data.decode(name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    return InvalidFile(
        [Problem(path, line, "", "文字已损坏，按 UTF-8、UTF-16、GB18030 都读不通；请用原来的软件另存为 UTF-8")]
    )


def read_bytes(path: Path) -> bytes:
    """Whole file.

    Raises:
        InvalidFile: missing, a folder, or not readable.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        message = "没有这个文件"
        near = suggest_sibling(path)
        raise InvalidFile([Problem(str(path), 0, "", message + (f"，是不是 {near}？" if near else ""))]) from None
    except IsADirectoryError:
        raise InvalidFile([Problem(str(path), 0, "", "这是文件夹，不是文件")]) from None
    except PermissionError:
        folder = path.is_dir()  # Windows answers "permission denied" for a folder
        message = "这是文件夹，不是文件" if folder else "没有读取权限，或被别的程序占用"
        raise InvalidFile([Problem(str(path), 0, "", message)]) from None
    except (OSError, ValueError) as error:
        raise InvalidFile([Problem(str(path), 0, "", f"读不了：{_reason(error)}")]) from None


def _reason(error: Exception) -> str:
    """Why the system refused, in Chinese where it is one of the usual reasons."""
    number = getattr(error, "errno", None)
    return _REASONS.get(number or 0) or getattr(error, "strerror", None) or str(error)


def what_is(path: Path) -> Literal["file", "folder", ""]:
    """What stands at a path; empty: nothing.

    Raises:
        DrafterError: the system will not say.
    """
    try:
        return "folder" if stat.S_ISDIR(path.stat().st_mode) else "file"
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, ValueError) as error:
        raise DrafterError(f"{path}: 用不了：{_reason(error)}") from None


def same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, also by links or by letters of another case."""
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


def suggest_sibling(path: Path) -> str:
    """Name of the file beside `path` that is spelled most like it, the suffix counting least; empty: none near."""
    from difflib import SequenceMatcher

    def likeness(name: str) -> tuple[float, float]:
        first = SequenceMatcher(None, path.name.split(".")[0], name.split(".")[0]).ratio()
        return first, SequenceMatcher(None, path.name, name).ratio()

    try:
        names = sorted(p.name for p in path.parent.iterdir() if p.is_file() and not p.name.startswith("."))
    except OSError:
        return ""
    near = max(names, key=likeness, default="")
    return near if near and likeness(near)[0] >= 0.5 else ""


def read_text(path: Path) -> Text:
    """Decode one text file (see `decode`); the text is verbatim, line ends included.

    Raises:
        InvalidFile: missing, a folder, not readable, damaged.
    """
    return decode(read_bytes(path), str(path))


def write_bytes(path: Path, data: bytes) -> None:
    """Write atomically: the old file stays whole until the new one is complete.

    Raises:
        DrafterError: the folder is missing or not writable, or the file is open in another program.
    """
    handle = -1
    temporary = ""
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError  # where only the folder decides, a read-only file would be replaced
        handle, temporary = tempfile.mkstemp(prefix=".drafter-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            handle = -1
            file.write(data)
        if os.name == "posix":
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
            os.chmod(temporary, mode)  # noqa: PTH101  (mkstemp made it 0600)
        os.replace(temporary, path)  # noqa: PTH105
        temporary = ""
    except FileNotFoundError:
        raise DrafterError(f"{path}: 文件夹 {path.parent} 不存在，请先建好，或用 -o 换一个位置") from None
    except IsADirectoryError:
        raise DrafterError(f"{path}: 这是文件夹，请用 -o 给出文件名") from None
    except PermissionError:
        if path.is_dir():
            raise DrafterError(f"{path}: 这是文件夹，请用 -o 给出文件名") from None
        raise DrafterError(f"{path}: 写不进去。文件若正在 Word 或 WPS 里打开，请先关闭；或用 -o 换一个位置") from None
    except NotADirectoryError:
        raise DrafterError(f"{path}: {path.parent} 不是文件夹，请用 -o 换一个位置") from None
    except OSError as error:
        raise DrafterError(f"{path}: 写不进去：{_reason(error)}") from None
    finally:
        if handle >= 0:
            os.close(handle)
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 atomically, line ends as given (see `write_bytes`)."""
    write_bytes(path, text.encode("utf-8"))


def make_folder(path: Path) -> None:
    """Make a folder and its parents; one that exists is fine.

    Raises:
        DrafterError: a file of that name is in the way, or no permission.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DrafterError(f"{path}: 建不了文件夹：{_reason(error)}") from None


def walk(path: Path) -> Iterator[Path]:
    """Files below a folder (or the file itself), sorted by path; hidden ones and office lock files (~$…) left out."""
    if not path.is_dir():
        yield path
        return
    for item in sorted(path.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in item.relative_to(path).parts)
        if item.is_file() and not hidden:
            yield item


@contextlib.contextmanager
def scratch() -> Iterator[sqlite3.Connection]:
    """A database for the time of one job, what memory need not hold; it has no name and is gone afterwards.

    SQLite keeps it in memory up to the size of its page cache and on disk, in its folder for temporary files, beyond.

    Raises:
        DrafterError: the disk is full, or no folder for temporary files can be written.
    """
    import sqlite3

    database = sqlite3.connect("", isolation_level=None)
    try:
        database.execute(f"PRAGMA cache_size = -{SCRATCH_IN_MEMORY}")
        database.execute("PRAGMA journal_mode = OFF")
        yield database
    except sqlite3.OperationalError as error:
        place = tempfile.gettempdir()
        raise DrafterError(f"{place}: 放不下挖句子用的临时文件（{error}）；请腾出地方，或少给几个文件再试") from None
    finally:
        database.close()


def cache_folder() -> Path:
    """Where derived data may lie; nothing there is precious. DRAFTER_CACHE overrides it.

    Raises:
        OSError: the user has no home.
    """
    if given := os.environ.get("DRAFTER_CACHE"):
        return Path(given)
    try:
        if os.name == "nt":
            return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "drafter" / "cache"
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "drafter"
    except RuntimeError as error:
        raise OSError(str(error)) from None
