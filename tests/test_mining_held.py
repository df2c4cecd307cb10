"""What cannot be said elsewhere is held back with its reason: kinds of words, a speech's own words, its particulars."""

import pytest
import yaml

from drafter import files
from drafter.errors import InvalidFile
from drafter.mining.generalize import NOT_WORDED, SAYS_NOTHING, WORDED, Place, generalize, place_of
from drafter.mining.held import COMMON, Kind, pairs_text
from drafter.mining.phrases import phrases
from drafter.mining.wording import wording
from drafter.reading import read
from drafter.speech import Block, Sentence, Span, Speech
from tests import common_pairs
from tests.test_mining_frames import heading

FOLDER = files.shipped("phrasebanks")
WRITTEN = yaml.safe_load(files.read_text(FOLDER / "held_words.yaml").text)["种类"]
KINDS = {kind.name: kind for kind in wording().held.kinds}
COUNTY = Place("县", ("云岭县", "云岭"), wording())
MUST = [(name, text, words) for name, kind in WRITTEN.items() for text, words in kind["例"].items()]
MUST_NOT = [(name, text) for name, kind in WRITTEN.items() for text in kind["反例"]]


def speech(*sentences: str, title: str = "在全县大会上的讲话") -> Speech:
    return Speech(title, blocks=tuple(Block((Sentence((Span(text),)),)) for text in sentences))


def reasons(text: str, slot: str = "three_opinions", move: str = "measure", place: Place = COUNTY) -> tuple[str, ...]:
    found = generalize(text, slot, move, place)
    assert found is not None
    return found.reasons


def test_the_shipped_kinds_are_those_of_the_file():
    assert list(KINDS) == list(WRITTEN)
    assert all(kind["例"] and kind["反例"] for kind in WRITTEN.values())


@pytest.mark.parametrize(("name", "text", "words"), MUST)
def test_a_kind_finds_what_it_must(name, text, words):
    assert KINDS[name].found(text.replace("{{ 县领导 }}", "　")) == words


@pytest.mark.parametrize(("name", "text"), MUST_NOT)
def test_no_kind_finds_what_only_looks_like_it(name, text):
    assert {other.name: found for other in KINDS.values() if (found := other.found(text))} == {}


def test_a_kind_asks_only_its_own_moves():
    kind = Kind("甲", "因", ("乙",), (), (), frozenset({"ending"}), frozenset())
    assert (kind.concerns("ending"), kind.concerns("measure")) == (True, False)
    kind = Kind("甲", "因", ("乙",), (), (), frozenset(), frozenset({"ending"}))
    assert (kind.concerns("ending"), kind.concerns("measure")) == (False, True)


def test_the_reason_names_the_words():
    assert reasons("要把汛前的准备做扎实，把责任压下去。") == ("说的是时令「汛前」",)


@pytest.mark.parametrize(
    "text",
    [
        "要围绕高质量发展这个首要任务，坚定信心、真抓实干。",
        "各级各部门要各司其职、密切配合，把责任扛在肩上。",
        "要坚持问题导向，发现一个、整改一个、销号一个。",
        "要把优化营商环境摆在突出位置，全力服务企业发展。",
        "各级干部要沉下身子、扑下身子，把工作做到群众心坎上。",
        "要守住安全生产底线，任何时候都不能麻痹大意。",
    ],
)
def test_language_of_every_office_is_no_fact(text):
    assert reasons(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "要把编织袋、救生衣、冲锋舟、发电机码放整齐。",
        "食堂后头那块晒谷坪，先让给卖菜的婆婆摆摊。",
        "厂子赔得起一锅料，赔不起一只手。",
    ],
)
def test_particulars_are_held_back(text):
    assert reasons(text)


def test_what_is_laid_down_may_be_less_particular_than_what_is_asked():
    asked = "要把溶洞岩画保护好，把责任落实到位，让群众放心，把各项安全要求落到实处，把工作抓紧抓好。"
    assert 0.2 < wording().held.strange(asked) < 0.24
    assert reasons(asked) == ()
    assert reasons(asked.replace("要", "一律要", 1)) == ("说得太具体",)


