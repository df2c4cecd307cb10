"""A YAML file → a `Layout`, with every problem at once. A layout states only where it differs from another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from drafter import files
from drafter.errors import DrafterError, InvalidFile, Problem, suggestion
from drafter.word import layout_values as values
from drafter.word.layout import BODY, FOOTER, NEXT, NORMAL, ROLES, Layout, Page, Style, pt
from drafter.yamlfaults import key_fault
from drafter.yamltree import Listing, Mapping, Node, Scalar, parse

DEFAULT, FOLDER, SUFFIX = "公文", "layouts", ".yaml"
ROLE_NAMES = tuple(dict.fromkeys(name for name, _ in ROLES if name))
Found = dict[str, Any]  # "页面.上" → value

_MEASURES: dict[str, values.Reader] = {
    "参照": values.face,
    "字体": values.face,
    "西文": values.face,
    "字号": values.size,
    "加粗": values.yes,
    "字距": values.spacing,
    "底色": values.colour,
    "对齐": values.choice(values.ALIGNS),
    "段前": values.gap,
    "行距": values.leading,
    "首行缩进": values.indent,
}
_SECTIONS: dict[str, dict[str, values.Reader]] = {
    "页面": {
        "宽": values.length(100, 420),
        "高": values.length(100, 420),
        **{side: values.length(5, 100) for side in ("上", "下", "左", "右")},
        "版心宽": values.length(50, 410),
        "版心高": values.length(50, 410),
        "页眉": values.length(0, 60),
        "页脚": values.length(0, 60),
        "行数": values.whole(5, 60),
        "字数": values.whole(5, 60, "不定"),
        "网格": values.yes,
    },
    "页码": {"写法": values.number_form, "位置": values.choice(values.PLACES)},
    "朗读": {"一句不跨页": values.yes, "注音": values.yes, "数字读法": values.yes},
}
_TOP = ("说明", "依照", *_SECTIONS, "样式")
_KNOWN = frozenset(
    [*_TOP, *ROLE_NAMES, *_MEASURES, *(key for section in _SECTIONS.values() for key in section)],
)
_EITHER = (("下", "版心高"), ("左", "版心宽"))  # what a layout says of one, it need not say of the other


def available(folders: Sequence[Path]) -> dict[str, Path]:
    """Layouts by name, sorted; a file in a later folder wins over one of the same name.

    Args:
        folders: template folders; layouts lie in layouts/ below them.
    """
    found = {path.stem: path for folder in folders for path in (folder / FOLDER).glob(f"*{SUFFIX}")}
    return dict(sorted(found.items()))


def find(name: str, folders: Sequence[Path]) -> Path:
    """File of a layout: a path as given, or a name in the last folder that has it.

    Raises:
        DrafterError: there is none; names those that are there.
    """
    if name.endswith(SUFFIX) and Path(name).is_file():
        return Path(name)
    known = available(folders)
    wanted = name.removesuffix(SUFFIX)
    if wanted not in known:
        raise DrafterError(f"没有「{name}」这个版式{suggestion(wanted, known) or '。'}现有：{'、'.join(known)}")
    return known[wanted]


def read_layout(path: Path, folders: Sequence[Path]) -> Layout:
    """Read a layout and those it builds on.

    Raises:
        InvalidFile: missing, damaged, not YAML, not a layout, or built on itself; holds every problem of its file.
    """
    found = _chain(path, folders, ())
    layout = Layout(
        name=path.stem,
        about=found.get("说明", ""),
        page=_page(found, path),
        styles=(),
        number=found["页码.写法"],
        whole_sentences=found["朗读.一句不跨页"],
        pinyin=found["朗读.注音"],
        spoken=found["朗读.数字读法"],
        asked=tuple((style.id, found[f"样式.{role}.参照"]) for role, style in ROLES if f"样式.{role}.参照" in found),
    )
    return replace(layout, styles=_styles(found, layout))


def _chain(path: Path, folders: Sequence[Path], above: tuple[Path, ...]) -> Found:
    """The values of a file over those of the layout it builds on."""
    reader = _Reader(path)
    own = reader.read()
    base = _base(path, own, folders, reader, above)
    if reader.problems:
        raise InvalidFile(dict.fromkeys(reader.problems))
    if base is None:
        return own
    under = _chain(base, folders, (*above, path))
    for pair in _EITHER:
        if any(f"页面.{key}" in own for key in pair):
            under = {key: value for key, value in under.items() if key not in (f"页面.{pair[0]}", f"页面.{pair[1]}")}
    under.pop("说明", None)
    return under | own


def _base(path: Path, own: Found, folders: Sequence[Path], reader: _Reader, above: tuple[Path, ...]) -> Path | None:
    """File of the layout that one builds on: 依照, else the default; the shipped default builds on none."""
    shipped = files.shipped("templates") / FOLDER / f"{DEFAULT}{SUFFIX}"
    if files.same(path, shipped):
        return None
    name = own.pop("依照", DEFAULT)
    if path.stem == DEFAULT or path.stem == name:
        return shipped if name == DEFAULT else _named(name, folders[:1], reader)
    base = _named(name, folders, reader)
    if base and any(files.same(base, one) for one in (*above, path)):
        reader.problem("依照", f"{name} 又依照 {path.stem}，绕成了圈")
    return base


def _named(name: str, folders: Sequence[Path], reader: _Reader) -> Path | None:
    try:
        return find(name, folders)
    except DrafterError as error:
        reader.problem("依照", str(error))
        return None


class _Reader:
    """One file → the values it states, and what is wrong with them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}

    def read(self) -> Found:
        """The values by path: "页面.上"."""
        text = files.read_text(self.path)
        tree = parse(text.text, text.path, _KNOWN)
        self.problems += tree.problems
        found: Found = {}
        for key, node in self.entries(tree.root, "", _TOP) if tree.root else ():
            if key in ("说明", "依照"):
                self.value(node, key, str, found)
            elif key == "样式":
                self.styles(node, found)
            else:
                self.section(node, key, _SECTIONS[key], found)
        for pair in _EITHER:
            if all(f"页面.{key}" in found for key in pair):
                self.problem(f"页面.{pair[0]}", f"{pair[0]} 和 {pair[1]} 只写一个，另一个是余下的")
        return found

    def problem(self, where: str, message: str, line: int = 0) -> None:
        """Note something to correct, at the line of the key unless told otherwise."""
        self.problems.append(Problem(str(self.path), line or self.lines.get(where, 0), where, message))

    def entries(self, node: Node, where: str, known: Sequence[str]) -> list[tuple[str, Node]]:
        """Known keys of a mapping, each once."""
        if not isinstance(node, Mapping):
            listed = "、".join(known)
            fault = key_fault(node.value, _KNOWN) if isinstance(node, Scalar) else ""
            self.problem(where, fault or f"要写成一组键（{listed}）", node.line)
            return []
        found: dict[str, Node] = {}
        for knot, value in node.entries:
            name = knot.value.strip() if isinstance(knot, Scalar) else ""
            here = f"{where}.{name}" if where else name
            if name not in known:
                fault = key_fault(name, _KNOWN)
                tail = suggestion(name, known) or f"；这里可以写 {'、'.join(known)}"
                self.problem(where if fault else here, fault or f"没有这个键{tail}", knot.line)
            elif name in found:
                self.problem(here, f"第 {self.lines[here]} 行已经写过这个键，请合并", knot.line)
            else:
                found[name] = value
                self.lines[here] = knot.line
        return list(found.items())

    def section(self, node: Node, where: str, readers: dict[str, values.Reader], found: Found) -> None:
        for key, value in self.entries(node, where, tuple(readers)):
            self.value(value, f"{where}.{key}", readers[key], found)

    def styles(self, node: Node, found: Found) -> None:
        """样式: a role with its measures, or with nothing but the name it has in the office's own file."""
        for role, value in self.entries(node, "样式", ROLE_NAMES):
            if isinstance(value, Scalar):
                self.value(value, f"样式.{role}", values.face, found, f"样式.{role}.参照")
            else:
                self.section(value, f"样式.{role}", _MEASURES, found)

    def value(self, node: Node, where: str, reader: values.Reader, found: Found, name: str = "") -> None:
        if not isinstance(node, Scalar):
            kind = "列表" if isinstance(node, Listing) else "一组键"
            self.problem(where, f"这里只写一个值，现在是{kind}", node.line)
            return
        text = " ".join(node.value.split())
        if not text:
            self.problem(where, "不能为空", node.line)
        elif fault := key_fault(node.value, _KNOWN) if node.plain else "":
            self.problem(where, fault, node.line)
        else:
            try:
                found[name or where] = reader(text)
            except ValueError as error:
                self.problem(where, str(error), node.line)


