"""What belongs to a place becomes a variable, or holds the sentence back."""

from pathlib import Path

import pytest

from drafter import files
from drafter.bank import VARIABLE, phrase_id
from drafter.facts import find_facts
from drafter.mining.generalize import Place, generalize, place_of
from drafter.mining.phrases import phrases
from drafter.mining.wording import wording
from drafter.reading import read
from drafter.speech import Block, Sentence, Span, Speech

SEEDS = [pytest.param(path, id=path.stem[:3]) for path in sorted(files.shipped("seeds").glob("*.txt"))]
COUNTY = Place("县", ("云岭县", "云岭"), wording())
DISTRICT = Place("区", (), wording())


def general(text: str, slot: str = "three_opinions", move: str = "measure", place: Place = COUNTY):
    return generalize(text, slot, move, place)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        pytest.param(
            "全县上下要把全部心思用在我县的发展上。",
            "{{ 全县 }}上下要把全部心思用在{{ 我县 }}的发展上。",
            id="level words",
        ),
        pytest.param(
            "县委、县政府要求各乡镇、各部门抓紧行动起来、尽快抓出成效。",
            "{{ 县委县政府 }}要求{{ 各乡镇各部门 }}抓紧行动起来、尽快抓出成效。",
            id="longest first",
        ),
        pytest.param(
            "要让云岭县的老百姓满意，让企业放心，让干部安心。",
            "要让{{ 地区 }}的老百姓满意，让企业放心，让干部安心。",
            id="own name",
        ),
        pytest.param(
            "要把云岭的优势充分发挥出来，把短板一项一项补上。",
            "要把{{ 简称 }}的优势充分发挥出来，把短板一项一项补上。",
            id="own short name",
        ),
        pytest.param(
            "同志们，要一件一件抓，把各项工作一抓到底、抓出成效。",
            "要一件一件抓，把各项工作一抓到底、抓出成效。",
            id="vocative goes",
        ),
        pytest.param(
            "同时，要千方百计抓，把各项工作一抓到底、抓出成效。",
            "要千方百计抓，把各项工作一抓到底、抓出成效。",
            id="loose head goes",
        ),
        pytest.param(
            "要做好推动高质量发展的文章,不能等、不能拖。",
            "要做好推动高质量发展的文章，不能等、不能拖。",
            id="half-width mark",
        ),
    ],
)
def test_a_sentence_that_is_ready(text, phrase):
    found = general(text)
    assert found is not None
    assert (found.text, found.reasons) == (phrase, ())


def test_a_district_speech_gives_the_same_variables():
    found = general("全区各级各部门要向区委看齐、为我区争光。", place=DISTRICT)
    assert found is not None
    assert found.text == "{{ 全县 }}{{ 各级各部门 }}要向{{ 县委 }}看齐、为{{ 我县 }}争光。"


def test_a_company_speech_gives_the_same_variables():
    found = general("全公司上下要拧成一股绳，干部职工要心往一处想。", place=Place("企业", (), wording()))
    assert found is not None
    assert found.text == "{{ 全县 }}上下要拧成一股绳，{{ 干部群众 }}要心往一处想。"


def test_a_county_word_inside_a_longer_word_stays():
    found = general("我们县域经济要加快转型、提升质效。")
    assert found is not None
    assert (found.text, found.levels) == ("我们县域经济要加快转型、提升质效。", ("县",))


