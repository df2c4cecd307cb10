"""A title in balanced lines: trapezium or lozenge, no word broken (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

MAX_WIDTH = 19  # characters a line in the layout 公文, with one to spare
MAX_TITLE = 60  # characters; a longer title is left to the word processor
SHORTEST = 2  # characters a line

# Where a line may end, from good to bad: (price, what stands before the break, what stands after it).
# A meeting's name ends in its kind, and the kind keeps together: 第一次全体会议, 工作推进会议, 分析推进会.
_KIND = (
    "工作|专题|动员|部署|推进|调度|座谈|表彰|总结|培训|汇报|协调|现场|电视电话|视频|全体|扩大|联席|常务|誓师|"
    "交流|务虚|分析|警示教育|专项|启动|第[一二三四五六七八九十0-9]+[届次]"
)
_PLACES = (
    (0.0, r"[，；：。！？\s]|——", ""),
    (0.5, "", "暨"),
    (1.0, "上的|同志", ""),
    (1.0, "", "(?<=[长记任席员])在"),
    (1.0, "", rf"(?:{_KIND})*(?:大?会议?|例会)(?:暨|上|$)"),
    (1.5, "、", ""),
    (2.0, "", "(?:和(?![平谐睦解])|与(?!会)|及(?!时)|同(?![志时步心]))"),
    (3.0, "(?<!目)的(?![确士])", ""),
    (3.0, "关于|年度?|以来", ""),
)
_UNSURE = 8.0  # between two characters that no rule speaks of: perhaps inside a word
_WORDS = (  # kept whole; a string, for most titles fit one line and never need it
    "[A-Za-z0-9.%％]+|“[^”]{1,12}”|《[^》]{1,14}》|（[^）]{1,12}）(?:会议)?|人民代表大会|政治协商会议|"
    "党的[一二三四五六七八九十]+[届大](?:[一二三四五六七八九十]+中全会)?|第[一二三四五六七八九十0-9]+[届次]|"
    "在全[国省市区县镇乡]|学习贯彻|会议|大会|讲话|发言|致辞|报告|工作|同志|全[国省市区县镇乡]|我[省市区县镇乡]|"
    "中国|共产党|委员会|常委|"
    "乡村|振兴|巩固|拓展|脱贫|攻坚|成果|有效|衔接|经济|运行|分析|形势|安全|生产|生态|环境|保护|防灾|减灾|救灾|"
    "项目|建设|招商|引资|产业|工业|农业|农村|城市|更新|科技|创新|营商|改革|开放|民生|保障|教育|卫生|健康|文化|旅游|"
    "消费|财政|金融|基层|治理|党的|党建|党风|廉政|作风|纪律|督导|督查|考核|高质量|发展|推进|推动|动员|部署|重点|任务|"
    "深入|学习|贯彻|落实|精神|主题|宣传|思想|组织|人才|队伍|干部|能力|提升|优化|攻坚战|三年|行动|专项|整治|"
    "上半年|下半年|季度|年度|新型|绿色|低碳|数字|信息|应急|管理|防汛|抗旱|森林|防火|信访|维稳|平安|法治|综合|绩效|表彰|"
    "总结|启动|仪式|座谈会|推进会|动员会|调度会|现场会|电视电话|书记|县长|市长|区长|镇长|主任|局长"
)
_NO_START = "，、；：。！？）》”’…—％%·的"
_NO_END = "（《“‘在和与暨"


def title_lines(title: str, width: int = MAX_WIDTH) -> tuple[str, ...]:
    """Cut a title into lines of at most `width` characters.

    Law: "".join(result) == title. An empty title has no lines.
    """
    if _width(title) <= width or _width(title) > MAX_TITLE:
        return (title,) if title else ()
    prices = _prices(title)
    fewest = int(-(-_width(title) // width))
    found = [cut for count in range(fewest, fewest + 2) if (cut := _best(title, prices, count, width))]
    if not found:
        return (title,)
    _, cuts = min(found)
    return tuple(title[start:end] for start, end in pairwise((0, *cuts, len(title))))


def split_subtitle(title: str) -> tuple[str, str]:
    """“主标题——在…会议上的讲话” as main title and subtitle with its dash, empty if there is none.

    Law: the two join to `title`.
    """
    match = re.search(r"(?<=[^—])——(?=在.+上的\w+$)", title)
    return (title[: match.start()], title[match.start() :]) if match else (title, "")


def _width(text: str) -> float:
    """Width in Chinese characters."""
    return sum(0.5 if character < "\u2000" else 1.0 for character in text)


def _prices(title: str) -> dict[int, float]:
    """Price of each place where a line may end; places inside a known word are not for sale."""
    closed = {place for word in re.finditer(_WORDS, title) for place in range(word.start() + 1, word.end())}
    edges = {place for word in re.finditer(_WORDS, title) for place in word.span()}
    prices = {
        place: _UNSURE / 2 if place in edges else _UNSURE
        for place in range(1, len(title))
        if place not in closed and title[place] not in _NO_START and title[place - 1] not in _NO_END
    }
    for price, before, after in reversed(_PLACES):
        for match in re.finditer(before or after, title):
            place = match.end() if before else match.start()
            if place in prices:
                prices[place] = price
    return prices


def _best(title: str, prices: dict[int, float], count: int, most: int) -> tuple[float, tuple[int, ...]] | None:
    """Cheapest way to cut a title into `count` lines: cost and cuts; None: no way."""
    mean = _width(title) / count

    @cache
    def rest(start: int, lines: int, above: float, shrinking: bool) -> tuple[float, tuple[int, ...]] | None:
        """The lines from `start` on; `above` is the width of the line before, `shrinking`: it was a shorter one."""
        options = []
        for end in [len(title)] if lines == 1 else [place for place in prices if place > start]:
            width = _width(title[start:end])
            if not SHORTEST <= width <= most:
                continue
            tail = (0.0, ()) if lines == 1 else rest(end, lines - 1, width, width < above)
            if tail is None:
                continue
            cost = (width - mean) ** 2 / mean + (prices[end] if lines > 1 else 0.0)
            cost += 4 if width < 4 else 0
            cost += 3 if shrinking and above < width else 0  # an hourglass
            options.append((cost + tail[0], (end, *tail[1]) if lines > 1 else ()))
        return min(options, default=None)

    best = rest(0, count, 0.0, False)
    return (best[0] + 3 * count, best[1]) if best else None