def _page(found: Found, path: Path) -> Page:
    """The page, what is stated on two sides giving the third."""

    def value(key: str) -> Any:
        return found.get(f"页面.{key}")

    width, height, top, right = (int(value(key)) for key in ("宽", "高", "上", "右"))
    left = value("左") if value("左") is not None else width - right - value("版心宽")
    bottom = value("下") if value("下") is not None else height - top - value("版心高")
    text_width, text_height = width - left - right, height - top - bottom
    if min(left, bottom) < 0 or text_width < pt(100) or text_height < pt(100):
        message = "页边太宽，纸上排不下字：请检查 宽、高、上、下、左、右 和 版心"
        raise InvalidFile([Problem(str(path), 0, "页面", message)])
    line = text_height // value("行数")
    grid = value("网格")
    return Page(width, height, top, right, bottom, left, value("页眉"), value("页脚"), line, grid)


def _styles(found: Found, layout: Layout) -> tuple[Style, ...]:
    """Every style with its measures."""
    made = [_measured(role, style, found, layout) for role, style in ROLES]
    sizes = {style.id: style for style in made}
    normal = sizes[NORMAL]
    if normal.spacing is None:
        per_line = found["页面.字数"]
        tight = layout.page.text_width // per_line - pt(normal.size or 0) if per_line else 0
        normal = sizes[NORMAL] = replace(normal, spacing=tight)
    finished = (_finished(style, sizes, found["页码.位置"]) for style in sizes.values())
    return tuple(style for style in finished if style.id != NEXT or layout.whole_sentences)


