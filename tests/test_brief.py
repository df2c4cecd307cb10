import dataclasses
import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import brief_keys, brief_nodes, brief_settings, yamltree
from drafter.brief import Brief, Fact
from drafter.brief_file import parse_brief, read_brief
from drafter.errors import InvalidFile

LEAST = "标题: 讲话\n意见: [项目建设]\n"


def messages(text: str) -> str:
    with pytest.raises(InvalidFile) as caught:
        parse_brief(text, "b.yaml")
    return str(caught.value)


def texts(brief: Brief) -> list[str]:
    return [fact.text for fact in brief.facts()]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "b.yaml: 文件里没有内容；用 drafter init 可以生成一份带说明的简报"),
        ("# 只有注释\n", "b.yaml: 文件里没有内容；用 drafter init 可以生成一份带说明的简报"),
        ("- a\n", "b.yaml:1: 要写成一组键（标题: …、意见: … 等），现在是列表，请去掉“- ”"),
        ("讲话\n", "b.yaml:1: 要写成一组键（标题: …、意见: … 等），现在是一段文字"),
        (
            "标题：讲话\n日期: 2026-01-16\n意见：\n- 项目\n",
            "b.yaml:1: “标题”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”\n"
            "b.yaml:3: “意见”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”",
        ),
        ("标题:讲话\n意见: a\n", "b.yaml:1: “标题”的冒号后面要空一格（英文空格）"),
        ("标题:　讲话\n意见: a\n", "b.yaml:1: “标题”的冒号后面要空一格（英文空格）"),
        (
            LEAST + "会议:\n  名称：会\n  任务：干\n",
            "b.yaml:4: 会议: “名称”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”\n"
            "b.yaml:5: 会议: “任务”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”",
        ),
        (
            "标题: 讲话\n意见:\n  - 主题：项目\n",
            "b.yaml:3: 意见[0]: “主题”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”",
        ),
        (
            "标题: 讲话\n意见:\n  - 主题: 项目\n    目标：五个\n",
            "b.yaml:4: “目标”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”",
        ),
        (
            "标题: 讲话\n意见:\n  - 主题: 项目\n      目标：五个\n",
            "b.yaml:4: 意见[0].主题: “目标”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”",
        ),
        (
            LEAST + "形势:\n  成绩:\n    - {指标：产值, 数值: 3亿元}\n",
            "b.yaml:5: 形势.成绩[0]: 缺少 指标\n"
            "b.yaml:5: 形势.成绩[0].指标：产值: “指标”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”",
        ),
        (
            LEAST + "形势:\n  成绩:\n    - {指标: 产值，数值: 3亿元}\n",
            "b.yaml:5: 大括号 { } 里各项之间要用英文逗号加空格“, ”分开，这一行用了全角“，”；或者括号没有配对",
        ),
        ("标题: 讲话\n意见:\n\t- 项目\n", "b.yaml:3: 行首用了制表符（Tab），请改成空格"),
        (
            "标题: 讲话\n  意见: a\n",
            "b.yaml:2: 缩进没有对齐，或者上一行没有写完：同级的键要从同一列开始，下一级多空两格",
        ),
        (
            "标题: 讲话\n意见:\n  - 主题: a\n   目标: b\n",
            "b.yaml:4: 缩进没有对齐：这一行应与上面同级的“- ”或键对齐",
        ),
        ('标题: "讲话\n意见: a\n', "b.yaml:1: 引号没有配对：从这一行开始的引号找不到另一半"),
        (
            "标题: [讲话\n意见: a\n",
            "b.yaml:1: 括号没有配对：[ ] 或 { } 少了一半，或者各项之间没有用英文逗号分开",
        ),
        (
            "标题: 讲话\n意见: [a #1, b]\n",
            "b.yaml:2: 括号没有配对：“ #”后面的字被当作注释略去了，请把含 # 的文字用引号括起来",
        ),
        ("标题: %讲话\n意见: a\n", "b.yaml:1: 以 % 开头的文字请用引号括起来，例如 '%讲话'"),
        ("标题: @讲话\n意见: a\n", "b.yaml:1: 以 @ 开头的文字请用引号括起来，例如 '@讲话'"),
        ("标题: *讲话\n意见: a\n", "b.yaml:1: 以 * 开头的文字请用引号括起来，例如 '*讲话'"),
        ("标题: *a\n意见: &b c\n", "b.yaml:1: 以 * 开头的文字请用引号括起来\nb.yaml:2: 以 & 开头的文字请用引号括起来"),
        ("标题: !a b\n意见: c\n", "b.yaml:1: 以 ! 开头的文字请用引号括起来"),
        (
            '标题: "一号工程"推进会\n意见: a\n',
            "b.yaml:1: \" 之后还有字；以 \" 开头的文字请在整段外面加一层引号 '…'",
        ),
        (
            "标题: 讲话: 第一稿\n意见: a\n",
            "b.yaml:1: 文字里有英文冒号加空格“: ”，请改成全角“：”，或者把整段文字用引号括起来",
        ),
        ('标题: "D:\\讲话"\n意见: a\n', "b.yaml:1: 双引号里的反斜杠 \\ 有特殊含义，请改用单引号"),
        ("标题: - 讲话\n意见: a\n", "b.yaml:1: 列表的“- ”要另起一行，写在键的下一行"),
        ("标题: 讲话\n意见\n", "b.yaml:2: “意见”后面缺少英文冒号，或者这一行没有缩进到上一行的文字里"),
        (
            LEAST + "---\n标题: 二\n",
            "b.yaml:3: 一个文件只写一份，这里的 --- 又开了一份；请删去 --- 或分成两个文件",
        ),
        ("[" * 5000, "b.yaml:1: 括号或缩进套得太深"),
        (
            "标题: {{ 地区 }}讲话\n意见: a\n",
            "b.yaml:1: } 之后还有字；以 { 开头的文字请在整段外面加一层引号 '…'",
        ),
        ("标题: {{ 地区 }}\n意见: a\n", "b.yaml:1: 标题: 以 { 开头的文字请用引号括起来"),
        ("讲话人: a\n", "b.yaml: 缺少 意见\nb.yaml: 缺少 标题"),
        ("标题:\n意见:\n", "b.yaml:1: 标题: 不能为空\nb.yaml:2: 意见: 不能为空"),
        ('标题: "  "\n意见: []\n', "b.yaml:1: 标题: 不能为空\nb.yaml:2: 意见: 不能为空"),
        (
            "标题: 讲话\n意见:\n  - 目标: a\n  -\n  - {主题: }\n  - [a]\n",
            "b.yaml:3: 意见[0]: 缺少 主题\n"
            "b.yaml:4: 意见[1]: 缺少 主题\n"
            "b.yaml:5: 意见[2].主题: 不能为空\n"
            "b.yaml:6: 意见[3]: 要写一段文字或一组键，现在是列表；可能多了一个“- ”或方括号",
        ),
        (
            LEAST + "标题: 又一个\ntitle: b\n",
            "b.yaml:3: 标题: 第 1 行已经写过这个键，请合并\nb.yaml:4: title: 与第 1 行的 标题 是同一个键，请只留一个",
        ),
        (
            LEAST + "意件: a\npoint: b\n举措: c\nabcxyz: d\n会议: {标题: e}\n<<: {a: b}\n",
            "b.yaml:3: 意件: 没有这个键，是不是 意见？\n"
            "b.yaml:4: point: 这里没有这个键，它的位置是 意见[].举措[].要点；请检查缩进\n"
            "b.yaml:5: 举措: 这里没有这个键，它的位置是 意见[].举措；请检查缩进\n"
            "b.yaml:6: abcxyz: 没有这个键；这里可以写 标题、讲话人、日期、称谓、地区、层级、提纲、会议、形势、意见、"
            "结尾、篇幅、语气、种子、原文、设置\n"
            "b.yaml:7: 会议.标题: 这里没有这个键，它的位置是 标题、意见[].标题；请检查缩进\n"
            "b.yaml:8: <<: 不支持合并键 <<，请把内容写全",
        ),
        (
            LEAST + "讲话人: [a]\n会议: b\n结尾: [c]\n形势:\n  主线:\n    要求: d\n  成绩: [[e]]\n",
            "b.yaml:3: 讲话人: 以 [ 开头的文字请用引号括起来\n"
            "b.yaml:4: 会议: 要写成一组键（名称、任务、上级精神、议程、奋斗目标、原文），现在是一段文字\n"
            "b.yaml:5: 结尾: 要写成一组键（号召、结语、原文），现在是列表，请去掉“- ”\n"
            "b.yaml:8: 形势.主线: 这里要写文字；文字里的英文冒号请改成全角“：”，或者把整段文字用引号括起来\n"
            "b.yaml:9: 形势.成绩[0]: 要写一段文字或一组键，现在是列表；可能多了一个“- ”或方括号",
        ),
        (
            LEAST + "称谓:\n  - 同志们\n原文:\n  - 要求: 三个到位\n",
            "b.yaml:4: 称谓: 这里只写一段文字，不能写成列表；请去掉“- ”\n"
            "b.yaml:6: 原文[0]: 这里要写文字；文字里的英文冒号请改成全角“：”，或者把整段文字用引号括起来",
        ),
        (
            "标题: 讲话\n意见: [{主题: a, 举措: [{责任: b}]}]\n讲话人: {}\n"
            "形势: {问题: [{对策: c}], 机遇: [{抓手: d}]}\n",
            "b.yaml:2: 意见[0].举措[0]: 要点、内容 至少写一个\n"
            "b.yaml:3: 讲话人: 职务、姓名 至少写一个\n"
            "b.yaml:4: 形势.机遇[0]: 缺少 机遇\n"
            "b.yaml:4: 形势.问题[0]: 缺少 问题",
        ),
        (
            LEAST + "日期: 2026-02-30\n层级: 县级\n语气: 严肃\n篇幅: 15\n种子: 一\n设置: {语速: 2000, 待补上限: -1}\n",
            "b.yaml:3: 日期: 没有“2026-02-30”这一天\n"
            "b.yaml:4: 层级: 只能写 省、市、区、县、镇、乡、街道、村、开发区、企业、学校、单位，"
            "现在是“县级”，是不是 县？\n"
            "b.yaml:5: 语气: 只能写 部署、动员、总结、表态、座谈、致辞、主持，现在是“严肃”\n"
            "b.yaml:6: 篇幅: 要在 100 到 60000 字之间，现在是“15”，是不是 15分钟？\n"
            "b.yaml:7: 种子: 要写整数，现在是“一”\n"
            "b.yaml:8: 设置.待补上限: 要在 0 到 100 之间，现在是“-1”\n"
            "b.yaml:8: 设置.语速: 要在 60 到 500 之间，现在是“2000”",
        ),
        (
            LEAST + "日期: 明天\n篇幅: 三千字\n",
            "b.yaml:3: 日期: 要写成 2026-01-16 或 2026年1月16日，现在是“明天”\n"
            "b.yaml:4: 篇幅: 要写成 3000字 或 15分钟，现在是“三千字”",
        ),
        (
            '标题: 讲\ufdd0话\n意见: "\\uFDEF"\n',
            "b.yaml:1: 有不能使用的字符 U+FDD0，请删去\nb.yaml:2: 意见[0]: 有不能使用的字符 U+FDEF，请删去",
        ),
        ("标题: \ud83d\n意见: a\n", "b.yaml:1: 有不能使用的字符 U+D83D，请删去"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_all_at_once(text, message):
    assert messages(text) == message


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026-01-16", "2026-01-16"),
        ("no", "no"),
        ("1:30", "1:30"),
        ("0755", "0755"),
        ("3.60", "3.60"),
        ("2.30%", "2.30%"),
        ("-5", "-5"),
        ("目标：二", "目标：二"),
        ("'{{ 地区 }}'", "{{ 地区 }}"),
        ('"a\\tb"', "a\tb"),
        ("<b> & 𠮷 ２．３％ 😀", "<b> & 𠮷 ２．３％ 😀"),
        ("　讲话　", "讲话"),
        ("null的含义", "null的含义"),
        ("完成 #1 # 说明", "完成"),
    ],
)
def test_a_value_is_the_characters_typed(typed, kept):
    assert texts(parse_brief(f"{LEAST}原文: {typed}\n", "b.yaml"))[-1] == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("稳中\n  求进", "稳中求进"),
        ("|\n  稳中\n  求进\n", "稳中求进"),
        (">\n  稳中\n  求进\n\n  GDP\n  growth\n", "稳中求进 GDP growth"),
        ('"稳中\n  求进"', "稳中求进"),
        ('"稳中\\\n  求进\\n再进"', "稳中求进再进"),
        ("'it''s\n  ok'", "it's ok"),
        ("稳中，\n  求进", "稳中，求进"),
        ("GDP\n  增长", "GDP 增长"),
    ],
)
def test_line_breaks_fold(typed, kept):
    brief = parse_brief(f"{LEAST}称谓: {typed}\n", "b.yaml")
    assert str(brief.salutation) == kept
    assert brief.warnings == ("b.yaml:3: 称谓: 文字分成了几行，已并成一行",)


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        (LEAST, ()),
        (LEAST + "篇幅: 3000字  # 可以改\n", ()),
        (LEAST + "称谓: 同志们 #1\n", ("b.yaml:3: 称谓: “#1”被当作注释略去；要保留请把整段文字用引号括起来",)),
        (LEAST + "称谓: #1\n", ("b.yaml:3: 称谓: “#1”被当作注释略去；要保留请把整段文字用引号括起来",)),
        (LEAST + "称谓: 同\x0b志们\n", ("b.yaml:3: 有看不见的控制字符 U+000B，已略去",)),
        (LEAST + '称谓: "同\\x07志们"\n', ("b.yaml:3: 称谓: 有看不见的控制字符，已略去",)),
    ],
)
def test_what_is_left_out_is_said(text, warnings):
    assert parse_brief(text, "b.yaml").warnings == warnings