@pytest.mark.parametrize(
    ("text", "move", "why"),
    [
        ("要多看一眼、多问一句，手不闲着，心不散着。", "measure", NOT_WORDED),
        ("工具再好，不会用也是一堆铁。", "rationale", NOT_WORDED),
        ("要坚持不懈、持之以恒，一步一步抓到底。", "measure", "没说办的是什么事"),
    ],
)
def test_what_is_not_said_as_offices_say_it_is_held_back(text, move, why):
    assert why in reasons(text, move=move)


def test_words_of_every_office_are_counted_by_what_they_weigh():
    held = wording().held
    assert held.worded("要抓好项目，压实责任。") == 1.0
    assert held.worded("要抓好晒谷坪。") == pytest.approx(0.4)
    assert held.worded("让　放心，让牌子挂好") < held.worded("让　放心，让项目建好")
    assert held.worded("的了") == 1.0
    assert held.weighed("自己总是什么都没有") == (0, 5, 0)  # says nothing of any matter
    assert held.weighed("大家总要抓好晒谷坪") == (2, 1, 3)  # 大家 weighs nothing anyway
    assert held.worded("大家总要抓好晒谷坪") == held.worded("抓好晒谷坪")
    assert held.names_a_thing("大事集体定。")
    assert not held.names_a_thing("要坚定不移抓到底。")


@pytest.mark.parametrize(
    "text",
    [
        "投资者来不来看政策，留不留看的是窗帘和沙发。",
        "把难处摊开来晒，谁也不必踮着脚瞧热闹。",
        "好的开局要靠一双磨破的胶鞋走出来。",
    ],
)
def test_a_saying_in_words_of_its_own_waits(text):
    assert reasons(text, move="rationale")
    assert wording().held.worded(text) < WORDED["rationale"]


@pytest.mark.parametrize(
    ("text", "slot", "move"),
    [
        ("作风问题关系人心向背，关系事业成败。", "three_opinions", "rationale"),
        ("纪律面前没有特权，制度面前没有例外。", "three_opinions", "rationale"),
        ("人才工作归根到底是做人的工作。", "closing", "summary"),
        ("要敢于担当、敢于碰硬，不能遇到矛盾绕着走，碰到困难往后退。", "three_opinions", "measure"),
        ("要把功夫下在平时，把问题解决在萌芽状态。", "three_opinions", "measure"),
        ("对敷衍塞责、弄虚作假的，发现一起、查处一起，决不姑息。", "three_opinions", "safeguard"),
        ("希望大家把压力变成动力，把挑战变成机遇。", "closing", "call"),
        ("同志们，让我们拿出久久为功的韧劲，一步一个脚印往前走！", "closing", "call"),
        ("今天的会议就开到这里，散会。", "closing", "ending"),
        ("祝同学们学业进步，祝老师们工作顺利！", "closing", "ending"),
        ("成绩来之不易，凝聚着全县农业战线干部群众的心血。", "situation_review", "achievements"),
        ("税收一头连着国家，一头连着百姓。", "three_opinions", "rationale"),
    ],
)
def test_what_anybody_says_at_such_a_meeting_stays(text, slot, move):
    assert reasons(text, slot, move) == ()


@pytest.mark.parametrize(
    ("text", "slot", "move", "why"),
    [
        ("机会给了，就看大家怎么用。", "three_opinions", "rationale", SAYS_NOTHING),
        ("一任接着一任干，接力棒才跑得远。", "three_opinions", "rationale", "没说办的是什么事"),
        ("我向企业作三点承诺，也向有关方面提两点要求。", "opening", "lead_in", "有两处点数"),
        ("话说回来，出大事和有问题是两码事，我讲三点。", "opening", "lead_in", NOT_WORDED),
        ("全县性会议要精简，会风要改进。", "three_opinions", "measure", "变量后面连着字「性」"),
        ("要把云岭河治理好，把责任落实到位。", "three_opinions", "measure", "变量后面连着字「河」"),
        ("国家出台了好政策，关键在落实。", "three_opinions", "measure", "说到上级「国家」"),
    ],
)
def test_what_nobody_could_place_waits(text, slot, move, why):
    assert why in reasons(text, slot, move)


