import pytest
import yaml

from drafter import files, level
from drafter.brief import Brief
from drafter.brief_file import parse_brief
from drafter.brief_keys import LEVELS


def brief(**keys: str) -> Brief:
    return parse_brief(yaml.safe_dump({"标题": "讲话", "意见": ["项目建设"], **keys}, allow_unicode=True), "b.yaml")


@pytest.mark.parametrize(
    ("place", "told", "short"),
    [
        ("清河县", "县", "清河"),
        ("费县", "县", "费县"),
        ("江州市清河县", "县", ""),
        ("玉龙纳西族自治县", "县", ""),
        ("科尔沁左翼中旗", "县", ""),
        ("额济纳旗", "县", "额济纳"),
        ("广西壮族自治区", "省", ""),
        ("云岭省", "省", "云岭"),
        ("云岭市", "市", "云岭"),
        ("凉山彝族自治州", "市", ""),
        ("阿拉善盟", "市", "阿拉善"),
        ("云岭区", "区", "云岭"),
        ("东区", "区", "东区"),
        ("清河经济技术开发区", "开发区", "清河经开区"),
        ("清河高新技术产业开发区", "开发区", "清河高新区"),
        ("清河经开区", "开发区", "清河经开区"),
        ("雄安新区", "开发区", ""),
        ("滨海新区", "区", ""),
        ("河西镇", "镇", "河西"),
        ("景德镇", "市", "景德镇"),
        ("石桥乡", "乡", "石桥"),
        ("城关街道", "街道", "城关"),
        ("上河村", "村", "上河"),
        ("幸福社区", "村", ""),
        ("宏达实业集团有限公司", "企业", ""),
        ("云岭县农商行", "企业", ""),
        ("云岭县第一中学", "学校", ""),
        ("云岭县财政局", "单位", ""),
        ("云岭县发展和改革委员会", "单位", ""),
        ("云岭", "", ""),
    ],
)
def test_a_place_tells_its_level_and_short_name(place, told, short):
    assert (level.level_of(brief(地区=place)), level.short_name(place)) == (told, short)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"层级": "企业", "地区": "清河县"}, "企业"),
        ({"地区": "河西镇", "讲话人": "县委书记"}, "镇"),
        ({"地区": "云岭", "讲话人": "县委书记"}, "县"),
        ({"讲话人": "镇党委书记", "标题": "在全县会议上的讲话"}, "镇"),
        ({"讲话人": "王建国", "标题": "在全县会议上的讲话"}, "县"),
        ({"标题": "在全县开发区工作会议上的讲话"}, "县"),
        ({"标题": "在高新区项目推进会上的讲话"}, "开发区"),
        ({"标题": "在市委经济工作会议上的讲话"}, "市"),
        ({"标题": "在开学典礼上的讲话"}, "学校"),
        ({"标题": "在座谈会上的讲话"}, ""),
    ],
)
def test_the_most_telling_key_decides(keys, told):
    assert level.level_of(brief(**keys)) == told


def test_the_name_of_the_meeting_tells_before_the_title():
    one = parse_brief("标题: 在全市会上的讲话\n意见: [a]\n会议: {名称: 全县经济工作会议}\n", "b.yaml")
    assert level.level_of(one) == "县"


@pytest.mark.parametrize(
    ("place", "several"),
    [
        ("清河县", ("我县", "全县", "县委、县政府")),
        ("河西镇", ("我镇", "全镇", "镇党委、镇政府")),
        ("额济纳旗", ("我旗", "全旗", "旗委、旗政府")),
        ("大理州", ("我州", "全州", "州委、州政府")),
        ("杭州", ("我市", "全市", "市委、市政府")),
        ("清河经济开发区", ("我区", "全区", "党工委、管委会")),
        ("宏达公司", ("我们公司", "全公司", "公司党委和经营班子")),
        ("幸福社区", ("我们社区", "全社区", "社区“两委”")),
    ],
)
def test_words_follow_the_level(place, several):
    bound = level.words(brief(地区=place))
    assert (bound["我县"], bound["全县"], bound["县委县政府"]) == several
    assert bound["地区"] == place


