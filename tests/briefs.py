"""Briefs for the laws of composing: shipped starters, and random ones that hold anything a person can type."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import strategies as st

from drafter import files

STARTERS = sorted((files.shipped("templates") / "briefs").glob("*.yaml"))
TOPICS = [
    "项目建设",
    "招商引资",
    "乡村振兴",
    "安全生产",
    "教育",
    "作风建设",
    "殡葬改革",
    "古树名木保护",
    "党的建设",
    "夜间经济",
]
LEVELS = [
    "清河县",
    "云岭市",
    "河西镇",
    "桃源村",
    "城东区",
    "高新技术产业开发区",
    "宏达机械有限公司",
    "第一中学",
    "市水务局",
    "",
]

# any character a person can type; noncharacters, controls and surrogates are refused by the brief reader
_ANY = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp", "Zs", "Cf"))
_WORDS = st.sampled_from(
    [
        "推动",
        "完成",
        "46个项目",
        "2.3%",
        "２．３％",
        "县财政局",
        "“一号工程”",
        "{{ 标题 }}",
        "<b>",
        "&",
        "😀",
        "𠮷",
        "——",
        "3月底",
        "要",
        "全县",
    ]
)
values = st.one_of(
    st.lists(_WORDS, min_size=1, max_size=6).map("，".join),
    st.text(_ANY, min_size=1, max_size=30).filter(lambda text: bool(text.strip("。！？；，、.!?;,… #"))),
    st.sampled_from(["推动15家企业完成改造", "全年完成投资86亿元", "部分政策兑现不及时", "新建道路32公里"]),
)
_measures = st.one_of(
    values, st.fixed_dictionaries({"内容": values}, optional={"要点": values, "责任": values, "时限": values})
)
_points = st.fixed_dictionaries(
    {"主题": st.sampled_from(TOPICS)},
    optional={"意义": values, "目标": values, "标题": values, "保障": values, "举措": st.lists(_measures, max_size=4)},
)
_indicators = st.fixed_dictionaries(
    {"指标": values, "数值": st.just("186.4亿元")}, optional={"增幅": st.just("6.1%"), "排名": st.just("全市第2位")}
)
briefs = st.fixed_dictionaries(
    {"标题": st.just("在工作会议上的讲话"), "意见": st.lists(_points, min_size=1, max_size=5)},
    optional={
        "日期": st.sampled_from(["2026-01-16", "2024年7月3日", "2019-11-30"]),
        "地区": st.sampled_from([level for level in LEVELS if level]),
        "讲话人": st.sampled_from(["县委书记", "副镇长 李明", "董事长", {"职务": "局长", "姓名": "王芳"}]),
        "会议": st.fixed_dictionaries(
            {},
            optional={
                "名称": values,
                "任务": values,
                "议程": st.lists(values, max_size=3),
                "上级精神": st.lists(values, max_size=3),
                "奋斗目标": values,
            },
        ),
        "形势": st.fixed_dictionaries(
            {},
            optional={
                "时段": values,
                "主线": values,
                "成绩": st.lists(st.one_of(values, _indicators), max_size=4),
                "问题": st.lists(
                    st.one_of(values, st.fixed_dictionaries({"问题": values, "对策": values})), max_size=3
                ),
                "机遇": st.lists(values, max_size=2),
            },
        ),
        "结尾": st.fixed_dictionaries({}, optional={"号召": values, "结语": values}),
        "篇幅": st.sampled_from(["800字", "1500字", "3000字", "10分钟"]),
        "原文": st.lists(values, max_size=2),
    },
)


def as_yaml(brief: object) -> str:
    """YAML text of plain data (JSON is YAML)."""
    return json.dumps(brief, ensure_ascii=False)


SHARED_RICH = Path(__file__).parent / "data" / "rich.yaml"