@pytest.mark.parametrize(
    ("text", "move", "why"),
    [
        ("政策的生命在于执行。", "rationale", ()),
        ("政策的生命在于执行。", "measure", ("太短，像小标题",)),
        ("政策要管用有效。", "rationale", ("太短，像小标题",)),
    ],
)
def test_a_short_sentence_that_judges_is_no_heading(text, move, why):
    assert reasons(text, move=move) == why


@pytest.mark.parametrize(
    ("text", "slot", "move", "why"),
    [
        ("请各单位安排好值班，走访困难职工。", "opening", "greeting", ("像是要求，归错了地方",)),
        ("希望各级工会组织真正成为职工的娘家人。", "situation_review", "outlook", ("像是要求，归错了地方",)),
        ("请允许我代表县委，向大家表示衷心的感谢！", "opening", "greeting", ()),
        ("各位来宾，朋友们！", "closing", "call", ("只是一声称呼",)),
        ("下面，逐项进行。", "opening", "purpose", ("说的只是那次会议",)),
        ("现在开会。", "opening", "purpose", None),
        ("好的让大家看看好在什么地方。", "opening", "greeting", ("不像致谢问候，归错了地方",)),
        ("今天的会议是县委研究决定召开全县农村工作会议。", "opening", "purpose", ("说的只是那次会议",)),
    ],
)
def test_what_was_put_in_the_wrong_place_waits(text, slot, move, why):
    found = generalize(text, slot, move, COUNTY)
    assert (found.reasons if found else None) == why


SHORT_ONES = "太短，多半要靠上文"


@pytest.mark.parametrize(
    ("text", "move", "why"),
    [
        ("人身安全红线任何时候不能突破。", "measure", (SHORT_ONES,)),
        ("人身安全红线任何时候都不能突破，谁突破就追究谁的责任。", "measure", ()),
        ("全县上下要把心思用在推动高质量发展上。", "measure", ()),  # a variable is as long as what it stands for
        ("以阵地改革提升服务便利度。", "safeguard", (SHORT_ONES,)),
        ("隐患在一天，风险就在一天。", "rationale", ()),  # two clauses of one build
        ("作风问题关系人心向背，关系事业成败。", "rationale", ()),
        ("侥幸不是本领，更不能当成经验。", "rationale", (SHORT_ONES,)),
        (
            "作风问题关系人心向背，关系事业成败。",
            "safeguard",
            (SHORT_ONES,),
        ),  # of what is to be done more is said before
    ],
)
def test_a_short_sentence_that_argues_leans_on_what_was_said_before(text, move, why):
    assert reasons(text, move=move) == why


def test_a_pronoun_whose_noun_went_before_is_no_pointer():
    assert KINDS["代词"].found("看干部，要看他办成了多少事。") == ""
    assert KINDS["代词"].found("要看他办成了多少事。") == "他"


def test_pairs_where_two_known_words_meet_are_not_strange():
    held = wording().held
    assert {"重大", "决策"} <= held.common and "策重" not in held.common
    assert held.strange("决策重大决策重大决策重大") == 0.0
    assert held.strange("厂子赔得起一锅料，赔不起一只手。") > 0.3
    assert held.strange("徽的。章程好。") == 0.0  # a pair tells nothing


def test_inside_words_of_every_office_and_beside_words_that_say_nothing_no_pair_is_strange():
    held = wording().held
    assert {"守法", "代价"} <= held.office and "者" in held.empty
    assert not {"法者", "出代", "收执"} & held.common
    assert held.strange("税收执法要让守法者感到公平，让违法者付出代价。") == 0.0


