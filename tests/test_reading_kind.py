import pytest

from drafter.reading import read

NOTICE = """\
关于开展安全生产大检查的通知
各乡镇人民政府，县直各单位：
现将有关事项通知如下：
一、检查范围
全县各类企业。
二、检查时间
即日起至年底。
特此通知。
"""
PLAN = """\
云岭县2025年重点项目工作方案
为加快推进重点项目建设，结合我县实际，特制定本方案。
一、总体目标
完成投资86亿元，实施项目128个。
"""
NEWS = """\
全县经济工作会议召开
本报讯（记者 王某）1月16日，全县经济工作会议召开。县委书记张某出席会议并讲话。
会议强调，要抓好项目建设。
"""
RULES = """\
云岭县项目管理办法
第一条　为规范项目管理，根据有关规定，制定本办法。
第二条　本办法适用于全县范围内的政府投资项目。
"""
POEM = """\
静夜思
床前明月光，
疑是地上霜。
举头望明月，
低头思故乡。
"""
LIST = """\
项目清单
一号桥
二号路
三号水厂
四号学校
"""
SPOKEN = """\
{title}
同志们：
今天召开会议，主要任务是部署工作。下面，我讲三点意见。
一、抓项目
要抓紧抓实各项工作，确保完成任务。
谢谢大家！
"""
SECOND = SPOKEN.format(title="在全县教育工作会议上的讲话") + SPOKEN.format(title="在全县卫生工作会议上的讲话")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param(NOTICE, "像是通知，不是讲话", id="notice"),
        pytest.param(PLAN, "像是计划方案，不是讲话", id="plan"),
        pytest.param(NEWS, "像是新闻，不是讲话", id="news"),
        pytest.param(RULES, "像是制度文件，不是讲话", id="rules"),
        pytest.param(POEM, "没有成句的正文", id="poem"),
        pytest.param(LIST, "像是计划方案，不是讲话", id="list"),
        pytest.param(SECOND, "两篇合在一起", id="two"),
        pytest.param(SPOKEN.format(title="在全县大会上的讲话"), "speech", id="speech"),
        pytest.param(SPOKEN.format(title="凝心聚力抓落实"), "speech", id="slogan"),
        pytest.param(SPOKEN.format(title="政府工作报告"), "speech", id="report read aloud"),
        pytest.param(SPOKEN.format(title="在安全生产工作部署会议上的讲话通知稿"), "speech", id="spoken all the same"),
    ],
)  # fmt: skip
def test_kind(text, kind):
    assert read(text).kind == kind


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("下面，我讲三点意见。", 3),
        ("下面，我强调五个方面的意见。", 5),
        ("我讲两点要求。", 2),
        ("最后，我再强调几点。", 0),
        ("今天会议的议程有三项。", 0),
    ],
)
def test_announced_points(words, points):
    assert read(f"在大会上的讲话\n同志们：\n今天召开会议。{words}\n一、抓项目\n要抓实。\n").announced == points
