"""The text of a speech, whatever kind of file it lies in. Offsets of sentences are offsets in this text."""

from __future__ import annotations

import re
from pathlib import Path

from drafter import docx_text, files
from drafter.docx_text import refusal
from drafter.files import Text

MAX_BYTES = 20_000_000  # a larger file is no speech
FORMS = {
    ".txt": "text",
    ".md": "text",
    ".docx": "docx",
    ".docm": "docx",  # refused for its macros, and says so
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".pdf": "pdf",
    ".doc": "office",
    ".wps": "office",
    ".rtf": "office",
}
READABLE = ".txt .md .docx .html .pdf，装有 LibreOffice 时还有 .doc .wps .rtf"
_NAMES = {
    "docx": ("Word 文档", ".docx"),
    "html": ("网页", ".html"),
    "pdf": ("PDF 文件", ".pdf"),
    "office": ("旧版 Word 或 WPS 文件", ".doc"),
    "zip": ("压缩包或别的 Office 文件", ""),
}
_HTML = re.compile(rb"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b")
_RTF = b"{\\rtf"


def extract(path: Path) -> Text:
    """Read the text of one file.

    Args:
        path: .txt and .md in any encoding we know, .docx, .html, .pdf; .doc, .wps and .rtf by way of LibreOffice.

    Returns:
        The text; `encoding` is how a text file was written, of any other the form: docx, html, pdf, office.

    Raises:
        DrafterError: missing, not readable, too large, damaged, with a password, of a kind we do not read, or of
            another kind than its suffix says. The message names the remedy.
    """
    name, suffix = str(path), path.suffix.lower()
    if files.what_is(path) != "file":
        files.read_bytes(path)  # raises with the nearest name
    if suffix not in FORMS:
        raise refusal(name, f"还不能读 {suffix or '没有后缀的'} 文件，请另存为 .docx 或 .txt；能读的有 {READABLE}")
    if path.stat().st_size > MAX_BYTES:
        raise refusal(name, f"文件超过 {MAX_BYTES // 1_000_000} MB，不像一篇讲话；图片多的，请只留文字另存一份")
    data = files.read_bytes(path)
    if not data:
        raise refusal(name, "空文件")
    form, found = FORMS[suffix], form_of(data)
    if found and found != form and not (found == "zip" and form == "docx"):
        kind, right = _NAMES[found]
        remedy = f"请把后缀改成 {right} 再用" if right else "请换成讲话稿本身"
        raise refusal(name, f"后缀是 {suffix}，内容却是{kind}；{remedy}")
    if form == "text":
        return files.decode(data, name)
    text = _text(path, data, form)
    if not text.strip():
        raise refusal(name, "里面没有文字，也许全是图片；是扫描件的话，请先做文字识别（OCR），再存为 .docx 或 .txt")
    return Text(name, text, form)


def _text(path: Path, data: bytes, form: str) -> str:
    name = str(path)
    if form == "html":
        from drafter.reading import html

        return html.text_of(files.decode(data, name).text)
    if form == "pdf":
        from drafter.reading import pdf

        return pdf.text_of(data, name)
    if form == "office" and not docx_text.has_password(data):
        from drafter.reading import office

        data = office.as_docx(path)
    parts = docx_text.unpack(data, name, only=docx_text.TEXT)  # no picture is unpacked
    return "\n".join(docx_text.lines(parts, name, numbers=True)) + "\n"


def form_of(data: bytes) -> str:
    """What a file is by its first bytes; empty: a text, or nothing we know."""
    if data.startswith(b"PK\x03\x04"):
        return "docx" if docx_text.DOCUMENT.encode() in data else "zip"
    if data.startswith((docx_text.OLE, _RTF)):
        return "office"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "html" if _HTML.match(data.removeprefix(b"\xef\xbb\xbf")) else ""
