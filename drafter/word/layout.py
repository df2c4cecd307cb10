"""Page geometry and named styles of a speech after GB/T 9704-2012: the one place that sets measures and fonts.

Nothing here touches a file: `drafter.word.base` turns these values into the shipped base.docx.
"""

from __future__ import annotations

from typing import Literal

from drafter.record import record


def mm(length: float) -> int:
    """Millimetres in twips (1/1440 inch)."""
    return round(length * 1440 / 25.4)


def pt(length: float) -> int:
    """Points in twips."""
    return round(length * 20)


# Page, in twips
PAGE_WIDTH, PAGE_HEIGHT = mm(210), mm(297)  # A4 (GB/T 9704-2012, 5.1)
TEXT_WIDTH, TEXT_HEIGHT = mm(156), mm(225)  # 版心 (5.2.1)
TOP = mm(37)  # 天头 (5.2.1)
BOTTOM = PAGE_HEIGHT - TOP - TEXT_HEIGHT  # 35 mm
RIGHT = mm(26)
LEFT = PAGE_WIDTH - RIGHT - TEXT_WIDTH  # 订口, 28 mm (5.2.1)
HEADER = mm(15)
FOOTER = mm(25.4)  # puts the dashes of the page number 7 mm under the 版心 (7.5), measured
LINES, CHARACTERS = 22, 28  # a page, a line (5.2.3)
LINE = TEXT_HEIGHT // LINES  # 28.95 pt; at 29 pt a page holds 21 lines

# Type
BODY_SIZE = 16  # pt, 三号 (5.2.2)
TITLE_SIZE = 22  # pt, 二号 (7.3.1)
NUMBER_SIZE = 14  # pt, 四号 (7.5)
COMMENT_SIZE = 10.5  # pt, 五号
TITLE_LINE = pt(35)
NUMBER_LINE = pt(16)
TIGHTER = -pt(0.25)  # between characters: 28 x 16 pt is wider than 156 mm, 28 x 15.75 pt is not
INDENT = 2 * (pt(BODY_SIZE) + TIGHTER)  # two characters (7.3.3), for programs that do not know firstLineChars
TITLE_CHARACTERS = TEXT_WIDTH // pt(TITLE_SIZE)  # 20 a line

# Faces
FANGSONG, KAITI, HEITI, SONGTI = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"  # 5.2.2, 7.3.3, 7.5
XIAOBIAOSONG = "方正小标宋简体"  # 7.3.1
LATIN = "Times New Roman"  # figures and Latin letters: house rule of most offices

# Style ids that the exporter puts on paragraphs and runs
TITLE, SUBTITLE, BYLINE, SALUTATION = "Title", "Subtitle", "SpeechMeta", "Salutation"
BODY, CLOSING, HOLE = "SpeechBody", "Closing", "Hole"
COMMENT_TEXT, COMMENT_REFERENCE = "CommentText", "CommentReference"
HOLE_SHADE = "FFE699"  # pale yellow on screen, a light grey on the office printer


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
    other_name: str  # the name of the same or the nearest face elsewhere; empty: none
    panose: str
    family: str
    pitch: str
    charset: str = "86"  # GB 2312


FACES = (
    Face(FANGSONG, "仿宋", "02010609030101010101", "modern", "fixed"),
    Face(KAITI, "楷体", "02010609030101010101", "modern", "fixed"),
    Face(HEITI, "SimHei", "02010609060101010101", "modern", "fixed"),
    Face(SONGTI, "SimSun", "02010600030101010101", "auto", "variable"),
    Face(XIAOBIAOSONG, "方正小标宋_GBK", "03000509000000000000", "script", "fixed"),
    Face(LATIN, "", "02020603050405020304", "roman", "variable", "00"),
)