def test_a_file_that_is_not_utf8_is_read_and_said(tmp_path: Path):
    path = tmp_path / "b.yaml"
    path.write_bytes("标题: 在全县会议上的讲话\n意见: [项目建设]\n".encode("gb18030"))
    brief = read_brief(path)
    assert brief.title.text == "在全县会议上的讲话"
    assert brief.warnings == (f"{path}: 文件不是 UTF-8 编码，已按 GB18030 读出；建议另存为 UTF-8",)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    brief = parse_brief("\ufeff" + LEAST.replace("\n", "\r\n") + "称谓: 同志们\r\n", "b.yaml")
    assert texts(brief) == ["讲话", "同志们"]
    assert brief.warnings == ()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (text, datetime.date(2026, 1, 16))
        for text in ("2026-01-16", "2026/1/16", "2026.1.16", "2026年1月16日", "２０２６年１月１６日")
    ],
)
def test_dates(typed, day):
    assert parse_brief(f"{LEAST}日期: {typed}\n", "b.yaml").day == day


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("3000字", 3000),
        ("3000", 3000),
        ("15分钟", 3000),
        ("约3000字", 3000),
        ("3000字左右", 3000),
        ("3,000 字", 3000),
        ("３０００字", 3000),
        ("1.2万字", 12000),
        ("3千字", 3000),
        ("", None),
    ],
)
def test_lengths(typed, length):
    assert parse_brief(f"{LEAST}篇幅: {typed}\n", "b.yaml").length == length


