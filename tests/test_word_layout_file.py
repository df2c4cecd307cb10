from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import files
from drafter.docx_text import Parts
from drafter.errors import DrafterError, InvalidFile
from drafter.word import look, ooxml, package, sheet
from drafter.word.layout_file import ROLE_NAMES, available, find, read_layout
from drafter.word.layout_values import SIZES
from drafter.word.measure import Measures
from drafter.word.ooxml import q

SHIPPED = [files.shipped("templates")]
ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl overflowPunct autoSpaceDE autoSpaceDN adjustRightInd snapToGrid "
    "spacing ind contextualSpacing jc outlineLvl",
    "rPr": "rStyle rFonts b bCs spacing sz szCs shd lang",
}


def parts_of(tmp_path: Path, text: str) -> Parts:
    (tmp_path / "甲.yaml").write_text(text, encoding="utf-8")
    return sheet.empty(package.base(), read_layout(tmp_path / "甲.yaml", SHIPPED))


def measures(parts: Parts) -> Measures:
    return Measures(parts)


def problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        read_layout(find("甲.yaml", SHIPPED), SHIPPED)
    return str(caught.value)


def test_the_default_look_is_the_layout_公文():
    layout = read_layout(find("公文", SHIPPED), SHIPPED)
    made, usual = look.of_layout(layout, {}), look.default()
    assert made.parts == usual.parts
    assert (made.styles, made.readings, made.numbered_lines) == (usual.styles, usual.readings, usual.numbered_lines)
    assert not (made.whole_sentences or made.spoken or usual.whole_sentences or usual.spoken)


@pytest.mark.parametrize("name", available(SHIPPED))
def test_every_shipped_layout_holds_what_the_schema_wants_in_order(name):
    parts = sheet.empty(package.base(), read_layout(find(name, SHIPPED), SHIPPED))
    for part in ("word/styles.xml", "word/document.xml", "word/footer1.xml", "word/footer2.xml"):
        for tag, names in ORDER.items():
            for element in ooxml.parse(parts[part]).iter(q(tag)):
                places = [names.split().index(child.tag.rpartition("}")[2]) for child in element]
                assert places == sorted(places)
    ids = {style.get(q("styleId")) for style in ooxml.parse(parts["word/styles.xml"]).iter(q("style"))}
    for style in ooxml.parse(parts["word/styles.xml"]).iter(q("style")):
        for tag in ("basedOn", "next"):
            assert (found := style.find(q(tag))) is None or found.get(q("val")) in ids


def test_a_layout_states_only_what_differs(tmp_path):
    parts = parts_of(tmp_path, "样式:\n  全文: {字号: 小三}\n页面: {左: 30mm}\n")
    found = measures(parts)
    assert found.size("SpeechBody") == 300
    assert found.text_width == 11906 - 1701 - 1474
    assert found.characters("SpeechBody") == 28  # the characters move together
    assert measures(package.base()).line("SpeechBody") == found.line("SpeechBody") == 579


def test_a_layout_may_build_on_another_and_a_user_s_公文_on_the_shipped_one(tmp_path):
    folder = tmp_path / "layouts"
    folder.mkdir()
    (folder / "公文.yaml").write_text("页码: {位置: 居中}\n", encoding="utf-8")
    (folder / "大字.yaml").write_text("依照: 台上阅读版\n样式: {全文: {字体: 华文楷体}}\n", encoding="utf-8")
    folders = [*SHIPPED, tmp_path]
    assert available(folders)["公文"] == folder / "公文.yaml"
    own = read_layout(find("公文", folders), folders)
    assert {style.align for style in own.styles if style.based_on == "Footer"} == {"center"}
    large = read_layout(find("大字", folders), folders)
    assert (large.whole_sentences, large.styles[0].face, large.styles[0].size) == (True, "华文楷体", SIZES["一号"])
    assert b"\xe5\x8d\x8e\xe6\x96\x87" in sheet.empty(package.base(), large)["word/fontTable.xml"]


