"""A YAML file → a `Brief`, with every problem at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafter import brief_settings as settings
from drafter import files
from drafter.brief import Achievement, Brief, Ending, Fact, Measure, Meeting, Pair, Point, Review
from drafter.brief_keys import BRIEF, KNOWN
from drafter.brief_nodes import Group, Report, group
from drafter.errors import InvalidFile
from drafter.yamltree import parse

RATE = 200  # 字/分
MAX_HOLES = 6
_MISSING = Fact("（缺）", "")  # stands for a required text while the other problems are collected


def read_brief(path: Path) -> Brief:
    """Read a brief; its warnings say so when the file was not UTF-8.

    Raises:
        InvalidFile: missing, damaged, not YAML, or not a brief.
    """
    text = files.read_text(path)
    return parse_brief(text.text, text.path, text.encoding)


def parse_brief(text: str, file: str, encoding: str = "utf-8") -> Brief:
    """Make a brief of YAML text.

    Args:
        text: the whole file.
        file: named in every problem and warning, and in the brief.
        encoding: how the file was read; anything but UTF-8 is a warning.

    Raises:
        InvalidFile: not YAML, or not a brief; holds every problem that can be seen.
    """
    tree = parse(text, file, KNOWN)
    report = Report(file, list(tree.problems), list(tree.warnings))
    if encoding != "utf-8":
        report.warn(0, "", f"文件不是 UTF-8 编码，已按 {encoding.upper()} 读出；建议另存为 UTF-8")
    whole = group(tree.root, BRIEF, "", report)
    if not whole and not report.problems:
        report.problem(0, "", "文件里没有内容；用 drafter init 可以生成一份带说明的简报")
    brief = _brief(whole, file) if whole else None
    if not brief or report.problems:
        raise InvalidFile(dict.fromkeys(report.problems))
    return replace(brief, warnings=tuple(map(str, sorted(set(report.warnings)))))


def _brief(whole: Group, file: str) -> Brief:
    """The brief; where a required text is missing a problem has been noted and a stand-in is used."""
    config = whole.group("设置")
    rate = config.setting("语速", settings.whole, RATE)
    speaker, post = whole.person("讲话人")
    return Brief(
        file=file,
        title=_required(whole, "标题"),
        points=tuple(map(_point, whole.entries("意见"))),
        speaker=speaker,
        post=post,
        day=whole.setting("日期", settings.day, None),
        salutation=whole.text("称谓"),
        place=whole.text("地区"),
        level=whole.setting("层级", settings.choice, ""),
        outline=whole.text("提纲"),
        meeting=_meeting(whole.group("会议")),
        review=_review(whole.group("形势")),
        ending=_ending(whole.group("结尾")),
        length=whole.setting("篇幅", lambda text, _: settings.length(text, rate), None),
        tone=whole.setting("语气", settings.choice, ""),
        seed=whole.setting("种子", settings.whole, None),
        verbatim=whole.texts("原文"),
        rate=rate,
        max_holes=config.setting("待补上限", settings.whole, MAX_HOLES),
        fill={"是": True, "否": False}.get(config.setting("补足篇幅", settings.choice, "")),
    )


def _required(entry: Group, name: str) -> Fact:
    return entry.text(name) or _MISSING


def _meeting(entry: Group) -> Meeting:
    return Meeting(
        name=entry.text("名称"),
        purpose=entry.text("任务"),
        directives=entry.texts("上级精神"),
        agenda=entry.texts("议程"),
        vision=entry.text("奋斗目标"),
        verbatim=entry.texts("原文"),
    )


def _review(entry: Group) -> Review:
    return Review(
        period=entry.text("时段"),
        theme=entry.text("主线"),
        achievements=tuple(map(_achievement, entry.entries("成绩"))),
        problems=tuple(_pair(one, "问题", "对策") for one in entry.entries("问题")),
        opportunities=tuple(_pair(one, "机遇", "抓手") for one in entry.entries("机遇")),
    )


def _achievement(entry: Group) -> Achievement:
    if entry.alone:
        return Achievement(entry.path, text=entry.alone)
    return Achievement(
        path=entry.path,
        indicator=_required(entry, "指标"),
        value=entry.text("数值"),
        growth=entry.text("增幅"),
        rank=entry.text("排名"),
        plan=entry.text("年度计划"),
    )


def _pair(entry: Group, text: str, answer: str) -> Pair:
    return Pair(entry.path, entry.alone or _required(entry, text), entry.text(answer))


def _point(entry: Group) -> Point:
    return Point(
        path=entry.path,
        topic=entry.alone or _required(entry, "主题"),
        heading=entry.text("标题"),
        why=entry.text("意义"),
        goal=entry.text("目标"),
        measures=tuple(map(_measure, entry.entries("举措"))),
        safeguard=entry.text("保障"),
        verbatim=entry.texts("原文"),
    )


def _measure(entry: Group) -> Measure:
    return Measure(
        path=entry.path,
        point=entry.text("要点"),
        detail=entry.alone or entry.text("内容"),
        owner=entry.text("责任"),
        deadline=entry.text("时限"),
    )


def _ending(entry: Group) -> Ending:
    return Ending(call=entry.text("号召"), ending=entry.text("结语"), verbatim=entry.texts("原文"))
