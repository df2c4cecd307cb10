from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from drafter.cli import app
from drafter.word.importing import read_embedded, visible_text

BRIEF = """标题: 在全县2026年项目建设推进会上的讲话
讲话人: 县长 李明
日期: 2026-02-24
地区: 云岭县
形势:
  成绩: [{指标: 地区生产总值, 数值: 186.4亿元, 增幅: 6.1%, 排名: 全市第2位}]
意见:
  - 主题: 项目建设
    目标: 全年实施重点项目86个，完成投资70亿元
"""


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "简报.yaml").write_text(BRIEF, encoding="utf-8")

    def run(*words):
        result = CliRunner().invoke(app, [*words], prog_name="drafter")
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


def test_spoken_figures_stand_in_the_text_and_keep_their_origins(desk, tmp_path):
    assert desk("new", "简报.yaml", "--spoken").exit_code == 0
    data = (tmp_path / "简报.docx").read_bytes()
    text = "".join(visible_text(data))
    assert text.startswith("在全县2026年项目建设推进会上的讲话")
    assert "一百八十六点四亿元" in text
    assert "百分之六点一" in text
    assert "186" not in text
    found = read_embedded(data)
    assert found is not None
    assert found.pristine
    told = json.loads(desk("explain", "简报.docx", "一百八十六点四亿元", "--json").stdout)
    assert told["changed"] == 0
    origins = [one for paragraph in told["paragraphs"] for said in paragraph["sentences"] for one in said["origins"]]
    assert {"kind": "brief", "ref": "形势.成绩[0].数值", "text": "一百八十六点四亿元"} in origins


def test_a_layout_may_ask_for_spoken_figures(desk, tmp_path):
    (tmp_path / "templates" / "layouts").mkdir(parents=True)
    layout = tmp_path / "templates" / "layouts" / "念稿.yaml"
    layout.write_text("依照: 台上阅读版\n朗读: {数字读法: 是}\n", encoding="utf-8")
    (tmp_path / "稿.txt").write_text("讲话\n同志们：\n今年是2026年。\n2、增长5%。\n", encoding="utf-8")
    assert desk("export", "稿.txt", "--layout", "念稿").exit_code == 0
    assert visible_text((tmp_path / "稿.docx").read_bytes())[-2:] == ["今年是二〇二六年。", "2、增长百分之五。"]


def test_the_user_s_own_公文_is_the_usual_layout(desk, tmp_path):
    (tmp_path / "templates" / "layouts").mkdir(parents=True)
    own = tmp_path / "templates" / "layouts" / "公文.yaml"
    own.write_text("页码: {写法: 第1页}\n", encoding="utf-8")
    assert desk("new", "简报.yaml").exit_code == 0
    from drafter.word import package

    assert "第" in package.unpack((tmp_path / "简报.docx").read_bytes())["word/footer1.xml"].decode()
    own.write_text("页码: {写法: 第页}\n", encoding="utf-8")
    refused = desk("new", "简报.yaml")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == (
        "templates/layouts/公文.yaml:1: 页码.写法: “第页”里要有一个 1（页数的位置），如 — 1 —；不要页码写 无\n"
    )


def test_a_copy_to_read_out_is_brought_up_to_date_as_it_was_made(desk, tmp_path):
    how = ("--layout", "台上阅读版", "--spoken")
    assert desk("new", "简报.yaml", *how).exit_code == 0
    before = visible_text((tmp_path / "简报.docx").read_bytes())
    (tmp_path / "简报.yaml").write_text(BRIEF.replace("186.4", "187.5"), encoding="utf-8")
    assert desk("new", "简报.yaml", "--update", "简报.docx", *how).exit_code == 0
    after = visible_text((tmp_path / "简报-更新.docx").read_bytes())
    assert [line.replace("一百八十七点五", "一百八十六点四") for line in after] == before
    assert before != after
