import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import brief_keys, brief_schema, files
from drafter.brief_file import parse_brief, read_brief
from drafter.errors import DrafterError
from drafter.jobs import init
from tests.test_brief import VALUES, full

STARTERS = sorted((files.shipped("templates") / "briefs").glob("*.yaml"), key=lambda path: path.stem)
NAMES = [path.stem for path in STARTERS]
each_starter = pytest.mark.parametrize("path", STARTERS, ids=NAMES)
VALIDATOR = jsonschema.Draft7Validator(brief_schema.schema())
KEY = re.compile(r"(?:^ *(?:- )?|[{,] ?)([^\s:#{},-]+):(?= |$)")


class EditorLoader(yaml.SafeLoader):
    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith("timestamp")]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def loaded(text: str) -> object:
    """A brief as an editor sees it: numbers are numbers, dates are texts."""
    return yaml.load(text, Loader=EditorLoader)


def answers(*given: str):
    rest = iter(given)
    return lambda question: next(rest, "")


def test_there_is_a_starter_for_every_shipped_outline_and_every_kind_of_office():
    outlines = {path.stem for path in files.shipped("templates").glob("*.j2")}
    assert outlines <= set(NAMES)
    assert {"最简", "经济工作会议", "镇", "企业", "开发区", "学校"} <= set(NAMES)


@each_starter
def test_a_starter_is_a_valid_brief_without_warnings(path):
    brief = read_brief(path)
    assert brief.warnings == ()
    if path.stem in ("三点意见", "五项任务", "运行分析", "冲刺动员", "三个方面"):
        assert str(brief.outline) == path.stem


@each_starter
def test_a_starter_explains_every_key(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        data, mark, note = line.partition("  # ")
        if KEY.match(data):
            assert mark, line
            assert note.strip(), line


@each_starter
def test_a_starter_opens_with_the_schema_and_is_valid_by_it(path):
    text = path.read_text(encoding="utf-8")
    reference = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / reference).resolve() == files.shipped("templates").resolve() / brief_schema.NAME
    VALIDATOR.validate(loaded(text))


def test_the_full_starter_shows_every_key():
    text = next(path for path in STARTERS if path.stem == "经济工作会议").read_text(encoding="utf-8")
    shown = {name for line in text.splitlines() for name in KEY.findall(line.partition("  # ")[0])}
    assert shown == {key.name for _, key in brief_keys.walk()}


def test_the_shipped_schema_is_that_of_the_table():
    shipped = (files.shipped("templates") / brief_schema.NAME).read_text(encoding="utf-8")
    assert shipped == brief_schema.text(), "write brief_schema.text() to templates/brief.schema.json"
    jsonschema.Draft7Validator.check_schema(json.loads(shipped))


@pytest.mark.parametrize("english", [False, True])
def test_the_schema_knows_every_key_by_both_names(english):
    data = full(english)
    for key in ("种子", "seed"):
        data |= {key: 1} if key in data else {}
    for key in ("设置", "settings"):
        data |= {key: {}} if key in data else {}
    VALIDATOR.validate(data)