@pytest.mark.parametrize(
    ("text", "slot", "move", "phrase"),
    [
        pytest.param("下面，我讲三点意见。", "opening", "lead_in", "下面，我讲{{ 点数 }}意见。", id="points"),
        pytest.param(
            "今天，我们召开全县经济工作会议，主要任务是总结2025年工作，部署2026年任务。",
            "opening",
            "purpose",
            "今天，我们召开{{ 会议名称 }}，主要任务是{{ 会议任务 }}。",
            id="meeting",
        ),
        pytest.param(
            "今年以来，同志们付出了艰辛的努力。",
            "situation_review",
            "achievements",
            "{{ 时段 }}，同志们付出了艰辛的努力。",
            id="period",
        ),
    ],
)
def test_what_a_brief_always_knows(text, slot, move, phrase):
    found = generalize(text, slot, move, COUNTY)
    assert found is not None
    assert found.text == phrase
    assert not found.reasons


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("要在年内完成投资86亿元以上的目标任务。", "数字「86亿元以上」", id="figure"),
        pytest.param("要抓好“双城联动”工作，擦亮城市名片。", "引语「“双城联动”」", id="slogan"),
        pytest.param("要向X县看齐，把各项工作抓好抓实。", "掩码「X县」", id="mask"),
        pytest.param("要发挥宏达公司的带动作用，做强产业。", "机构「宏达公司」", id="organisation"),
        pytest.param("要深入贯彻党的二十大精神，狠抓落实。", "时效「党的二十大」", id="congress"),
        pytest.param("这些问题必须引起大家的高度重视才行。", "承接上文「这些」", id="leaning"),
        pytest.param("要做到三条：一是认真，二是务实，三是清廉。", "列举「：一是」", id="enumeration"),
        pytest.param("当前正是爬坡过坎的紧要关口和窗口期。", "说的是当时形势「当前」", id="time"),
        pytest.param("我县制定了一整套管用的办法和制度。", "说的是当地情况「我县」", id="place"),
    ],
)
def test_a_sentence_that_is_held_back_says_why(text, reason):
    found = general(text)
    assert found is not None
    assert reason in found.reasons


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("要抓落实。", id="too short"),
        pytest.param("要" + "抓好落实，" * 30 + "不松劲。", id="too long"),
        pytest.param("要围绕新", id="breaks off"),
        pytest.param("要抓好以下工作：", id="leads to the next"),
        pytest.param("我们的短板到底在哪里？", id="question"),
    ],
)
def test_a_sentence_nobody_would_use_again_is_left_out(text):
    assert general(text) is None


def test_sanctions_are_commitments():
    found = general("对推诿扯皮的单位和个人，要严肃追责问责。", move="safeguard")
    assert found is not None
    assert found.commits


def test_the_place_is_told_from_title_and_level_words():
    said = Block((Sentence((Span("我区要争先，全区上下要实干，县区要联动。"),)),))
    assert place_of(Speech("在全区大会上的讲话", blocks=(said,)), wording()).level == "区"
    assert place_of(Speech("在清河县经济工作会议上的讲话", blocks=(said,)), wording()).level == "区"
    assert place_of(Speech("在清河区经济工作会议上的讲话", blocks=(said,)), wording()).names == ("清河区", "清河")
    assert place_of(Speech("区长在全区招商大会上的讲话"), wording()).level == "区"
    assert place_of(Speech("在公司年会上的讲话"), wording()).level == "企业"
    assert place_of(Speech("讲话"), wording()).level == ""
    spoken = Speech("在全市经济调度会上的讲话", byline=("清湾市人民政府市长  邵立群", "（2023年10月19日）"))
    assert place_of(spoken, wording()).names == ("清湾市", "清湾")
    street = Speech("在街道半年工作会上的讲话", byline=("杏林街道党工委书记　尹 莉",))
    assert place_of(street, wording()).names == ("杏林街道", "杏林")


@pytest.mark.parametrize("path", SEEDS)
def test_the_source_slice_holds_the_mined_sentence(path: Path):
    text = files.read_text(path).text
    for mined in phrases(read(text, path.name).speech):
        file, _, span = mined.source.rpartition("#")
        start, end = map(int, span.split("-"))
        slice_ = text[start:end]
        assert file == path.name
        assert mined.id == phrase_id(mined.slot + (".heading" if mined.move == "heading" else ""), slice_)
        if "会议任务" in mined.text:
            continue  # the task itself is a variable
        rest = "".join(slice_.split()).translate(str.maketrans(",;:!?()", "，；：！？（）"))
        for part in VARIABLE.split(mined.text)[::2]:
            at = rest.find(part)
            assert at >= 0, (part, rest)
            rest = rest[at + len(part) :]


@pytest.mark.parametrize("path", SEEDS)
def test_a_ready_phrase_holds_no_fact(path: Path):
    for mined in phrases(read(files.read_text(path).text, path.name).speech):
        if mined.ready:
            assert not find_facts(VARIABLE.sub("　", mined.text)), mined.text
