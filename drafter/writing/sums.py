"""Sums within what the brief says in one place: a part of a whole, a step between two figures, a year's money."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.amounts import Amount, amounts, short, tenths, told
from drafter.brief import Fact
from drafter.speech import Origin, Span
from drafter.writing.forms import derived
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound

_N = r"(\d+(?:\.\d+)?)"
_UNIT = r"([^\W\d_]{1,3}?)"
_PART = re.compile(rf"{_N}{_UNIT}[^。；]*?其中[^。；\d]*{_N}\2")
# 426.8万元里有211.5万元属于这一类: what it is of stands on both sides
_AMONG = re.compile(rf"{_N}{_UNIT}[里中](?:头|面)?有{_N}\2(?=属于|是|出在|来自)")
_COUNTED = r"([万亿]?(?:个百分点|平方米|公里|[元亩户家个件人项处座条台所名套场辆次头只株张份吨])|[千百]瓦)"
_ONLY = re.compile(rf"{_N}{_COUNTED}[^。；\d]*?[只仅][^。；\d]{{0,6}}{_N}\2")
_PAID = re.compile(
    rf"{_N}(元|万元|亿元)[^。；\d]*?[补出拿担贴付][^。；\d]{{0,4}}{_N}\2[^。；\d]*?(?:剩下|其余|余下|不足)"
)
_BUT = re.compile(
    r"投资[^。；]*?除[^。；]*?\d[^。；]*?外[^。；]*?\d[^。；\d]*?(?P<rest>其余|剩余|剩下)(?![^，。；]*\d)"
)
_RATE_OF = re.compile(r"的?[^\W\d_]{2,10}率(?:要|年底|再)?(?:达到|提高到|达|升到|不低于)")
_SMALL_RATE = 30  # per cent from which on a rate of something is a number of it worth telling
_TWO = 2
_OF = "(%|万元|亿元|万吨|万亩|个工作日|个百分点|小时|分钟|公里|平方米|[元吨亩家个件户人项处座条台套辆次天步张份分])?"
_STEP = re.compile(rf"[由从]{_N}{_OF}[^\W\d_]{{0,6}}?[到至]{_N}{_OF}")
_SMALL, _LARGE = Decimal("0.25"), Decimal("0.95")  # a part that is worth a word
_WORTH = Decimal("0.15")  # of the larger figure: a step that is worth a word


def part_of(fact: Fact) -> Bound | None:
    """Tenths of a whole: "投诉63件，其中38件是……" → "六成", derived; None: no part is told, or one not worth a word."""
    found = _PART.search(fact.text) or _AMONG.search(fact.text)
    if not found or not Decimal(found[1]):
        return None
    share = Decimal(found[3]) / Decimal(found[1])
    if not _SMALL <= share <= _LARGE or Decimal(found[1]) < _MANY:
        return None  # 5次里有3次: whoever hears it has reckoned that
    if re.match(rf"[^，。；\d]*、[^，。；\d]*{_N}{re.escape(found[2])}", fact.text[found.end() :]):
        return None  # 其中管网类89个、房屋类71个: which of them, only a name would say
    return (derived(tenths(share), f"{found[3]}÷{found[1]}={short(share * 100)}%"),)


def lacking(fact: Fact) -> tuple[Bound, Bound] | None:
    """What is missing, and which part that is: "68座，正常运行的只有49座" → "19座", "近三成".

    None: no such figures, or the text itself says what is missing, or against which goal.
    """
    if any(word in fact.text for word in word_lists()["已算词"]):
        return None
    found = _ONLY.search(fact.text)
    if found and fact.text[: found.start()].endswith(("只有", "仅有", "只", "仅")):
        return None  # 只有29家，年内新增仅2家: two small figures, no part of a whole
    less = _less(found)
    if not less or not found or less[0].text in fact.text:
        return None
    if len(re.split("[，；。]", fact.text[found.end() :].rstrip("。"))) > 1 and "有的" not in fact.text:
        return None  # 大头的利润留在了外地: it says itself what that comes to
    share = 1 - Decimal(found[3]) / Decimal(found[1])
    if not Decimal("0.1") <= share <= _LARGE:
        return None
    return less, (derived(tenths(share), f"{less[0].text}÷{found[1]}={short(share * 100)}%"),)


def rest_of_cost(fact: Fact) -> Bound | None:
    """What is left to pay: "要花9.8万元，镇里补6万元，剩下的……" → "3.8万元", derived; None: no such figures.

    Likewise of three: "投资2.6亿元，除专项债1.2亿元外，区财政安排7000万元，其余……" → "7000万元".
    """
    if found := _BUT.search(fact.text):
        whole, *parts = amounts(fact.text[: found.start("rest")])
        left = whole.value - sum(one.value for one in parts)
        money = all(one.unit == "元" and one.exact for one in (whole, *parts))
        if money and len(parts) > 1 and left > 0:
            how = "－".join(one.bare for one in (whole, *parts)) + f"={told(left, '元')}"
            return (derived(told(left, "元"), how),)
    return _less(_PAID.search(fact.text))


def rate_of_base(fact: Fact) -> dict[str, Bound] | None:
    """A rate told by what it is of: "4.2万亩玉米秸秆离田率达到90%" → 3.78万亩; None: no such two in one clause."""
    for clause in re.split("[，；。]", fact.text):
        found = amounts(clause)
        if len(found) != _TWO or found[1].unit != "%" or found[0].unit == "%" or not found[0].exact:
            continue
        whole, rate = found
        between = clause[whole.end : rate.start]
        number = whole.value * rate.value / 100
        if not _RATE_OF.fullmatch(between) or not _SMALL_RATE <= rate.value < 100 or number % 1:
            continue
        part = told(number, whole.unit)
        return {
            "比率": (Span(rate.bare, Origin("brief", fact.path)),),
            "应数": (derived(part, f"{whole.bare}×{rate.bare}={part}"),),
        }
    return None


def _less(found: re.Match[str] | None) -> Bound | None:
    if not found or Decimal(found[3]) >= Decimal(found[1]):
        return None
    left = f"{short(Decimal(found[1]) - Decimal(found[3]))}{found[2]}"
    return (derived(left, f"{found[1]}－{found[3]}={left}"),)


def step(fact: Fact) -> tuple[str, Bound] | None:
    """How far a figure is to move: "由20%提高到30%" → "一倍半"; "由47项压减到15项以内" → "近七成".

    Returns:
        作用 ("幅度升": so many times what it was; "幅度降": the share that goes), and how much.
        None: no such step, the units differ, or it is not worth a word.
    """
    found = _STEP.search(fact.text)
    if not found:
        return None
    before, after, unit = Decimal(found[1]), Decimal(found[3]), found[4] or ""
    if (found[2] or unit) != unit or not unit or not before or abs(after - before) < _WORTH * max(before, after):
        return None
    up = after > before
    if up and (after / before * 2) % 1 == 0:  # 一倍半, 2倍, 2.5倍
        words = "一倍半" if after / before == Decimal("1.5") else f"{short(after / before)}倍"
        return "幅度升", (derived(words, f"{found[3]}÷{found[1]}={short(after / before)}"),)
    if up and after >= 2 * before:
        return "幅度升", (derived(f"{short(after / before)}倍", f"{found[3]}÷{found[1]}={short(after / before)}"),)
    share = abs(after - before) / before
    how = f"（{short(max(after, before))}－{short(min(after, before))}）÷{found[1]}={short(share * 100)}%"
    return ("幅度降", (derived(tenths(share), how),)) if share >= _SMALL and not up else None


_BELOW = re.compile(rf"比(?P<than>[^\W\d_]{{2,10}}?)(?P<way>低|少|高|多)(?:出|了)?{_N}")
_CHANGED = re.compile(rf"比(?:上年|去年|上一年|前年)(?:同期)?(?P<way>减少|少|下降|增加|多|增长)(?:了)?{_N}")
_SHARES = re.compile(rf"{_N}[%％]的[^，。；\d]*(?:贡献|创造|完成|产出|承担|撑起)[^，。；\d]*{_N}[%％]")
_HUNDRED = re.compile(r"占(?P<whole>[^\W\d_]{2,12}?)的(?P<share>\d+(?:\.\d+)?)[%％]")
_PER = re.compile(rf"(?P<who>每[户人家亩个班组队车])每(?P<unit>月|季度|天){_N}?[^\W\d_]{{0,8}}?{_N}(?P<money>元)")
_MONTHLY = re.compile(rf"每月{_N}元[^\W\d_]{{0,6}}?[到至]{_N}元")
_GOOD = re.compile(rf"(?P<name>[^\W\d_]*合格率)[^\d]*?{_N}[%％][^\d]*?{_N}[%％]")
_MANY = 10  # of which a part is worth telling in tenths
_YEAR = {"月": 12, "季度": 4}
_FAR, _NEAR = Decimal("0.9"), Decimal("1.3")  # times another figure, from where on that is worth a word
_FELL = Decimal("0.6")  # of what it was last year, that something fell to
_TIMES = Decimal(2)
_MONTH = 10  # 元 a month that make a sum worth telling by the year
_WHOLES = ("税收", "收入", "产值", "投资", "销售额", "支出", "预算", "出口额", "贷款")


def below(fact: Fact) -> tuple[str, Bound, Bound] | None:
    """What a figure is beside another: "9.6万元，比全市平均水平低3.2万元" → 全市平均水平, 七成五.

    Returns:
        作用 ("不及", "高出"), what it is compared with, and the share, or the level the brief leaves to be worked out:
        "76天，比市内先进区多21天" → 55天, which says how far one has to go; derived.
    """
    beside = _beside(fact)
    if not beside:
        return None
    found, own, step = beside
    if found["than"].startswith(("上年", "去年", "上一年", "前年", "同期")) or own.unit == "%" or not own.value:
        return None
    less = found["way"] in "低少"
    other = own.value + step.value if less else own.value - step.value
    if other <= 0:
        return None
    times = own.value / other
    how = f"{own.bare}÷（{own.bare}{'＋' if less else '－'}{step.bare}）={short(times * 100)}%"
    than: Bound = (Span(found["than"], Origin("brief", fact.path)),)
    if Decimal("0.1") <= times < _FAR:
        return "不及", than, (derived(tenths(times), how),)
    level = told(other, own.unit)
    return ("高出", than, (derived(level, f"{own.bare}－{step.bare}={level}"),)) if times >= _NEAR else None


def beside_others(fact: Fact) -> tuple[Decimal, Decimal, Bound] | None:
    """A figure, that of the others, and who they are: "9.6万元，比全市平均水平低3.2万元" → 96000, 128000."""
    beside = _beside(fact)
    if not beside or beside[0]["way"] not in "低少":
        return None
    found, own, step = beside
    return own.value, own.value + step.value, (Span(found["than"], Origin("brief", fact.path)),)


def _beside(fact: Fact) -> tuple[re.Match[str], Amount, Amount] | None:
    """Where a text compares (than, way), its own figure, and by how much; None: nowhere, or the units differ."""
    found = _BELOW.search(fact.text)
    own = amounts(fact.text[: found.start()])[-1:] if found else ()
    step = amounts(fact.text[found.start() :])[:1] if found else ()
    if not found or not own or not step or own[0].unit != step[0].unit:
        return None
    return found, own[0], step[0]


def small_and_great(fact: Fact) -> bool:
    """Whether a small share of one thing makes a great one of another: "以全县1.2%的土地贡献了71%的产值"."""
    found = _SHARES.search(fact.text)
    return bool(found) and Decimal(found[1]) * 5 <= Decimal(found[2])  # type: ignore[index]


def changed(fact: Fact) -> tuple[Bound, Bound] | None:
    """Last year's figure and this one's, where it fell by much: "2起，比上年减少3起" → 5起, 2起."""
    found = _CHANGED.search(fact.text)
    if not found or found["way"] not in ("减少", "少", "下降"):
        return None
    own, step = amounts(fact.text[: found.start()])[-1:], amounts(fact.text[found.start() :])[:1]
    if not own or not step or own[0].unit != step[0].unit or own[0].unit == "%" or not own[0].exact:
        return None
    before = own[0].value + step[0].value
    if own[0].value > _FELL * before or not step[0].exact:
        return None
    last = told(before, own[0].unit)
    how = f"{own[0].bare}＋{step[0].bare}={last}"
    return (derived(last, how),), (Span(own[0].bare, Origin("brief", fact.path)),)


def of_hundred(fact: Fact) -> dict[str, Bound] | None:
    """A share of money told by the hundred: "工业税收7.2亿元，占全县税收的46%" → 全县税收, 每100元里有46元, 工业."""
    found = _HUNDRED.search(fact.text)
    clause = re.split("[，；。]", fact.text[: found.start()] if found else "")
    name = re.sub(r"(?:达到?|完成|实现)?\d.*$", "", next((one for one in reversed(clause) if one), ""))
    tail = next((one for one in _WHOLES if found and found["whole"].endswith(one)), "")
    if not found or not tail or not name.endswith(tail) or len(name) <= len(tail):
        return None
    origin = Origin("brief", fact.path)
    share = Decimal(found["share"])
    if not 10 <= share <= 95:
        return None
    return {
        "整体": (Span(found["whole"], origin),),
        "部分": (Span(name.removesuffix(tail), origin),),
        "份额": (derived(f"每100元里有{short(share)}元", f"占{found['share']}%"),),
    }


def in_a_year(fact: Fact) -> dict[str, Bound] | None:
    """Money by the month told by the year: "由每月300元提高到800元" → 500元, 6000元."""
    if found := _MONTHLY.search(fact.text):
        more = abs(Decimal(found[2]) - Decimal(found[1]))
        if more < _MONTH:
            return None  # by the square metre: nobody pays that sum
        month, year = f"{short(more)}元", f"{short(more * 12)}元"
        return {
            "月数": (derived(month, f"{found[2]}－{found[1]}={month}"),),
            "年数": (derived(year, f"{short(more)}×12={year}"),),
        }
    if (found := _PER.search(fact.text)) and found["unit"] in _YEAR:
        money = Decimal(found[4])
        year = f"{short(money * _YEAR[found['unit']])}元"
        who = (Span(found["who"], Origin("brief", fact.path)),)
        return {"每": who, "年数": (derived(year, f"{short(money)}×{_YEAR[found['unit']]}={year}"),)}
    return None


def rejects(fact: Fact) -> dict[str, Bound] | None:
    """A rate of good ones told by what is not good: 98.3% to 98.8% → of a thousand 17件 to 12件."""
    found = _GOOD.search(fact.text)
    return rejects_of(Decimal(found[2]), Decimal(found[3])) if found else None


def rejects_of(good: Decimal, better: Decimal) -> dict[str, Bound] | None:
    """The same for two rates in per cent."""
    before, after = 100 - good, 100 - better
    if not 0 < after < before <= 20:
        return None
    numbers = [f"{short(one * 10)}件" for one in (before, after)]
    how = f"100－{short(good)}={short(before)}，100－{short(better)}={short(after)}"
    return {
        "千件": (derived("一千件里", how),),
        "现数": (derived(numbers[0], how),),
        "应数": (derived(numbers[1], how),),
    }


def multiple(fact: Fact) -> Bound | None:
    """How many times one figure is another: "由800元提高到2万元" → "25倍"; None: no such two, or not twice as much."""
    found = re.search(r"[由从](?=[^\W\d_]{0,4}\d)", fact.text)
    pair = amounts(fact.text[found.start() :])[:2] if found else ()
    if len(pair) < 2 or pair[0].unit != pair[1].unit or not pair[0].value or pair[0].unit == "%":
        return None
    assert found
    between = fact.text[found.start() :][pair[0].end : pair[1].start]
    times = pair[1].value / pair[0].value
    if times < _TIMES or not re.search("[到至]", between) or re.search("[，；。]", between):
        return None
    above = "以上" if pair[1].text.endswith("以上") else ""
    return (derived(f"{short(times)}倍{above}", f"{pair[1].bare}÷{pair[0].bare}={short(times)}"),)