def test_minutes_follow_the_rate():
    brief = parse_brief(LEAST + "篇幅: 10分钟\n设置: {语速: 180, 待补上限: 3}\n", "b.yaml")
    assert (brief.length, brief.rate, brief.max_holes) == (1800, 180, 3)


@pytest.mark.parametrize(
    ("typed", "speaker", "post"),
    [
        ("县委书记", "县委书记", "县委书记"),
        ("县委书记 王建国", "县委书记 王建国", "县委书记"),
        ("县委书记　王建国", "县委书记　王建国", "县委书记"),
        ("{职务: 县长, 姓名: 王建国}", "县长　王建国", "县长"),
        ("{post: 县长, name: 王建国}", "县长　王建国", "县长"),
        ("{姓名: 王建国}", "王建国", ""),
        ("", None, ""),
    ],
)
def test_speakers(typed, speaker, post):
    brief = parse_brief(f"{LEAST}讲话人: {typed}\n", "b.yaml")
    assert (brief.speaker and brief.speaker.text, brief.post) == (speaker, post)


def test_entries_may_be_texts_and_a_single_text_is_a_list_of_one():
    brief = parse_brief(
        "标题: 讲话\n意见:\n  - 项目\n  - 主题: 产业\n    举措: 抓招商\n"
        "形势:\n  问题: 投资不足\n  成绩: [好]\n会议: {议程: 发言}\n",
        "b.yaml",
    )
    assert [point.topic.text for point in brief.points] == ["项目", "产业"]
    assert brief.points[0].topic.path == "意见[0]"
    assert brief.points[1].measures[0].detail == Fact("抓招商", "意见[1].举措[0]", 5)
    assert brief.review.problems[0].text == Fact("投资不足", "形势.问题[0]", 7)
    assert brief.review.achievements[0].text == Fact("好", "形势.成绩[0]", 8)
    assert brief.meeting.agenda == (Fact("发言", "会议.议程[0]", 9),)


