from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from drafter import files
from drafter.cli import app
from drafter.errors import DrafterError
from drafter.jobs import lint_cues
from drafter.jobs.lint import day, lint

HEAD = "槽位: 结尾号召\n句子:\n  总结:\n    - 话说到这里，山还是那座山，路要靠我们自己修。\n"
OPINIONS = "槽位: 三点意见\n句子:\n  举措要求:\n"
EMPTY = "没有可用的句子，写稿时这里会空着"


def found(folder: Path, text: str, day: str = "", outlines: Sequence[Path] = ()) -> list[str]:
    """Findings of one file of its own, moves that lack phrases aside."""
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    problems = lint([folder], outlines, day)
    return [str(one).removeprefix(f"{folder}/a.yaml:") for one in problems if not one.message.endswith(EMPTY)]


def test_the_shipped_bank_is_clean():
    shipped = [files.shipped("phrasebanks")]
    assert "\n".join(map(str, lint(shipped, [files.shipped("templates")]))) == ""


def test_the_shipped_cues_say_where_they_were_seen():
    assert list(lint_cues.unmatched(files.read_text(files.shipped("phrasebanks") / lint_cues.NAME))) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            HEAD + "    - 句: '{{ 全线 }}上下要动起来。'\n",
            ["5: 结尾号召.总结: 没有变量「全线」，是不是 全县？"],
            id="unknown variable",
        ),
        pytest.param(
            HEAD + "    - 句: 今天的任务是{{ 会议任务 }}，大家都听清楚了。\n",
            ["5: 结尾号召.总结: 变量「会议任务」在这里没有值，这句永远用不上；用在哪里见 drafter bank vars"],
            id="variable of another place",
        ),
        pytest.param(
            HEAD + "    - 清河县今年要完成86个项目。\n",
            [
                "5: 结尾号召.总结: 句子里有地名「清河县」、数字「86个」，换一个地方就不对了；"
                "请改成变量或删去，拿不准就加 状态: 待审"
            ],
            id="facts",
        ),
        pytest.param(HEAD + "    - {句: 清河县要完成86个项目。, 状态: 待审}\n", [], id="facts of what is held back"),
        pytest.param(
            HEAD + "    - 话说到这里，山还是那座山，路要靠我们自己修！\n",
            ["5: 结尾号召.总结: 与 {at}:4 几乎一样（话说到这里，山还是那座山，路要靠我们…），留一条就够"],
            id="near-duplicate",
        ),
        pytest.param(
            HEAD + "  号召:\n    - 话说到这里，山还是那座山，路要靠我们自己修。\n",
            ["6: 结尾号召.号召: 与 {at}:4 是同一条（id 都是 4e1c97662ab5452e），一个句库里只能有一条，请删去一条"],
            id="one id twice",
        ),
        pytest.param(
            OPINIONS + "    - {句: 上门对接客商。, 作用: 列顶, 主题: [招商]}\n",
            [
                "4: 三点意见.举措要求: topics.yaml 里没有主题「招商」",
                "4: 三点意见.举措要求: 没有地方用作用「列顶」的句子，是不是 列项？",
            ],
            id="unknown topic and role",
        ),
        pytest.param(
            HEAD + "    - {句: 往前走。, 语气: [激昂], 层级: [州]}\n",
            [
                "5: 句子.总结[1].层级: 只能写 省、市、区、县、镇、乡、街道、村、开发区、企业、学校、单位，现在是“州”",
                "5: 句子.总结[1].语气: 只能写 {tones}，现在是“激昂”",
            ],
            id="unknown tone and level",
        ),
        pytest.param(
            HEAD + "    - 句：往前走。\n",
            ["5: 句子.总结[1]: “句”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”"],
            id="YAML slip",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found_with_its_line(tmp_path, text, told):
    from drafter.brief_keys import TONES

    expected = [one.replace("{at}", f"{tmp_path}/a.yaml").replace("{tones}", "、".join(TONES)) for one in told]
    assert found(tmp_path, text) == expected


def test_a_role_that_an_outline_asks_for_is_known(tmp_path):
    text = HEAD + "    - {句: 大家辛苦了。, 作用: 慰问}\n"
    assert len(found(tmp_path, text)) == 1
    (tmp_path / "提纲").mkdir()
    (tmp_path / "提纲" / "慰问.j2").write_text('{{ 句("总结", 作用="慰问") }}\n', encoding="utf-8")
    assert found(tmp_path, text, outlines=[tmp_path / "提纲"]) == []


def test_a_wording_out_of_its_time_is_found_on_a_day(tmp_path):
    terms = "提法:\n  - {词: 十四五, 起: 2020-10, 止: 2025-12, 改用: “十五五”}\n"
    (tmp_path / "terms.yaml").write_text(terms, encoding="utf-8")
    text = HEAD + "    - 干好十四五，一步一个脚印。\n"
    assert found(tmp_path, text) == found(tmp_path, text, "2024-06-01") == []
    assert found(tmp_path, text, "2026-01-16") == ["5: 结尾号召.总结: 提法「十四五」2025-12 以后不用，改用“十五五”"]
    assert found(tmp_path, text, "2019-01-16") == ["5: 结尾号召.总结: 提法「十四五」2020-10 才有，改用“十五五”"]


def test_a_move_without_usable_phrases_is_found_where_it_stands(tmp_path):
    (tmp_path / "a.yaml").write_text(HEAD + "  号召:\n    - {句: 往前走！, 状态: 待审}\n", encoding="utf-8")
    told = [str(one) for one in lint([tmp_path]) if one.where == "号召"]
    assert told == [f"{tmp_path}/a.yaml:6: 号召: 这个语步{EMPTY}"]


def test_a_folder_over_another_replaces_and_retires_before_anything_is_found(tmp_path):
    below, above = tmp_path / "下", tmp_path / "上"
    below.mkdir(), above.mkdir()
    assert len(found(below, HEAD + "    - {id: 00000000000000aa, 句: 要完成86个项目。}\n")) == 1
    (above / "b.yaml").write_text("槽位: 结尾号召\n句子:\n  总结:\n    - {id: 00000000000000aa, 状态: 停用}\n", "utf-8")
    assert [one for one in lint([below, above]) if not one.message.endswith(EMPTY)] == []


def test_a_damaged_file_is_a_finding_and_the_rest_is_read(tmp_path):
    (tmp_path / "坏.yaml").write_bytes("槽位: 开头，抓落实。".encode() * 40 + b"\xff\xfe\xff")
    told = found(tmp_path, HEAD + "    - 清河县的路。\n")
    assert len(told) == 2 and "文字已损坏" in told[1]


def test_a_cue_that_nothing_matches_is_found_unless_it_says_where_it_was_seen(tmp_path):
    moves = "      - 词: [麒麟]\n      - 词: [主要任务]\n      - 词: [凤凰]\n        见: 致辞\n"
    path = tmp_path / lint_cues.NAME
    path.write_text(
        "语步:\n  开头:\n    会议任务:\n" + moves + "标题: {}\n杂质:\n  - 式: ^龙$\n非讲话: {}\n", encoding="utf-8"
    )
    rest = "自带的讲话稿里没有一句认得出来：改一改或删去；在别的讲话里见过，就加一行 见: 哪一类讲话"
    assert [str(one) for one in lint_cues.unmatched(files.read_text(path))] == [
        f"{path}:4: 语步.开头.会议任务[0]: {rest}",
        f"{path}:10: 杂质[0]: {rest}",
    ]


def test_a_day_is_typed_as_in_a_brief():
    assert (day(""), day("2026年1月16日")) == ("", "2026-01-16")
    with pytest.raises(DrafterError) as caught:
        day("明天")
    assert str(caught.value) == "--date: 要写成 2026-01-16 或 2026年1月16日，现在是“明天”"


@pytest.mark.parametrize(("entry", "code"), [("山还是那座山。", 0), ("要完成86个项目。", 1), ("{{ 县 }", 1)])
def test_the_command_exits_with_1_when_there_is_something(tmp_path, monkeypatch, entry, code):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "phrasebanks").mkdir()
    (tmp_path / "phrasebanks" / "a.yaml").write_text(f"{HEAD}    - '{entry}'\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["bank", "lint"])
    assert (result.exit_code, result.stdout.count("\n")) == (code, code)


def test_a_folder_that_is_not_there_and_a_day_that_is_none_cannot_be_linted():
    for words, told in (
        (["--bank-only", "没有"], "没有: 没有这个文件夹"),
        (["--date", "13月"], "--date: 要写成 2026-01-16 或 2026年1月16日，现在是“13月”"),
    ):
        result = CliRunner().invoke(app, ["bank", "lint", *words])
        assert (result.exit_code, result.stdout, result.stderr) == (2, "", told + "\n")