def test_every_problem_of_a_layout_is_named_at_once_with_its_line(tmp_path, monkeypatch):
    text = (
        "页面: {行树: 22, 上: 37, 字数: 很多}\n"
        "样式:\n"
        "  一级标提: {字体: 黑体}\n"
        "  正文:\n"
        "    字号: 三\n"
        "    首行缩进: [2]\n"
        "    行距: 28\n"
        "  标题: {字号: 二号, 字号: 一号, 加粗: 也许}\n"
        "页码: {写法: 第页}\n"
        "朗读: 是\n"
        "依照: 台上版\n"
    )
    assert problems(tmp_path, monkeypatch, text).splitlines() == [
        "甲.yaml:1: 页面.上: “37”的单位要用 mm、cm 或 磅，如 37mm",
        "甲.yaml:1: 页面.字数: “很多”要写 5 到 60 的整数，或 不定",
        "甲.yaml:1: 页面.行树: 没有这个键，是不是 行数？",
        "甲.yaml:3: 样式.一级标提: 没有这个键，是不是 一级标题？",
        "甲.yaml:5: 样式.正文.字号: “三”不是字号，要写 三号、小二 等，或 16磅，是不是 小三？",
        "甲.yaml:6: 样式.正文.首行缩进: 这里只写一个值，现在是列表",
        "甲.yaml:7: 样式.正文.行距: “28”的单位要用 行（版心高除以行数）、磅 或 倍，如 28.95磅",
        "甲.yaml:8: 样式.标题.加粗: “也许”不行，只能写 是 或 否",
        "甲.yaml:8: 样式.标题.字号: 第 8 行已经写过这个键，请合并",
        "甲.yaml:9: 页码.写法: “第页”里要有一个 1（页数的位置），如 — 1 —；不要页码写 无",
        "甲.yaml:10: 朗读: 要写成一组键（一句不跨页、注音、数字读法）",
        "甲.yaml:11: 依照: 没有「台上版」这个版式，是不是 台上阅读版？现有：公文、台上阅读版",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "页面：{上: 37mm}",
            "甲.yaml:1: “页面”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”",
            id="colon",
        ),
        pytest.param(
            "页面: {左: 90mm, 右: 90mm, 宽: 180mm}",
            "甲.yaml: 页面: 页边太宽，纸上排不下字：请检查 宽、高、上、下、左、右 和 版心",
            id="page",
        ),
        pytest.param(
            "页面: {下: 35mm, 版心高: 225mm}",
            "甲.yaml:1: 页面.下: 下 和 版心高 只写一个，另一个是余下的",
            id="either",
        ),
        pytest.param("- 公文", "甲.yaml:1: 要写成一组键（说明、依照、页面、页码、朗读、样式）", id="list"),
    ],
)
def test_other_mistakes_of_a_layout(tmp_path, monkeypatch, text, said):
    assert problems(tmp_path, monkeypatch, text) == said


def test_layouts_that_build_on_one_another_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "layouts"
    folder.mkdir()
    for name, base in ("甲乙", "乙甲"):
        (folder / f"{name}.yaml").write_text(f"说明: 一\n依照: {base}\n", encoding="utf-8")
    folders = [*SHIPPED, tmp_path]
    with pytest.raises(InvalidFile) as caught:
        read_layout(find("甲", folders), folders)
    assert str(caught.value) == f"{folder / '乙.yaml'}:2: 依照: 甲 又依照 乙，绕成了圈"


def test_an_unknown_layout_names_those_there_are():
    with pytest.raises(DrafterError) as caught:
        find("公问", SHIPPED)
    assert str(caught.value) == "没有「公问」这个版式，是不是 公文？现有：公文、台上阅读版"


@settings(deadline=None, max_examples=80)
@given(
    st.recursive(
        st.text(max_size=8),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(
                st.sampled_from(["页面", "样式", "上", "字号", "依照", "正文", "x", *ROLE_NAMES]), inner, max_size=4
            ),
        ),
        max_leaves=8,
    )
)
def test_any_yaml_is_a_layout_or_a_list_of_problems(tmp_path_factory, data):
    import yaml

    path = tmp_path_factory.getbasetemp() / "任何.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    try:
        read_layout(path, SHIPPED)
    except InvalidFile as error:
        assert all(problem.message for problem in error.problems)
