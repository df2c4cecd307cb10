"""What stands between {{ }} in a phrase: each variable with its meaning, and the places where composing binds it."""

from __future__ import annotations

from drafter.speech import SLOTS

# Any phrase but a heading may hold these: they follow 地区, 层级 and 日期 and state nothing new.
ANYWHERE = {
    "地区": "地区或单位的名称，如 云岭县",
    "简称": "去掉“县”“市”的名称，如 云岭",
    "我县": "我县、我镇、我们公司……随层级变",
    "全县": "全县、全镇、全公司……随层级变",
    "县委": "县委、镇党委、公司党委……随层级变",
    "县政府": "县政府、镇政府……随层级变",
    "县委县政府": "县委、县政府连说；致谢时按讲话人的职务定",
    "各乡镇": "下一级，如 各乡镇、各村（社区）",
    "各乡镇各部门": "下一级和部门，如 各乡镇、各部门",
    "各级各部门": "各级各部门，随层级变",
    "干部群众": "干部群众、干部职工、师生员工……随层级变",
    "县领导": "县领导、镇领导……随层级变",
    "县级部门": "县级部门、镇直部门……随层级变",
    "年份": "讲话那一年，如 2026年；要有日期",
    "今年": "今年；要有日期",
    "去年": "去年；要有日期",
}
MEANINGS = {
    **ANYWHERE,
    "代表": "以谁的名义说话，由讲话人的职务来，如 县委、县政府",
    "上级": "对上级表态时的上级，如 县委",
    "议程数": "会上有几项议程，如 三项",
    "第几项": "议程的序号，如 第一项",
    "议程项": "会议.议程里的一项",
    "会议名称": "会议.名称，没有就从标题里取",
    "会议任务": "会议.任务",
    "上级精神": "会议.上级精神，几项连起来",
    "奋斗目标": "会议.奋斗目标",
    "议程": "会议.议程，几项连起来",
    "主题列": "各条意见的主题连起来，如 项目建设、营商环境和作风建设",
    "主题短语": "各个主题的三字短语，如 抓项目、优环境、转作风",
    "点数": "几点意见，如 三点",
    "点数个": "几个方面，如 三个",
    "时段": "形势.时段",
    "主线": "形势.主线",
    "指标句": "指标连同数值、增幅、位次，如 地区生产总值完成142.7亿元，增长6.4%",
    "指标": "折算所说的指标",
    "完成率": "由数值和年度计划算出的完成率",
    "进度差": "完成率和序时进度的差，按时段的月数算，如 3.5个百分点",
    "缺口": "问题里说的缺口，如 2300个",
    "余数": "缺口减去举措、目标减去已完成以后的数，如 800个",
    "已完成": "目标里说的指标，到时段末已经完成的数",
    "成绩": "形势.成绩里一句话写完的成绩",
    "问题": "只有一个问题时的那个问题",
    "问题列表": "几个问题列出来：一是……；二是……",
    "问题数": "几个问题，如 三个",
    "机遇": "只有一个机遇时的那个机遇",
    "机遇列表": "几个机遇列出来：一是……；二是……",
    "名": "这一条意见的主题，如 项目建设",
    "目标": "意见.目标",
    "举措": "一条举措的内容",
    "牵头单位": "举措的责任单位，只有一个",
    "责任单位": "举措的责任单位，不止一个，或待补",
    "时限前": "时限加“前”，如 3月底前",
    "时限": "不能加“前”的时限，如 全年",
    "件数": "这一点有几条举措，如 三件",
    "要点列": "这一点各条举措的要点连起来，如 倒排工期、要素保障、专班推进",
    "占比": "由这条举措和目标算出的份额",
    "总数": "算份额用的总数",
    "问题简": "前面讲过的问题，取前半句",
    "对策": "问题.对策",
    "机遇简": "前面讲过的机遇，取前半句",
    "抓手": "机遇.抓手",
    "问题列": "还没有对策的几个问题",
    "机遇列": "还没有抓手的几个机遇",
    "待补": "【待补：…】",
    "保障": "意见.保障",
    "号召": "结尾.号召",
    "尾": "标题的后半句，取自这一条的“尾”",
    "短语一": "主题的第一个三字短语，如 抓项目",
    "短语二": "主题的第二个三字短语，如 扩投资",
    "目标语": "主题的四字目标，如 扩量提质",
    "动宾": "主题的动宾短语，如 扩大有效投资",
    "要求": "主题的四字要求，如 提速增效",
    "补": "挖出的并列标题里各不相同的部分，见“填”；写稿时还不用",
    "补二": "并列标题里第二处不同的部分，见“填”；写稿时还不用",
    "补三": "并列标题里第三处不同的部分，见“填”；空太多，总是待审",
    "补四": "并列标题里第四处不同的部分，见“填”；空太多，总是待审",
}
OCCASION = (
    "会议名称",
    "主题列",
    "主题短语",
    "代表",
    "上级",
)  # any single phrase an outline asks for by 作用 may hold them
_PERSONS = ("代表", "上级")
_NOTHING: tuple[str, ...] = ()
_WOVEN = ("名", "牵头单位", "责任单位", "时限前", "时限")
# Slot and move → 作用 the composer looks for → variables it binds there besides ANYWHERE; tested against composing.
PLACES: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {
    ("opening", "salutation"): {"": _NOTHING},
    ("opening", "significance"): {"": _NOTHING, "背景意义": _NOTHING},
    ("opening", "purpose"): {
        "任务": ("会议任务", "会议名称"),
        "任务缺": ("会议名称", "主题列", "主题短语"),
        "精神": ("上级精神",),
        "目标": ("奋斗目标",),
    },
    ("opening", "recap"): {
        "议程": ("议程",),
        "议程数": ("议程数",),
        "议程项": ("议程项", "第几项"),
        "议程毕": _NOTHING,
        "评点": _NOTHING,
    },
    ("opening", "greeting"): {"会中谢": OCCASION, "开场谢": OCCASION},
    ("opening", "lead_in"): {"归结": ("主题短语",), "引出": ("点数", "点数个")},
    ("situation_review", "achievements"): {
        "总说": ("时段", "主线"),
        "指标引": ("指标句",),
        "指标续": ("指标句",),
        "意味": _NOTHING,
        "折算": ("指标", "完成率"),
        "折算快": ("指标", "完成率", "进度差"),
        "折算慢": ("指标", "完成率", "进度差"),
        "折算平": ("指标", "完成率"),
        "事例引": ("成绩",),
        "成绩评": _NOTHING,
    },
    ("situation_review", "problems"): {
        "问题缺": _NOTHING,
        "转折": _NOTHING,
        "单问题": ("问题",),
        "列问题": ("问题列表", "问题数"),
        "问题数引": ("问题数",),
        "后果": _NOTHING,
        "问题评": _NOTHING,
    },
    ("situation_review", "outlook"): {
        "机遇引": ("机遇",),
        "机遇列": ("机遇列表",),
        "机遇评": _NOTHING,
        "机遇": _NOTHING,
    },
    ("three_opinions", "heading"): {
        "": ("名", "尾", "短语一", "短语二", "目标语", "动宾", "要求"),
        "通用": ("名", "尾", "短语一", "短语二", "目标语", "动宾", "要求"),
    },
    ("three_opinions", "rationale"): {"": ("名",), "道理": ("名",)},
    ("three_opinions", "measure"): {
        "目标": ("名", "目标"),
        "目标缺": ("名", "目标"),
        "过渡": ("名", "件数", "要点列"),
        "编织": (*_WOVEN, "举措"),
        "编织主先": (*_WOVEN[:-1], "举措"),
        "编织时先": ("名", "牵头单位", "责任单位", "举措"),
        "编织后": _WOVEN,
        "占比": ("名", "占比", "总数"),
        "缺口余": ("名", "缺口", "余数"),
        "目标余": ("名", "已完成", "余数"),
        "列项": ("名",),
        "做法": ("名",),
        "界限": ("名",),
        "缘由": ("名",),
        "检验": ("名",),
        "方向": ("名",),
        "连说": ("名",),
        "讲究": ("名",),
        "好处": ("名",),
        "短评": _NOTHING,
        "检查": ("名",),
        "呼应问题": ("名", "问题简"),
        "呼应机遇": ("名", "机遇简"),
        "呼应问题对策": ("名", "问题简", "对策"),
        "呼应机遇抓手": ("名", "机遇简", "抓手"),
        "未答": ("名", "问题列", "机遇列", "待补"),
    },
    ("three_opinions", "safeguard"): {"": ("名",), "保障引": ("名", "保障"), "督导": ("名", *OCCASION)},
    ("closing", "summary"): {"": ("主题短语",), "总结": ("主题短语",)},
    ("closing", "call"): {"号召引": ("号召", *_PERSONS), "号召": _PERSONS, "收尾": _PERSONS},
    ("closing", "ending"): {},
}
_MINED = ("补", "补二", "补三", "补四")  # of heading patterns that mining writes


def bound(slot: str, move: str, role: str) -> frozenset[str]:
    """Variables a phrase may hold at its place; without 作用, or with one only outlines know, those of its move."""
    roles = PLACES[slot, move]
    own = role in roles and role
    found = {name for one in ([role] if own else roles) for name in roles[one]}
    if (slot, move) == ("three_opinions", "heading"):
        return frozenset(found | set(_MINED))
    return frozenset(found | set(ANYWHERE) | (set() if own or not role else set(OCCASION)))


def places_of(variable: str) -> tuple[str, ...]:
    """Where a variable is bound, as people say it: 三点意见·举措要求·编织; empty for those of ANYWHERE."""
    return tuple(
        "·".join(filter(None, (SLOTS[slot][0], SLOTS[slot][1][move], role)))
        for (slot, move), roles in PLACES.items()
        for role, names in roles.items()
        if variable in names
    )
