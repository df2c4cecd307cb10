import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.numbering import heading_number, item
from drafter.reading import Reading, read
from drafter.segment import split_sentences
from drafter.speech import Block, Sentence, Span, Speech
from tests.labelled import everything, seeds

SEEDS = [pytest.param(path.read_bytes().decode(), id=path.name[:3]) for path in seeds()]
PARTS = (
    *("同志们：", "一、", "（一）", "1.", "X.", "一是", "第一，", "——", "今天，我们召开会议。", "抓项目促发展", "。"),
    *("\n", "\n\n", "　　", " ", "在全县大会上的讲话", "（2024年1月5日）", "要加快建设。", "查看更多", "- 3 -"),
    *("……", "...", "“", "”", "（", "）", ",", "\u200b", "\ufeff", "\f", "\r\n", "**", "增长X%", "谢谢大家！", "A B"),
    *("全县各级各部门要紧盯目标任务，全力以赴抓好各项工作落实", "\U00020bb7", "🙂"),
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PARTS), max_size=40).map("".join))


def shape(speech: Speech) -> list[tuple[int, str, int, tuple[str, ...]]]:
    return [(b.level, b.number, b.run_in, tuple(s.text for s in b.sentences)) for b in speech.blocks]


def assert_partition(text: str, reading: Reading) -> None:
    sources = [sentence.source for sentence in reading.speech.sentences()]
    covered = [0] * len(text)
    for piece in (*reading.title, *reading.byline, *reading.noise, *sources):
        assert piece is not None and text[piece.start : piece.end] == piece.verbatim and piece.verbatim.strip()
        assert piece.line == len(text[: piece.start].replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        for at in range(piece.start, piece.end):
            covered[at] += 1
    assert all(covered[at] == 1 for at, char in enumerate(text) if not char.isspace())
    assert [s.start for s in sources if s] == sorted(s.start for s in sources if s)


@pytest.mark.parametrize("text", SEEDS)
def test_nothing_of_a_seed_speech_is_lost(text):
    assert_partition(text, read(text, "seed.txt"))


@pytest.mark.parametrize("one", everything(), ids=lambda one: one.name)
def test_nothing_of_a_test_speech_is_lost(one):
    assert_partition(one.text, read(one.text))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_nothing_of_any_text_is_lost(text):
    assert_partition(text, read(text))


@pytest.mark.parametrize("one", everything(), ids=lambda one: one.name)
def test_a_speech_shown_as_text_reads_the_same(one):
    first = read(one.text).speech
    again = read(first.to_text()).speech
    assert shape(again) == shape(first)
    assert (again.title, again.byline) == (first.title, first.byline)
    assert (again.salutation and again.salutation.text) == (first.salutation and first.salutation.text)


def paragraph(text: str, number: str = "", run_in: int = 0) -> Block:
    return Block(tuple(Sentence((Span(one),)) for one in split_sentences(text)), number=number, run_in=run_in)


def heading(level: int, n: int, text: str) -> Block:
    number = heading_number(level, n)
    return Block((Sentence((Span(number + text),)),), level=level, number=number)


def salutation(text: str) -> Sentence:
    return Sentence((Span(text),))


HAND_BUILT = {
    "headings of four levels": Speech(
        "在全县经济工作会议上的讲话",
        ("县委书记　张三", "（2026年1月16日）"),
        salutation("同志们："),
        (
            paragraph("今天召开这次会议，主要任务是部署工作。下面，我讲两点意见。"),
            heading(1, 1, "抓项目，扩投资"),
            paragraph("项目是发展的支撑。要抓紧抓实。"),
            heading(2, 1, "抓谋划"),
            paragraph("要谋得准。"),
            heading(3, 1, "谋产业项目"),
            heading(4, 1, "先谋链主"),
            paragraph("要找准链主企业，一家一家对接。"),
            heading(1, 2, "转作风，抓落实"),
            paragraph("一是压实责任。主要负责同志要亲自抓。", "一是", 2),
            paragraph("二是强化考核。结果纳入年度考核。", "二是", 2),
            paragraph("同志们，让我们共同努力，夺取新胜利！"),
        ),
    ),
    "run-in headings and items in the paragraph": Speech(
        "在推进会上的发言",
        (),
        salutation("各位领导，同志们："),
        (
            paragraph("我讲三点。"),
            paragraph("（一）要抓项目。一是倒排工期。3月底前开工46个。二是要素保障。要让要素跟着项目走。", "（一）", 2),
            paragraph("一是专班推进。每个项目一个专班。", "一是", 3),
            paragraph("（二）要抓产业。产业是根基。", "（二）", 2),
            paragraph("1.抓龙头。培育一批龙头企业。", "1.", 3),
        ),
    ),
    "five demands": Speech(
        "",
        (),
        None,
        tuple(paragraph(f"{item(n, '要')}聚焦项目建设，坚定不移做大做强工业园区，加快补链强链，"
                        "力争实现产值百亿企业三个，打造具有特色的产业新高地。", item(n, "要")) for n in range(1, 6)),
    ),
    "items of one sentence, each a paragraph": Speech(
        "在调度会上的讲话",
        (),
        salutation("同志们："),
        (
            paragraph("下面，我讲两点意见。"),
            heading(1, 1, "抓项目"),
            paragraph("一是开工要早，3月底前开工46个。", "一是"),
            paragraph("二是推进要快，6月底前投资过半。", "二是"),
            paragraph("项目早一天建成，就早一天见效，谁也等不起。"),
            heading(1, 2, "抓作风"),
            paragraph("1.少开会、开短会。", "1."),
            paragraph("2.多下去、多调研。", "2."),
            paragraph("说到底，要有担当。"),
            paragraph("一是敢担当。遇事不推。", "一是", 2),
            paragraph("二是守纪律。", "二是"),
            paragraph("同志们，让我们共同努力！"),
        ),
    ),
    "the only item, before the close": Speech(
        "在调度会上的讲话",
        (),
        salutation("同志们："),
        (
            paragraph("下面，我讲一点意见。"),
            paragraph("一是抓紧开工，早日见效。", "一是"),
            paragraph("同志们，让我们共同努力，夺取新的更大胜利！"),
        ),
    ),
    "items that head the text below them": Speech(
        "在调度会上的讲话",
        (),
        salutation("同志们："),
        (
            heading(1, 1, "抓项目"),
            Block((Sentence((Span("一是开工要早。"),)),), level=2, number="一是"),
            paragraph("3月底前开工46个，一个也不能少。"),
            Block((Sentence((Span("二是推进要快。"),)),), level=2, number="二是"),
            paragraph("6月底前投资过半，一天也不能等。"),
        ),
    ),
    "facts as typed": Speech(
        "凝心聚力　再创佳绩",
        ("【待补：讲话人】", "（【待补：日期】）"),
        salutation("同志们："),
        (
            paragraph("完成投资 86 亿元,增长２．３％，见 https://example.org/a?b=1 附件🙂。"),
            paragraph("李 四 同志负责 A/B 两条线。"),
            paragraph("【待补：针对“工业投资后劲不足”的举措、牵头单位和时限】。"),
            paragraph("{{ 地区 }}<b>&amp;𠮷野家。"),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("speech", HAND_BUILT.values(), ids=HAND_BUILT)
def test_a_hand_built_speech_reads_the_same(speech):
    again = read(speech.to_text()).speech
    assert shape(again) == shape(speech)
    assert (again.title, again.byline) == (speech.title, speech.byline)
    assert (again.salutation and again.salutation.text) == (speech.salutation and speech.salutation.text)


HEAD = "在大会上的讲话\n同志们：\n"


def test_items_inside_a_paragraph_head_only_what_stands_below_them():
    text = HEAD + "要抓落实。一是早开工，3月开工。二是早建成，6月建成。群众看的就是这个。一是有人管。要包到人。\n"
    moves = {sentence.text: sentence.move for sentence in read(text).speech.sentences()}
    assert moves["二是早建成，6月建成。"] != "heading"
    assert moves["一是有人管。"] == "heading"


def test_a_thing_or_a_word_that_is_counted_is_an_item():
    text = HEAD + "我讲三件事。\n第一件事，人要团结。团结出战斗力。\n第二件事，活要干实。不搞花架子。\n"
    assert [(block.number, block.run_in) for block in read(text).speech.headings] == [
        ("第一件事，", 2),
        ("第二件事，", 2),
    ]


@given(st.integers(0, 10**9))
@settings(max_examples=80, deadline=None)
def test_any_regular_speech_reads_the_same(seed):
    draw = random.Random(seed)
    prose = (
        "要抓紧抓实，做到早谋划、早行动。",
        "产业是县域经济的根基。",
        "今年以来，完成投资86.5亿元，增长6.1%！",
        "谁来干？大家一起干。",
    )
    blocks = [paragraph("今天，我们召开会议。下面，我讲几点意见。")]
    for n in range(1, draw.randint(2, 5)):
        topic = draw.choice(("抓项目、扩投资，在积蓄后劲上实现新突破", "思想认识必须再提高", "强产业"))
        blocks.append(heading(1, n, topic))
        if draw.random() < 0.5:
            blocks.append(paragraph("".join(draw.choices(prose, k=draw.randint(1, 4)))))
        for m in range(1, draw.randint(1, 4)):
            style = draw.randint(0, 2)
            if style == 0:
                blocks += [heading(2, m, "抓招引"), paragraph(draw.choice(prose))]
            elif style == 1:
                number = heading_number(2, m)
                blocks.append(paragraph(f"{number}要抓招引。{draw.choice(prose)}", number, 2))
            else:
                level = 3 if any(b.number.startswith("（") for b in _since_first_level(blocks)) else 2
                blocks.append(paragraph(f"{item(m, '是')}抓招引。{draw.choice(prose)}", item(m, "是"), level))
        if draw.random() < 0.3:
            blocks.append(paragraph(draw.choice(prose)))
    blocks.append(paragraph("同志们，让我们共同努力！"))
    title, byline = draw.choice((("在全县大会上的讲话", ()), ("实干争先", ("县长　李四", "（2026年1月16日）"))))
    speech = Speech(title, byline, salutation("同志们："), tuple(blocks))
    assert shape(read(speech.to_text()).speech) == shape(speech)


def _since_first_level(blocks: list[Block]) -> list[Block]:
    last = max(index for index, block in enumerate(blocks) if block.level == 1)
    return blocks[last + 1 :]


def seed(start: str) -> Reading:
    path = next(path for path in seeds() if path.name.startswith(start))
    return read(path.read_bytes().decode(), path.name)


def test_titles_of_the_seed_speeches():
    assert [seed(f"00{n}").speech.title for n in range(5)] == [
        "在全县经济工作座谈会议上的讲话稿",
        "县委常委、常务副县长在全县发展改革大会上的讲话",
        "2020年在全县上半年经济运行分析工作推进会上的讲话",
        "在全县经济工作冲刺一季度“开门红”会议上的讲话",
        "2024年经济工作推进会讲话",
    ]


def test_announced_points_of_the_seed_speeches():
    assert [seed(f"00{n}").announced for n in range(5)] == [0, 3, 3, 3, 3]


def test_all_seed_speeches_are_speeches():
    assert {seed(f"00{n}").kind for n in range(5)} == {"speech"}


def test_residue_of_download_sites_is_noise():
    assert [piece.verbatim.split()[0][:8] for piece in seed("002").noise] == [
        "申明敬告:", "文档介绍", "2020年在全县", "2020", "讲话", "查看更多", "相关文章", "您可能关注的文档",
    ]  # fmt: skip


def test_a_repeated_teaser_is_noise():
    (teaser,) = seed("004").noise
    assert teaser.verbatim.startswith("今年以来，各类“黑天鹅”") and teaser.verbatim.endswith("贯彻“六...")


def test_hard_wraps_are_joined_and_kept_verbatim():
    sentence = next(s for s in seed("003").speech.sentences() if "冲刺一季度" in s.text)
    assert "专题会议，主要任务是" in sentence.text
    assert sentence.source and "专题会\n议,主要任务是" in sentence.source.verbatim


def test_stray_spaces_are_joined():
    texts = [sentence.text for sentence in seed("002").speech.sentences()]
    assert not any(" " in text for text in texts)
    assert any("争取“智慧菜谷”、通才X立方高炉及其配套、恒旺拓园钢材智能服务中心" in text for text in texts)


def test_a_text_that_breaks_off_keeps_its_last_words():
    assert [sentence.text for sentence in seed("003").speech.sentences()][-2:] == ["二是链式招商提精度。", "围绕新"]


@pytest.mark.parametrize(
    ("start", "headings"),
    [
        ("000", []),
        ("001", [(2, "（一）"), (2, "（二）"), (2, "（三）")]),
        ("002", [(1, "一、"), (1, "二、"), (2, "——"), (2, "——"), (2, "——"), (1, "三、")]),
        (
            "003",
            [(1, "一、"), *((2, f"{n}是") for n in "一二三"), (1, "二、"), (2, "（一）"), (3, "一是"), (3, "二是")],
        ),
        (
            "004",
            [*((2, f"{n}是") for n in "一二三"), *(one for n in "一二三" for one in [(1, f"{n}、"), *[(3, "X.")] * 4])],
        ),
    ],
)
def test_headings_of_the_seed_speeches(start, headings):
    assert [(b.level or b.run_in, b.number) for b in seed(start).speech.headings] == headings


def test_one_demand_a_paragraph_is_no_heading():
    blocks = [block for block in seed("000").speech.blocks if block.number]
    assert [block.number for block in blocks] == ["一要", "二要", "三要", "四要", "五要"]


def test_a_heading_that_shares_its_line_is_cut_off():
    text = (
        "在大会上的讲话\n同志们：\n一、思想认识必须再提高　总体上讲，今年以来各项工作取得了明显成效。\n"
        "二、要抓项目。项目是支撑，要抓紧抓实。"
    )
    blocks = read(text).speech.blocks
    assert [(block.level, block.text) for block in blocks] == [
        (1, "一、思想认识必须再提高"),
        (0, "总体上讲，今年以来各项工作取得了明显成效。"),
        (1, "二、要抓项目。"),
        (0, "项目是支撑，要抓紧抓实。"),
    ]


def test_page_numbers_inside_a_sentence_do_not_cut_it():
    sentence = "全县上下必须把第{}批项目建设作为经济工作的重中之重，以专班推进的力度破除堵点、抢抓进度。"
    prose = "".join(map(sentence.format, range(10)))
    lines = [prose[at : at + 28] for at in range(0, len(prose), 28)]
    text = "在大会上的讲话\n" + "\n".join([*lines[:7], "- 1 -", *lines[7:]])
    reading = read(text)
    assert_partition(text, reading)
    (block,) = reading.speech.blocks
    assert block.text == prose


EMPTY = ["", " ", "\n\n\t　\n", "\ufeff"]
ODD = [
    "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
    "苹果\n香蕉\n梨\n葡萄\n西瓜\n",
    "1.张三\n2.李四\n3.王五\n",
    "。。。！！！",
    "““““”",
    "\0\x01\u2028\x85",
    "*" * 500,
    "(" * 500,
    "今天开会\n大家都来了\n我讲三点\n第一要抓项目\n第二要抓产业\n第三要抓作风\n",
]


@pytest.mark.parametrize("text", EMPTY)
def test_an_empty_text_has_nothing(text):
    assert not read(text).speech.blocks and read(text).kind == "没有正文"


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read_without_loss(text):
    assert_partition(text, read(text))


LONG = {
    "one sentence": "项目建设要抓紧" * 50_000,
    "sentences": "要抓紧抓实，做到早谋划、早行动。" * 22_000,
    "tiny sentences": "抓。" * 175_000,
    "lines": "一、抓项目\n要抓紧。\n" * 30_000,
    "open quotations": "“（" * 170_000,
    "dots": "." * 350_000 + "一",
    "spaces": " " * 900_000 + "一",
    "spaced": "抓 项 目 " * 60_000,
    "latin": "word " * 200_000,
    "wrapped": ("全县上下必须把项目建设作为经济工作的头版头条来抓好\n" * 3 + "要抓。\n") * 4_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_megabyte_is_read_in_time(text):
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 6  # seconds of processor time: what else runs on the machine does not count
