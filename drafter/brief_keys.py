"""The keys of a brief, once: validation, the schema for editors and the tests of the starters all read this table."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from drafter.record import record

LEVELS = ("省", "市", "区", "县", "镇", "乡", "街道", "村", "开发区", "企业", "学校", "单位")
TONES = ("部署", "动员", "总结", "表态", "座谈", "致辞", "主持")
LENGTHS = (100, 60000)  # characters


class Shape(Enum):
    """What may stand after a key."""

    TEXT = "文字"
    TEXTS = "列表"  # of texts; a single text is a list of one
    GROUP = "下一级的键"
    ENTRIES = "条目列表"  # of texts or groups
    PERSON = "文字，或者 职务 和 姓名"
    DATE = "日期"
    CHOICE = "选项"
    LENGTH = "篇幅"
    WHOLE = "整数"


@record
class Key:
    """One key of the brief."""

    name: str
    alias: str  # English
    note: str  # one line for a clerk
    shape: Shape = Shape.TEXT
    keys: tuple[Key, ...] = ()  # of the group, or of each entry
    needs: tuple[str, ...] = ()  # at least one of these must be in the group
    plain: str = ""  # the key that an entry without keys stands for; empty: it is a text of its own
    required: bool = False
    choices: tuple[str, ...] = ()
    bounds: tuple[int, int] = (0, 0)  # of a whole number, both allowed


def _verbatim(where: str) -> Key:
    return Key("原文", "verbatim", f"领导坚持要用的原话，一字不动放进{where}", Shape.TEXTS)


_PERSON = (
    Key("职务", "post", "讲话人的职务，如 县委书记"),
    Key("姓名", "name", "讲话人的姓名"),
)
_MEETING = (
    Key("名称", "name", "会议全称"),
    Key("任务", "purpose", "这次会议要干什么"),
    Key("上级精神", "directives", "要贯彻的上级会议或文件精神", Shape.TEXTS),
    Key("议程", "agenda", "讲话之前已经进行的议程；主持词写将要进行的", Shape.TEXTS),
    Key("奋斗目标", "vision", "总的奋斗目标"),
    _verbatim("开头"),
)
_ACHIEVEMENT = (
    Key("指标", "indicator", "指标名称，如 地区生产总值", required=True),
    Key("数值", "value", "完成数，带单位，如 186.4亿元"),
    Key("增幅", "growth", "增长幅度，如 6.1%"),
    Key("排名", "rank", "位次，如 全市第2位"),
    Key("年度计划", "plan", "全年计划数，或完成计划的比例"),
)
_PROBLEM = (
    Key("问题", "problem", "问题是什么", required=True),
    Key("对策", "answer", "用什么办法解决"),
)
_OPPORTUNITY = (
    Key("机遇", "opportunity", "机遇是什么", required=True),
    Key("抓手", "use", "怎样抓住它"),
)
_REVIEW = (
    Key("时段", "period", "回顾的是哪一段时间，如 过去一年"),
    Key("主线", "theme", "工作主线，如 稳中求进"),
    Key("成绩", "achievements", "取得的成绩，一条一句话，或写指标和数字", Shape.ENTRIES, _ACHIEVEMENT),
    Key("问题", "problems", "存在的问题，一条一句话，或写问题和对策", Shape.ENTRIES, _PROBLEM, plain="问题"),
    Key("机遇", "opportunities", "面临的机遇，一条一句话，或写机遇和抓手", Shape.ENTRIES, _OPPORTUNITY, plain="机遇"),
)
_MEASURE = (
    Key("要点", "point", "这条举措的小标题，如 倒排工期"),
    Key("内容", "detail", "具体怎么干"),
    Key("责任", "owner", "责任单位"),
    Key("时限", "deadline", "完成时限，如 6月底"),
)
_POINT = (
    Key("主题", "topic", "这一点讲什么，如 项目建设", required=True),
    Key("标题", "heading", "这一点的标题，写了就照用"),
    Key("意义", "why", "为什么要抓这件事"),
    Key("目标", "goal", "要达到什么目标"),
    Key(
        "举措",
        "measures",
        "具体举措，一条一句话，或写要点、内容、责任、时限",
        Shape.ENTRIES,
        _MEASURE,
        needs=("要点", "内容"),
        plain="内容",
    ),
    Key("保障", "safeguard", "怎样督促落实"),
    _verbatim("这一点"),
)
_ENDING = (
    Key("号召", "call", "最后的号召"),
    Key("结语", "ending", "最后一句话"),
    _verbatim("结尾"),
)
_SETTINGS = (
    Key("语速", "rate", "每分钟讲多少字，默认 200", Shape.WHOLE, bounds=(60, 500)),
    Key("待补上限", "max_holes", "稿子里最多留几处【待补】，默认 6", Shape.WHOLE, bounds=(0, 100)),
    Key(
        "补足篇幅",
        "fill",
        "事实说完还不到篇幅，用不用句库里许多会上都能说的话补足：是 或 否；不写，事实够得上一半的部署讲话不补，别的补",
        Shape.CHOICE,
        choices=("是", "否"),
    ),
)

BRIEF = Key(
    "简报", "brief", "一篇讲话稿的简报：只有标题和意见里的主题必填", Shape.GROUP,
    (
        Key("标题", "title", "讲话稿的标题", required=True),
        Key("讲话人", "speaker", "职务 姓名，如 县委书记 张三", Shape.PERSON, _PERSON, needs=("职务", "姓名")),
        Key("日期", "date", "讲话日期，如 2026-01-16", Shape.DATE),
        Key("称谓", "salutation", "开头的称呼，默认 同志们"),
        Key("地区", "place", "所在地区或单位的名称，如 云岭县；“我县”“全县”由它而来"),
        Key("层级", "level", "地区名称看不出层级时才写", Shape.CHOICE, choices=LEVELS),
        Key("提纲", "outline", "用哪一种提纲，如 三点意见；可选的见 drafter outline list"),
        Key("会议", "meeting", "会议的基本情况", Shape.GROUP, _MEETING),
        Key("形势", "review", "成绩、问题和机遇", Shape.GROUP, _REVIEW),
        Key("意见", "points", "讲几点意见，一点一条", Shape.ENTRIES, _POINT, plain="主题", required=True),
        Key("结尾", "closing", "号召和结语", Shape.GROUP, _ENDING),
        Key("篇幅", "length", "全文字数或时间，如 3000字、15分钟", Shape.LENGTH),
        Key("语气", "tone", "讲话的语气", Shape.CHOICE, choices=TONES),
        Key("种子", "seed", "整数，换一个数就换一种写法", Shape.WHOLE, bounds=(-(10**15), 10**15)),
        _verbatim("全文"),
        Key("设置", "settings", "一般不用改", Shape.GROUP, _SETTINGS),
    ),
)  # fmt: skip


def walk(key: Key = BRIEF, path: str = "") -> Iterator[tuple[str, Key]]:
    """Every key below `key` with its path: ("形势.成绩[].增幅", Key), parents first."""
    for child in key.keys:
        here = f"{path}.{child.name}" if path else child.name
        yield here, child
        yield from walk(child, f"{here}[]" if child.shape is Shape.ENTRIES else here)


def places(word: str) -> tuple[str, ...]:
    """Paths at which a key or alias of this name is known."""
    return tuple(path for path, key in walk() if word in (key.name, key.alias))


KNOWN = frozenset(word for _, key in walk() for word in (key.name, key.alias))