@pytest.mark.parametrize("typed", ["", "~", "null", '""', "[]"])
def test_a_key_with_nothing_after_it_is_absent(typed):
    brief = parse_brief(f"{LEAST}原文: {typed}\n称谓: {typed}\n形势: {{成绩: {typed}}}\n", "b.yaml")
    assert texts(brief) == ["讲话"]


def full(english: bool) -> dict[str, object]:
    """A brief with every key of the table; each text its own path."""

    def value(key: brief_keys.Key, path: str) -> object:
        here = f"{path}.{key.name}" if path else key.name
        shape, below = key.shape, brief_keys.Shape
        if shape is below.GROUP or shape is below.PERSON:
            return group(key, here)
        if shape is below.ENTRIES:
            return [group(key, f"{here}[0]")]
        special = {below.DATE: "2026-01-16", below.LENGTH: "3000字", below.WHOLE: "100"}
        if shape is below.CHOICE:
            return key.choices[0]
        return [f"{here}[0]"] if shape is below.TEXTS else special.get(shape, here)

    def group(key: brief_keys.Key, path: str) -> dict[str, object]:
        return {child.alias if english else child.name: value(child, path) for child in key.keys}

    return group(brief_keys.BRIEF, "")


@pytest.mark.parametrize("english", [False, True])
def test_every_key_of_the_table_is_read_by_both_names(english):
    brief = parse_brief(yaml.safe_dump(full(english), allow_unicode=True), "b.yaml")
    facts = [*brief.facts(), brief.outline, brief.place, *(point.topic for point in brief.points)]
    assert brief.speaker
    assert brief.speaker.text == "讲话人.职务　讲话人.姓名"
    assert all(fact.text == fact.path for fact in facts if fact and fact != brief.speaker)
    paths = {fact.path.replace("[0]", "[]") for fact in facts if fact} | {"讲话人.职务", "讲话人.姓名"}
    shapes = brief_keys.Shape
    leaves = {
        f"{path}[]" if key.shape is shapes.TEXTS else path
        for path, key in brief_keys.walk()
        if key.shape in (shapes.TEXT, shapes.TEXTS)
    }
    assert leaves == paths - {"讲话人"}
    assert (brief.length, brief.tone, brief.level, brief.seed, brief.rate, brief.max_holes) == (
        3000, "部署", "省", 100, 100, 100,
    )  # fmt: skip