def test_words_that_only_one_speech_keeps_using_are_its_own():
    said = speech(*["要把澧溪绿廊建好，让大家满意。"] * 3, "要把工作做好，让大家满意。")
    place = place_of(said, wording())
    assert place.own
    assert place.own.words("要把澧溪绿廊建好。") == "澧溪绿廊建"
    assert place.own.words("要把工作做好。") == ""
    assert reasons("要把澧溪的工作抓好，让大家满意。", place=place) == ("说的是专题「澧溪」",)


def test_a_place_that_only_its_organs_name_is_known():
    said = speech(*["澧溪县委高度重视，澧溪人民满怀期待。"] * 3)
    assert place_of(said, wording()).names == ("澧溪县", "澧溪")
    assert place_of(said, wording()).with_variables("中共澧溪县委要求抓好落实。") == "{{ 县委 }}要求抓好落实。"


@pytest.mark.parametrize(
    ("text", "move", "general", "why"),
    [
        ("今天把大家请来，是商量后山的路怎么修。", "purpose", "", ("说的只是那次会议",)),
        ("会议的主要任务是总结经验，部署工作。", "purpose", "会议的主要任务是{{ 会议任务 }}。", ()),
        ("今天我们召开党建工作会议，目的是统一思想。", "purpose", "", ()),
        ("大家的意见都很好，能定的现在就定下来。", "lead_in", "", ("说的只是那次会议",)),
        ("下面，我就做好森林防火工作，讲三点意见。", "lead_in", "", ("说的只是那次会议",)),
        ("就贯彻落实好这次会议精神，我再强调三点。", "lead_in", "就贯彻落实好这次会议精神，我再强调{{ 点数 }}。", ()),
        ("下面，我讲三条意见。", "lead_in", "下面，我讲{{ 点数 }}意见。", ()),
    ],
)
def test_openings_are_of_any_meeting_or_of_one(text, move, general, why):
    found = generalize(text, "opening", move, COUNTY)
    assert found is not None
    assert found.reasons == why
    assert not general or found.text == general


@pytest.mark.parametrize(
    ("text", "move", "why"),
    [
        ("成绩来之不易，河沟里漂着塑料袋。", "problems", ("说的是当地情况「河沟里漂着塑料袋」",)),
        ("成绩来之不易，是大家共同努力的结果。", "achievements", ()),
        (
            "机遇难得，从行业看产能过剩的局面难以扭转。",
            "outlook",
            ("说的是当时形势「从行业看产能过剩的局面难以扭转」",),
        ),
        ("我们既面临难得的机遇，也面临严峻的挑战。", "outlook", ()),
    ],
)
def test_a_review_says_in_no_clause_more_than_any_review_does(text, move, why):
    assert reasons(text, "situation_review", move) == why


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("各位领导、同志们：", ()),
        ("老师们、同志们：", ()),
        ("各位护理员，同志们：", ("称呼的是一类人「护理员」",)),
    ],
)
def test_an_address_by_trade_is_held_back(address, why):
    text = f"在大会上的讲话\n{address}\n今天我们召开大会，主要任务是部署工作。\n要抓好落实，把责任压实。\n"
    found = [one for one in phrases(read(text).speech) if one.move == "salutation"]
    assert [one.reasons for one in found] == [why]