def test_words_that_a_level_does_not_have_are_not_bound():
    assert "县政府" not in level.words(brief(地区="第一中学"))
    assert level.words(brief()) == {}
    assert level.words(brief(地区="云岭")) == {"地区": "云岭"}


def test_a_given_level_is_not_overruled_by_a_special_place():
    assert level.words(brief(地区="云岭县财政局", 层级="县"))["全县"] == "全县"


@pytest.mark.parametrize(
    ("place", "word"),
    [("衡江工程学院", "全校"), ("泊阳县人民医院", "全院"), ("云岭县财政局", "全局"), ("云岭县", "本单位")],
)
def test_a_body_speaks_of_itself_as_it_is_called(place, word):
    assert level.words(brief(地区=place, 层级="单位"))["全县"] == word


@pytest.mark.parametrize(
    ("post", "rank", "behalf"),
    [
        ("县委书记", "主官", "县委、县政府"),
        ("县委副书记、县长", "主官", "县政府"),
        ("县委副书记、代县长", "主官", "县政府"),
        ("县委副书记，县长", "主官", "县政府"),
        ("县委常委、常务副县长", "副职", ""),
        ("县委副书记", "副职", ""),
        ("县委常委、组织部部长", "副职", ""),
        ("县委常委、县纪委书记、县监委主任", "副职", ""),
        ("县人大常委会主任", "副职", ""),
        ("市委书记", "主官", "市委、市政府"),
        ("自治区党委书记", "主官", "自治区党委、政府"),
        ("州委书记", "主官", "州委、州政府"),
        ("党工委书记、管委会主任", "主官", "党工委、管委会"),
        ("镇党委书记", "主官", "镇党委、镇政府"),
        ("村党支部书记", "主官", "村“两委”"),
        ("党委书记、董事长", "主官", "公司党委和经营班子"),
        ("总经理", "主官", "公司经营班子"),
        ("董事长、总经理", "主官", "公司党委和经营班子"),
        ("副总经理", "副职", ""),
        ("校长", "主官", "学校领导班子"),
        ("教育局局长", "主官", "单位领导班子"),
        ("王建国", "", ""),
        ("", "", ""),
    ],
)
def test_a_post_tells_rank_and_on_whose_behalf(post, rank, behalf):
    one = brief(讲话人=post)
    assert (level.rank_of(one.post), level.on_behalf(one)) == (rank, behalf)


def test_a_guest_speaks_for_those_who_sent_him():
    assert level.on_behalf(brief(地区="河西镇", 讲话人="县委书记")) == "县委、县政府"


def test_a_secretary_without_a_level_is_that_of_the_place():
    assert level.on_behalf(brief(地区="河西镇", 讲话人="党委书记")) == "镇党委、镇政府"
    assert level.on_behalf(brief(讲话人="党委书记")) == ""


def test_the_shipped_table_knows_every_level_and_only_them():
    text = files.read_text(files.shipped("phrasebanks") / "levels.yaml").text
    table = yaml.safe_load(text)
    assert set(table["层级"]) == set(LEVELS)
    assert all(set(words) == set(table["层级"]["县"]) for words in table["层级"].values())
    assert {rule["层级"] for rule in table["识别"]} <= set(LEVELS)
    assert all(set(rule["词"]) <= set(table["层级"]["县"]) for rule in table["改词"])
    for rule in table["改词"]:
        assert all(level._by_place(end) for end in rule["尾"].split()), rule["尾"]


def test_every_end_of_a_rule_leads_to_the_level_of_that_rule():
    """An earlier, shorter end must not hide a later, longer one."""
    table = level._table()
    wrong = [(end, rule["层级"]) for rule in table["识别"] for end in rule.get("尾", "").split()
             if level._by_place(end) != rule["层级"]]  # fmt: skip
    assert wrong == []