@pytest.mark.parametrize(
    "text",
    [
        "标题: a\n",
        "标题: a\ntitle: b\n意见: [c]\n",
        "标题: a\n意见: [b]\n天气: c\n",
        "标题: a\n意见: [{目标: b}]\n",
        "标题: a\n意见: [b]\n层级: 县级\n",
        "标题: a\n意见: [b]\n日期: 明天\n",
        "标题: [a]\n意见: [b]\n",
        "标题: a\n意见: [{主题: b, 举措: [{责任: c}]}]\n",
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(text):
    assert not VALIDATOR.is_valid(loaded(text))
    with pytest.raises(DrafterError):
        parse_brief(text, "b.yaml")


def test_init_writes_a_starter_and_its_schema(tmp_path: Path):
    path = init.write(tmp_path / "b.yaml", "镇")
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == "# yaml-language-server: $schema=brief.schema.json"
    assert (tmp_path / "brief.schema.json").read_text(encoding="utf-8") == brief_schema.text()
    assert read_brief(path).title.text == "在全镇安全生产工作会议上的讲话"


def test_init_overwrites_nothing(tmp_path: Path):
    path = tmp_path / "b.yaml"
    path.write_text("mine", encoding="utf-8")
    (tmp_path / "b2.yaml").touch()
    (tmp_path / "brief.schema.json").write_text("mine too", encoding="utf-8")
    with pytest.raises(DrafterError) as caught:
        init.write(path)
    other = tmp_path / "b3.yaml"
    assert str(caught.value) == f"{path}: 已经有这个文件，没有动它；请换一个文件名，例如 drafter init {other}"
    init.write(other)
    assert path.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "brief.schema.json").read_text(encoding="utf-8") == "mine too"


def test_init_names_a_folder(tmp_path: Path):
    with pytest.raises(DrafterError) as caught:
        init.write(tmp_path)
    assert str(caught.value) == f"{tmp_path}: 这是文件夹，请给出文件名，例如 drafter init {tmp_path / 'brief.yaml'}"


def test_an_unknown_starter_is_named_with_the_known_ones(tmp_path: Path):
    with pytest.raises(DrafterError) as caught:
        init.starter("三点意间", tmp_path)
    known = "、".join(init.starters(tmp_path))
    assert str(caught.value) == f"没有“三点意间”的简报样子，是不是 三点意见？现有：{known}"


def test_a_starter_of_the_user_wins(tmp_path: Path):
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "镇.yaml").write_text("标题: 我的\n", encoding="utf-8")
    assert init.starter("镇", tmp_path) == "标题: 我的\n"


def test_answers_make_a_brief():
    text = init.ask(
        answers(
            "在全县会议上的讲话", "县长", "明天", "2026-01-16", "云岭县", "全县会议", "部署工作",
            "增长5%", "", "不足", "", "",
            "项目建设", "开工5个", "倒排工期", "", "作风: 建设", "", "", "", "努力", "3000", "部署",
        ),
        "三点意见",
    )  # fmt: skip
    body = [line for line in text.splitlines() if not line.startswith("#")]
    assert body == [
        "标题: 在全县会议上的讲话",
        "讲话人: 县长",
        "日期: 2026-01-16",
        "地区: 云岭县",
        "提纲: 三点意见",
        "会议:",
        "  名称: 全县会议",
        "  任务: 部署工作",
        "形势:",
        "  成绩:",
        "    - 增长5%",
        "  问题:",
        "    - 不足",
        "意见:",
        "  - 主题: 项目建设",
        "    目标: 开工5个",
        "    举措:",
        "      - 倒排工期",
        "  - 主题: '作风: 建设'",
        "结尾:",
        "  号召: 努力",
        "篇幅: 3000",
        "语气: 部署",
    ]
    assert parse_brief(text, "b.yaml").warnings == ()


def test_a_question_is_asked_again_with_the_reason():
    asked: list[str] = []

    def prompt(question: str) -> str:
        asked.append(question)
        return {0: "", 1: "讲话", 13: "项目"}.get(len(asked) - 1, "项目" if "第1点" in question else "")

    init.ask(prompt)
    assert asked[:3] == ["讲话稿的标题（必填）", "不能为空。讲话稿的标题（必填）", "讲话人的职务，如 县委书记"]


def test_no_answer_to_a_required_question_ends_the_asking(tmp_path: Path):
    with pytest.raises(DrafterError) as caught:
        init.write(tmp_path / "b.yaml", prompt=lambda question: "")
    assert str(caught.value) == "讲话稿的标题（必填）：不能为空；没有写成简报"
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        VALUES, st.sampled_from(["null", "~", "- a", "a: b", "目标：a", "a #b", "'", '"', "|", "%", "是", "1:30"])
    )
)
def test_any_answer_survives(answer):
    text = init.ask(lambda question: answer if question.startswith(("讲话稿的标题", "第1点")) else "")
    brief = parse_brief(text, "b.yaml")
    assert brief.title.text == answer.strip()
    assert brief.points[0].topic.text == answer.strip()