def test_the_two_names_of_a_brief_give_the_same_brief():
    one, other = (parse_brief(yaml.safe_dump(full(english), sort_keys=False), "b.yaml") for english in (False, True))
    assert one == other


def test_names_and_aliases_are_unique_in_their_group():
    for key in (brief_keys.BRIEF, *(key for _, key in brief_keys.walk())):
        words = [word for child in key.keys for word in (child.name, child.alias)]
        assert len(words) == len(set(words))
        assert set(key.needs) <= {child.name for child in key.keys}


def test_a_very_long_value_is_fine():
    assert len(texts(parse_brief(f"{LEAST}原文: {'长' * 200_000}\n", "b.yaml"))[-1]) == 200_000


def test_refused_settings_name_the_whole_value():
    with pytest.raises(ValueError, match="要写整数，现在是“99999999999999999999…”"):
        brief_settings.whole("9" * 6000, brief_keys.BRIEF)


VALUES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"), min_size=1
).filter(lambda text: text.strip() and not yamltree.refused(text))


@settings(max_examples=150, deadline=None)
@given(VALUES, VALUES, VALUES)
def test_any_text_survives(title, growth, topic):
    data = {
        "标题": title,
        "意见": [{"主题": topic, "举措": [title, {"内容": growth}]}, topic],
        "形势": {"成绩": [growth, {"指标": topic, "增幅": growth}], "问题": title},
    }
    brief = parse_brief(yaml.safe_dump(data, allow_unicode=True, width=10**6), "b.yaml")
    a, b, c = title.strip(), growth.strip(), topic.strip()
    assert texts(brief) == [a, b, c, b, a, a, b]
    assert [point.topic.text for point in brief.points] == [c, c]


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_any_text_survives_folded_by_yaml(title):
    data = {"标题": title, "意见": ["a"]}
    brief = parse_brief(yaml.safe_dump(data, allow_unicode=True, width=20), "b.yaml")
    assert "".join(brief.title.text.split()) == "".join(title.split())