def _measured(role: str, style: Style, found: Found, layout: Layout) -> Style:
    """A style with what its role says of it."""

    def value(key: str) -> Any:
        return found.get(f"样式.{role}.{key}")

    def height(key: str, mark: int = 1) -> int | None:
        unit, number = value(key) or ("", 0)
        scale = {"行": layout.page.line, "磅": 20, "倍": -240}
        return round(number * scale[unit]) if unit else None

    if style.id == "CommentReference":
        return replace(style, size=found.get("样式.批注.字号"))
    latin = value("西文") or (found.get("样式.全文.西文") if value("字体") else "")
    keep: Any = style.keep
    if layout.whole_sentences and role and not style.character and style.id not in ("CommentText", FOOTER):
        keep = {"": "lines", "next": "whole"}.get(style.keep, style.keep)
    return replace(
        style,
        face=value("字体") or "",
        latin=latin or "",
        size=value("字号"),
        bold=value("加粗"),
        spacing=value("字距"),
        shade=value("底色") or "",
        align=value("对齐") or "",
        before=height("段前"),
        line=height("行距"),
        indent=value("首行缩进"),
        keep=keep,
    )


def _finished(style: Style, known: dict[str, Style], number_at: str) -> Style:
    """What follows from the measures of other styles: indents as wide as the characters they stand for."""
    normal, footer = known[NORMAL], known[FOOTER]
    if style.based_on == FOOTER:
        side: Any = {"outside": "right" if style.id.endswith("Odd") else "left"}.get(number_at, number_at)
        inset: Any = side if number_at == "outside" else ""
        return replace(style, align=side, inset=inset, indent_width=pt(footer.size or 0) if inset else 0)
    if style.indent is None:
        return style
    parent = known.get(style.based_on, normal)
    size = style.size or (parent.size if style.based_on == BODY else None) or normal.size or 0
    spacing = normal.spacing if style.spacing is None else style.spacing
    return replace(style, indent_width=style.indent * (pt(size) + (spacing or 0)))
