"""Old .doc, .wps and .rtf files by way of LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from drafter import files
from drafter.docx_text import refusal

TIMEOUT = 120  # seconds; the first start takes 5 to 10
_PROGRAMS = (
    "soffice",
    "libreoffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_REMEDY = "请用 Word 或 WPS 打开后另存为 .docx"


def program() -> str:
    """Path of LibreOffice; empty: it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), "")


def as_docx(path: Path) -> bytes:
    """A file that only LibreOffice can open, as .docx.

    Raises:
        DrafterError: LibreOffice is not there, takes too long, or cannot open the file.
    """
    office = program()
    if not office:
        raise refusal(str(path), f"没有 LibreOffice，读不了 {path.suffix} 文件；{_REMEDY}，或装上 LibreOffice")
    with tempfile.TemporaryDirectory(prefix="drafter-", ignore_cleanup_errors=True) as folder:
        if not _ends([*_command(office), folder, str(path.absolute())]):
            raise refusal(str(path), f"LibreOffice 转换超过 {TIMEOUT} 秒，没有再等；{_REMEDY}")
        made = next(Path(folder).glob("*.docx"), None)
        if not made:
            raise refusal(str(path), f"LibreOffice 打不开，也许有密码，也许已损坏；{_REMEDY}")
        return files.read_bytes(made)


def _command(office: str) -> list[str]:
    """Our own profile, so that a LibreOffice that is open, or its settings, have no say."""
    profile = f"-env:UserInstallation={Path(_profile().name).as_uri()}"
    return [office, profile, "--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir"]


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """One profile a process: the second start takes half as long. It goes when the process ends."""
    return tempfile.TemporaryDirectory(prefix="drafter-office-", ignore_cleanup_errors=True)


def _ends(command: list[str]) -> bool:
    """Run a program; False: it was still running after TIMEOUT, and it and what it started were ended."""
    none = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=none, stdout=none, stderr=none, start_new_session=os.name == "posix")
    try:
        process.wait(TIMEOUT)
        return True
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()