WORDS = "标题 意见 主题 形势 成绩 title points 日期 篇幅 设置 讲话 讲话人 1 ~ 2026-13-01 ---\n ...\n <<:"
MARKS = "：:,，{}[]'\"|>%#&*!?\\-\t\n\r\x00\x85\u2028\ufdd0\ud800\ufeff"
PIECES = st.sampled_from([*WORDS.split(" "), *MARKS, ": ", "\n  ", "\n- ", "\n  - ", "&a ", "*a", "!x ", " #", "? "])


@pytest.mark.parametrize("loader", sorted({yamltree._LOADER, yaml.SafeLoader}, key=str))
def test_any_input_gives_a_brief_or_its_problems(loader, monkeypatch):
    monkeypatch.setattr(yamltree, "_LOADER", loader)

    @settings(max_examples=400, deadline=None)
    @given(st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=60)))
    def holds(text):
        try:
            brief = parse_brief(text, "b.yaml")
        except InvalidFile as error:
            assert error.problems
            assert all(0 <= problem.line <= len(text) + 1 for problem in error.problems)
        else:
            assert brief.points
            assert brief_nodes.fold(brief.title.text) == brief.title.text

    holds()


def test_any_bytes_give_a_brief_or_its_problems(tmp_path: Path):
    path = tmp_path / "b.yaml"

    @settings(max_examples=150, deadline=None)
    @given(st.one_of(st.binary(max_size=80), st.binary(max_size=8).map(lambda tail: LEAST.encode() + tail)))
    def holds(data):
        path.write_bytes(data)
        try:
            read_brief(path)
        except InvalidFile as error:
            assert error.problems

    holds()


def test_a_brief_stays_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        parse_brief(LEAST, "b.yaml").post = "县长"  # type: ignore[misc]