@record
class Style:
    """One named style. None or an empty string means: inherited."""

    id: str
    name: str  # built-in names show translated in Word and WPS
    based_on: str = "Normal"
    next: str = ""
    custom: bool = False  # not one of Word's built-in styles
    priority: int = 99  # order in the style gallery
    gallery: bool = True
    character: bool = False
    # characters
    face: str = ""
    latin: str = LATIN
    size: float | None = None  # pt
    bold: bool | None = None
    spacing: int | None = None  # twips between characters
    shade: str = ""
    # paragraph
    align: Literal["", "left", "center", "right", "both"] = ""
    before: int | None = None  # twips
    line: int | None = None  # twips; negative: that many 240ths of a line, as the font asks
    indent: bool = False  # first line, two characters
    inset: Literal["", "left", "right"] = ""  # one character of NUMBER_SIZE from that margin
    apart: bool = True  # `before` also stands between two paragraphs of this style
    keep: Literal["", "next", "whole"] = ""  # with the next paragraph; "whole": and its own lines together
    snap: bool | None = None  # to the line grid
    outline: int | None = None  # 1 is the highest


NORMAL = Style(
    "Normal",
    "Normal",
    "",
    priority=0,
    face=FANGSONG,
    size=BODY_SIZE,
    spacing=TIGHTER,
    align="both",
    before=0,
    line=LINE,
)
STYLES = (
    NORMAL,
    Style(BODY, "讲话稿正文", custom=True, priority=1, indent=True),
    Style(
        TITLE,
        "Title",
        next=BYLINE,
        priority=2,
        face=XIAOBIAOSONG,
        size=TITLE_SIZE,
        bold=False,
        spacing=0,
        align="center",
        line=TITLE_LINE,
        keep="whole",
        snap=False,
    ),
    Style(SUBTITLE, "Subtitle", next=BYLINE, priority=3, face=KAITI, size=BODY_SIZE, align="center", keep="next"),
    Style(BYLINE, "讲话人与日期", custom=True, priority=4, face=KAITI, size=BODY_SIZE, align="center", keep="next"),
    Style(SALUTATION, "Salutation", next=BODY, priority=5, before=LINE, apart=False, keep="next"),  # 7.3.2
    *(
        Style(
            heading(level),
            f"heading {level}",
            next=BODY,
            priority=9,
            face=face,
            size=BODY_SIZE,
            bold=level == 3,
            indent=True,
            keep="next",
            outline=level,
        )
        for level, face in enumerate((HEITI, KAITI, FANGSONG, FANGSONG), 1)  # 7.3.3
    ),
    *(
        Style(
            run_in(level),
            f"段首标题{level}",
            "DefaultParagraphFont",
            custom=True,
            priority=10,
            character=True,
            face=face,
            bold=level == 3,
        )
        for level, face in ((2, KAITI), (3, FANGSONG), (4, FANGSONG))
    ),
    Style(CLOSING, "Closing", BODY, priority=11),
    Style(HOLE, "待补", "DefaultParagraphFont", custom=True, priority=12, character=True, shade=HOLE_SHADE),
    *(
        Style(
            hole_in(level),
            f"待补（段首标题{level}）",
            run_in(level),
            custom=True,
            priority=12,
            gallery=False,
            character=True,
            shade=HOLE_SHADE,
        )
        for level in (2, 3, 4)
    ),
    Style(
        "Footer",
        "footer",
        gallery=False,
        face=SONGTI,
        latin=SONGTI,
        size=NUMBER_SIZE,
        spacing=0,
        align="left",
        line=NUMBER_LINE,
    ),
    Style("PageNumberOdd", "页码单页", "Footer", custom=True, gallery=False, align="right", inset="right"),  # 7.5
    Style("PageNumberEven", "页码双页", "Footer", custom=True, gallery=False, align="left", inset="left"),
    Style(
        COMMENT_TEXT,
        "annotation text",
        gallery=False,
        face=SONGTI,
        size=COMMENT_SIZE,
        spacing=0,
        align="left",
        line=-240,
    ),
    Style(
        COMMENT_REFERENCE,
        "annotation reference",
        "DefaultParagraphFont",
        gallery=False,
        character=True,
        size=COMMENT_SIZE,
    ),
)