@pytest.mark.parametrize(
    ("headings", "mould", "why"),
    [
        (("一、思想认识必须再提高", "二、工作任务必须再落细", "三、责任担当必须再靠实"), "{{ 名 }}必须再{{ 补 }}", ()),
        (
            ("一、以项目稳定增长", "二、以项目促进转型", "三、以项目带动就业"),
            "以项目{{ 补 }}",
            ("只剩「以项目」，连不成标题",),
        ),
        (
            ("一、党性长在日常里", "二、党性长在细节里", "三、党性长在难处里"),
            "党性长在{{ 补 }}",
            (NOT_WORDED,),
        ),
        (
            ("一、项目就是饭碗", "二、环境就是招牌", "三、作风就是脸面"),
            "{{ 名 }}就是{{ 补 }}",
            ("只剩「就是」，连不成标题",),
        ),
        (
            ("一、要让群众满意", "二、要让企业放心", "三、要让干部有劲"),
            "要让{{ 补 }}",
            ("只剩「要让」，连不成标题",),
        ),
        (
            ("一、思想上不能松懈", "二、行动上不能迟缓", "三、纪律上不能含糊"),
            "{{ 名 }}上不能{{ 补 }}",
            ("只剩「上不能」，连不成标题",),
        ),
        (
            ("一、不折不扣抓重点，项目提速", "二、不折不扣抓关键，作风过硬"),
            "不折不扣抓{{ 名 }}，{{ 补 }}",
            ("空里是一句话，不是一个名称",),
        ),
        (("一、抓好项目", "二、抓好民生", "三、抓好作风"), "抓好{{ 补 }}", ("只剩「抓好」，连不成标题",)),
        (
            ("一、要在项目上求突破", "二、要在作风上见实效", "三、要在民生上下功夫"),
            "要在{{ 名 }}上{{ 补 }}",
            ("只剩「要在　上」，连不成标题",),
        ),
    ],
)
def test_a_mould_must_hold_its_gaps_together(headings, mould, why):
    found = {one.text: one.reasons for one in phrases(Speech("在大会上的讲话", blocks=tuple(map(heading, headings))))}
    assert found == {mould: why}


def test_own_kinds_add_to_the_shipped_ones(tmp_path):
    own = "种类:\n  时令: {词: 开渔}\n  养蜂: {因: 养蜂的话, 词: 蜂箱 摇蜜}\n"
    own += "常用话: 蜂王浆\n事物: 蜂群\n不计: 嗡嗡\n一般话: 酿蜜\n"
    (tmp_path / "held_words.yaml").write_text(own, "utf-8")
    held = wording(tmp_path).held
    assert held.reasons("开渔以后要抓紧，把蜂箱看好。", "measure") == ("说的是时令「开渔」", "养蜂的话「蜂箱」")
    assert held.reasons("汛前要抓紧。", "measure") == ("说的是时令「汛前」",)
    assert "王浆" in held.common and "王浆" not in wording().held.common
    assert "蜂群" in held.things and "蜂群" not in wording().held.things
    assert "酿蜜" in held.office and "酿蜜" not in held.things
    assert held.weighed("嗡嗡酿蜜") == (2, 2, 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("种娄: {}", "没有「种娄」这个键，是不是 种类？"),
        ("种类: {养蜂: {词: 蜂箱}}", "「养蜂」的写法不对：照自带的 held_words.yaml，写“因”和“词”"),
        ("种类: {时令: 开渔}", "「时令」的写法不对：照自带的 held_words.yaml，写“因”和“词”"),
    ],
)
def test_what_is_wrong_in_own_kinds_is_said(tmp_path, text, message):
    (tmp_path / "held_words.yaml").write_text(text + "\n", "utf-8")
    with pytest.raises(InvalidFile) as error:
        wording(tmp_path)
    assert str(error.value).removeprefix(str(tmp_path / "held_words.yaml")).lstrip(": ") == message


def test_the_pairs_are_those_of_the_bank_as_it_stands(monkeypatch, tmp_path):
    written: dict[str, str] = {}
    monkeypatch.setattr(files, "write_text", lambda path, text: written.update({path.name: text}))
    common_pairs.main()
    assert written == {COMMON: files.read_text(FOLDER / COMMON).text}


def test_pairs_are_written_a_character_a_line():
    assert pairs_text(["抓好工作", "抓紧工作"], 2) == "工作\n"
    assert pairs_text(["抓好", "抓紧"], 1) == "抓好紧\n"
