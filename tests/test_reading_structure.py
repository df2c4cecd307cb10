"""What is a heading, of which level and with which number; and what only looks like one."""

import pytest

from drafter.jobs.parse import as_json
from drafter.reading import read
from tests.labelled import outsiders
from tests.layouts import amiss, f1, layouts
from tests.scoring import heading_f1, headings

T = "各级各部门要高度重视，把这项工作摆在突出位置，一项一项抓到底。"
# What is still read otherwise than a reader sees it: how a sentence is labelled, not what is a heading.
KNOWN = {"parts": 2, "things": 1}


def found(*lines: str) -> list[str]:
    """Headings of a speech with some lines in its body; T stands for a sentence of text, as ~ in a line does."""
    body = "\n".join(line.replace("~", T) for line in lines)
    text = f"在全县工作会议上的讲话\n同志们：\n今天开个会，把几件事说一说。\n{body}\n同志们，让我们一起努力！\n"
    return [f"{head['level']} {head['number']}|{head['text']}" for head in as_json(read(text))["headings"]]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ("首先，思想要紧。~", "其次，行动要快。~", "最后，纪律要严。~"),
            ["2 首先，|思想要紧。", "2 其次，|行动要快。", "2 最后，|纪律要严。"],
            id="first, next, last",
        ),
        pytest.param(
            ("首先，思想要紧。~其次，行动要快。~",),
            ["2 首先，|思想要紧。", "2 其次，|行动要快。"],
            id="in one paragraph",
        ),
        pytest.param(("一靠宣传。~", "二靠规矩。~"), ["2 一靠|宣传。", "2 二靠|规矩。"], id="a verb counts"),
        pytest.param(("先说形势。~", "再说任务。~"), ["2 |先说形势。", "2 |再说任务。"], id="first said, then said"),
        pytest.param(("头一件，修路。~", "第二件，通水。~"), ["2 头一件，|修路。", "2 第二件，|通水。"], id="things"),
        pytest.param(
            ("其一，把心收回来。~", "其二，把书读进去。~"),
            ["2 其一，|把心收回来。", "2 其二，|把书读进去。"],
            id="of them",
        ),
        pytest.param(("一 抓项目", "~", "二 抓招商", "~"), ["1 一|抓项目", "1 二|抓招商"], id="a gap for a mark"),
        pytest.param(
            ("一，抓项目", "~", "二，抓招商", "~"), ["1 一，|抓项目", "1 二，|抓招商"], id="a comma for a mark"
        ),
        pytest.param(("1 抓项目", "~", "2 抓招商", "~"), ["3 1|抓项目", "3 2|抓招商"], id="a figure and a gap"),
        pytest.param(
            ("第一部分　工作回顾", "~", "第二部分　工作安排", "~"),
            ["1 第一部分|工作回顾", "1 第二部分|工作安排"],
            id="parts",
        ),
        pytest.param(
            ("一、要抓好以下三件事：", "（一）修路", "~", "（二）通水", "~", "二、要加强领导", "~"),
            ["1 一、|要抓好以下三件事：", "2 （一）|修路", "2 （二）|通水", "1 二、|要加强领导"],
            id="a colon above what is numbered",
        ),
        pytest.param(
            ("（一）抓项目：全年开工一百个，五月底前全部进场。", "（二）抓招商：全年引资一百亿，每月外出一次。"),
            ["2 （一）|抓项目：", "2 （二）|抓招商："],
            id="a colon ends each head",
        ),
        pytest.param(
            ("多读书——不读书的干部走不远。~", "多下乡——办公室里看不见田埂。~", "多吃亏——吃亏就是长本事，要想开些。"),
            ["2 |多读书——", "2 |多下乡——", "2 |多吃亏——"],
            id="a dash ends each head",
        ),
        pytest.param(
            ("查隐患。", "~", "改问题。", "~", "建机制。", "~"),
            ["1 |查隐患。", "1 |改问题。", "1 |建机制。"],
            id="three short lines of one length",
        ),
        pytest.param(
            ("查隐患。~", "改问题。~", "建机制。~"),
            ["2 |查隐患。", "2 |改问题。", "2 |建机制。"],
            id="three short sentences",
        ),
        pytest.param(
            ("为什么抓？", "~", "抓什么？", "~", "怎么抓？", "~"),
            ["1 |为什么抓？", "1 |抓什么？", "1 |怎么抓？"],
            id="three short questions on lines of their own",
        ),
        pytest.param(("★抓项目", "~", "★抓招商", "~"), ["2 ★|抓项目", "2 ★|抓招商"], id="stars"),
        pytest.param(("—、抓项目", "~", "二、抓招商", "~"), ["1 —、|抓项目", "1 二、|抓招商"], id="scanned"),
        pytest.param(
            ("# 一、抓项目", "**一是快。** ~", "**二是好。** ~", "## 二、抓招商", "~"),
            ["1 一、|抓项目", "2 一是|快。", "2 二是|好。", "1 二、|抓招商"],
            id="Markdown",
        ),
        pytest.param(("首先，我代表县委向大家问好。~", "~", "最后，祝大家身体健康。"), [], id="a greeting and a wish"),
        pytest.param(
            (
                "首先，要把思想统一到决策部署上来，把力量凝聚到工作安排上来。~",
                "其次，要把责任压实到人、把措施落实到位，不能上热下冷。~",
            ),
            [],
            id="sentences that run on",
        ),
        pytest.param(("先说家底。~", "~"), [], id="nothing is said next"),
        pytest.param(("再看问题。~", "~"), [], id="nothing was said first"),
        pytest.param(("一抓到底。~", "二话不说。~"), [], id="no row of verbs"),
        pytest.param(("一看就知道。~", "~"), [], id="one verb alone"),
        pytest.param(("第一季度，全县增长5%。~", "第二季度，全县增长6%。~"), [], id="quarters"),
        pytest.param(("第一、第二产业增长。~", "一、二季度平稳。~"), [], id="neighbours in an enumeration"),
        pytest.param(("一是一、二是二。~",), [], id="one is one"),
        pytest.param(("一方面，要抓项目。~", "另一方面，要抓招商。~"), [], id="one side and the other"),
        pytest.param(("2.3%的增速来之不易。~", "1.5亿元投下去了。~"), [], id="figures"),
        pytest.param(("讲政治——这是根本，不能含糊半点。", "讲学习——这是本分，一天也不能丢。"), [], id="two dashes"),
        pytest.param(
            ("老书记常说——干部要有担当精神。", "同志们常说——干就干出样子来。", "他强调——必须一丝不苟落实到位。"),
            [],
            id="dashes before what somebody says",
        ),
        pytest.param(
            ("1.时间：三月五日上午九点准时开始不得迟到。", "2.地点：县委常委会议室西侧第二间会议室。"),
            [],
            id="where and when",
        ),
        pytest.param(("为什么抓？~", "抓什么？~", "怎么抓？~"), [], id="three questions that are answered"),
        pytest.param(("感谢大家。~", "拜托大家。~", "祝福大家。~"), [], id="thanks and wishes"),
        pytest.param(("我很高兴。~", "我很激动。~", "我很感谢。~"), [], id="three short sentences that tell"),
        pytest.param(
            ("好。", "~", "这件事大家都清楚。", "~", "说到做到。", "~"), [], id="short sentences of many lengths"
        ),
        pytest.param(("干就干好。~", "说就说清。~"), [], id="two short sentences"),
        pytest.param(("**县和**乡要带头。~",), [], id="masked names are no Markdown"),
    ],
)
def test_headings(lines, expected):
    assert found(*lines) == expected


