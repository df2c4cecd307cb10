"""What a layout is made of: the page, named styles, and which style each part of a speech takes.

The measures stand in templates/layouts/*.yaml (`layout_file` reads them); here are the styles there are and what is
true of each whatever its measures.
"""

from __future__ import annotations

from typing import Literal

from drafter import docx_text
from drafter.record import record


def mm(length: float) -> int:
    """Millimetres in twips (1/1440 inch)."""
    return round(length * 1440 / 25.4)


def pt(length: float) -> int:
    """Points in twips."""
    return round(length * 20)


# Style ids that the exporter puts on paragraphs and runs
NORMAL, FOOTER = "Normal", "Footer"
TITLE, SUBTITLE, BYLINE, SALUTATION = "Title", "Subtitle", "SpeechMeta", "Salutation"
BODY, CLOSING, HOLE = "SpeechBody", "Closing", "Hole"
NEXT = "SpeechNext"  # a sentence that goes on with the paragraph before it
COMMENT_TEXT, COMMENT_REFERENCE = "CommentText", "CommentReference"
PLAIN = "DefaultParagraphFont"


def heading(level: int) -> str:
    """Style id of a heading on its own line; level 1 to 4."""
    return f"Heading{level}"


def run_in(level: int) -> str:
    """Character style id of a heading at the head of a paragraph; level 2 to 4."""
    return f"RunInHeading{level}"


def hole_in(level: int) -> str:
    """Character style id of a hole inside such a heading; level 2 to 4, 0: outside any."""
    return f"{HOLE}{level or ''}"


@record
class Face:
    """What a font table says of one face, so that a program without it finds the nearest."""

    name: str
    other_name: str = ""  # the name of the same or the nearest face elsewhere; empty: none
    panose: str = ""
    family: str = "auto"
    pitch: str = "variable"
    charset: str = "86"  # GB 2312


FACES = (
    Face("仿宋_GB2312", "仿宋", "02010609030101010101", "modern", "fixed"),
    Face("楷体_GB2312", "楷体", "02010609030101010101", "modern", "fixed"),
    Face("黑体", "SimHei", "02010609060101010101", "modern", "fixed"),
    Face("宋体", "SimSun", "02010600030101010101", "auto", "variable"),
    Face("方正小标宋简体", "方正小标宋_GBK", "03000509000000000000", "script", "fixed"),
    Face("Times New Roman", "", "02020603050405020304", "roman", "variable", "00"),
)


@record
class Page:
    """Paper, margins and lines; all in twips."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    line: int  # height of one of its lines
    grid: bool  # whether lines keep to a grid of that height

    @property
    def text_width(self) -> int:
        """Width between the margins."""
        return self.width - self.left - self.right


@record
class Style:
    """One named style. None or an empty string means: inherited."""

    id: str
    name: str  # built-in names show translated in Word and WPS
    based_on: str = NORMAL
    next: str = ""
    custom: bool = False  # not one of Word's built-in styles
    priority: int = 99  # order in the style gallery
    gallery: bool = True
    character: bool = False
    # characters
    face: str = ""
    latin: str = ""  # said wherever `face` is
    size: float | None = None  # pt
    bold: bool | None = None
    spacing: int | None = None  # twips between characters
    shade: str = ""
    # paragraph
    align: Literal["", "left", "center", "right", "both"] = ""
    before: int | None = None  # twips
    line: int | None = None  # twips; negative: that many 240ths of a line, as the font asks
    indent: int | None = None  # first line, characters
    indent_width: int = 0  # the same in twips, for programs that do not know characters
    inset: Literal["", "left", "right"] = ""  # one character from that margin, `indent_width` wide
    apart: bool = True  # `before` also stands between two paragraphs of this style
    keep: Literal["", "next", "lines", "whole"] = ""  # with the next paragraph, its lines together, or both
    snap: bool | None = None  # to the line grid
    outline: int | None = None  # 1 is the highest


@record
class Layout:
    """How a speech is to look."""

    name: str
    about: str  # one line for a clerk
    page: Page
    styles: tuple[Style, ...]
    number: str  # how the page number is written, "— 1 —"; empty: not at all
    whole_sentences: bool  # each sentence on a line of its own and on one page
    pinyin: bool  # over rare characters
    spoken: bool  # figures as they are said
    asked: tuple[tuple[str, str], ...] = ()  # (style id, name of the style it is in an office's own file)


NORMAL_STYLE = Style(NORMAL, "Normal", "", priority=0)
# Every style, in the order of the file, and the key of a layout that measures it; empty: it only inherits
ROLES: tuple[tuple[str, Style], ...] = (
    ("全文", NORMAL_STYLE),
    ("正文", Style(BODY, "讲话稿正文", custom=True, priority=1)),
    ("接句", Style(NEXT, docx_text.NEXT, BODY, custom=True, priority=1)),
    ("标题", Style(TITLE, "Title", next=BYLINE, priority=2, keep="whole", snap=False)),
    ("副标题", Style(SUBTITLE, "Subtitle", next=BYLINE, priority=3, keep="next")),
    ("讲话人", Style(BYLINE, "讲话人与日期", custom=True, priority=4, keep="next")),
    ("称谓", Style(SALUTATION, "Salutation", next=BODY, priority=5, apart=False, keep="next")),
    *(
        (
            f"{number}级标题",
            Style(heading(level), f"heading {level}", next=BODY, priority=9, keep="next", outline=level),
        )
        for level, number in enumerate("一二三四", 1)
    ),
    *(
        (
            f"段首{number}级",
            Style(run_in(level), f"段首标题{level}", PLAIN, custom=True, priority=10, character=True),
        )
        for level, number in enumerate("二三四", 2)
    ),
    ("结束语", Style(CLOSING, "Closing", BODY, priority=11)),
    ("待补", Style(HOLE, "待补", PLAIN, custom=True, priority=12, character=True)),
    *(
        (
            "待补",
            Style(
                hole_in(level),
                f"待补（段首标题{level}）",
                run_in(level),
                custom=True,
                priority=12,
                gallery=False,
                character=True,
            ),
        )
        for level in (2, 3, 4)
    ),
    ("页码", Style(FOOTER, "footer", gallery=False)),
    ("", Style("PageNumberOdd", "页码单页", FOOTER, custom=True, gallery=False)),
    ("", Style("PageNumberEven", "页码双页", FOOTER, custom=True, gallery=False)),
    ("批注", Style(COMMENT_TEXT, "annotation text", gallery=False)),
    ("", Style(COMMENT_REFERENCE, "annotation reference", PLAIN, gallery=False, character=True)),
)