def test_a_row_of_items_that_mostly_run_on_has_no_heading():
    long = "二是民生改善，新增就业三千人，收入增长百分之九，保障不断提高，群众满意，全市领先。"
    assert found("一是经济运行稳中向好，全年地区生产总值增长百分之八。~", long, long.replace("二是", "三是")) == []


def test_a_heading_in_markdown_keeps_its_marks_in_what_is_verbatim():
    text = "# 在大会上的讲话\n同志们：\n## 一、抓**项目**\n要抓紧。\n"
    speech = read(text).speech
    assert (speech.title, speech.blocks[0].text) == ("在大会上的讲话", "一、抓项目")
    (source,) = (sentence.source for sentence in speech.blocks[0].sentences)
    assert source and source.verbatim == "## 一、抓**项目**"


@pytest.mark.parametrize("one", list(layouts()), ids=lambda one: one.name)
def test_a_speech_as_people_type_it_is_read_as_a_reader_sees_it(one):
    assert len(amiss(one)) <= KNOWN.get(one.name, 0)


def test_headings_of_speeches_as_people_type_them():
    assert f1(list(layouts())) == 1


@pytest.mark.parametrize("which", ["first", "third", "fourth"])
@pytest.mark.parametrize("shape, gap", [("", "\u3000"), ("平排", ""), ("硬折", ""), ("一行", "\u3000"), ("一行", " ")])
def test_headings_of_speeches_by_others_however_they_are_laid_out(which, shape, gap):
    assert heading_f1(outsiders(which, shape, gap)) >= 0.98


def test_a_space_after_most_sentences_is_no_line_break():
    sentence = "今天召开会议，安排部署重点工作。 要抓好项目建设，一天也不能耽误。 "
    assert len(read("在大会上的讲话\n同志们：\n" + sentence * 20).speech.blocks) == 1


def test_a_short_line_without_a_mark_is_no_part_of_the_full_line_above_it():
    full = "各级各部门要高度重视，把这项工作摆在突出位置，一项一项。"
    wrapped = "\n".join([*[full[:-1] + "，"] * 3, full])
    text = "在大会上的讲话\n同志们：\n" + "\n".join([wrapped, *["关于怎么看", wrapped, "关于怎么管", wrapped] * 4])
    assert [block.text for block in read(text).speech.blocks if block.level] == ["关于怎么看", "关于怎么管"] * 4


@pytest.mark.parametrize(
    "one", [one for which in ("first", "third") for one in outsiders(which)], ids=lambda one: one.name
)
def test_each_heading_of_others_is_read_in_its_place(one):
    assert headings(one) == list(one.headings)
