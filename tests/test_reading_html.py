"""A web page gives its speech and nothing of what stands around it."""

import pytest

from drafter.reading.html import text_of

SAID = "今天我们召开会议，主要任务是部署工作，把各项任务落到实处。"
MENU = '<ul><li><a href="1">首页</a></li><li><a>政务公开，信息发布</a></li></ul>'


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        pytest.param(f"<p>　　同志们：</p><p>&nbsp;&nbsp;{SAID}</p>", ["　　同志们：", SAID], id="paragraphs"),
        pytest.param(
            f"<div>同志们：<br/>{SAID}<br>一、抓项目</div>", ["同志们：", SAID, "一、抓项目"], id="line breaks"
        ),
        pytest.param(f"{MENU}<div><p>{SAID}</p></div>{MENU}", [SAID], id="menus"),
        pytest.param(
            f"<div>本站电话</div><div><p>同志们：</p><p>{SAID}</p></div><p>版权所有</p>",
            ["同志们：", SAID],
            id="what stands around the prose",
        ),
        pytest.param(f"<p>{SAID[:10]}<a>{SAID[10:14]}</a>{SAID[14:]}</p>", [SAID], id="a link in a sentence"),
        pytest.param(f"<p>{SAID[:10]}\n  {SAID[10:]}</p>", [SAID], id="wrapped in the source"),
        pytest.param(f"<p>{SAID[:10]}<span><b>{SAID[10:]}</b></span></p>", [SAID], id="bold"),
        pytest.param(f"<script>x()</script><style>p {{}}</style><!-- 注 --><p>{SAID}</p>", [SAID], id="script"),
        pytest.param(f'<p style="display: none">{SAID}</p><p>{SAID}</p>', [SAID], id="hidden"),
        pytest.param(f"<table><tr><td>{SAID}</td><td>县发改局</td></tr></table>", [SAID, "县发改局"], id="table"),
        pytest.param(f"<form><div>{SAID}", [SAID], id="not closed"),
        pytest.param('<?xml version="1.0" encoding="gb2312"?><html><p>甲</p></html>', ["甲"], id="declared"),
        pytest.param("<p>甲</p><p><a>乙</a></p>", ["甲"], id="no prose"),
    ],
)
def test_lines_of_a_page(page, lines):
    assert text_of(page).splitlines() == lines


TITLE = "在全县大会上的讲话"


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(f"<body><h1>{TITLE}</h1>", id="h1"),
        pytest.param(f'<head><meta name="ArticleTitle" content="{TITLE}"></head><body>', id="meta"),
        pytest.param(f"<head><title>{TITLE}_云岭县人民政府</title></head><body>", id="title"),
        pytest.param(f"<head><title>云岭县人民政府 - {TITLE}</title></head><body>", id="title after the site"),
    ],
)
def test_a_title_outside_the_prose_comes_first(head):
    page = f"<html>{head}<div>{MENU}</div><div><p>同志们：</p><p>{SAID}</p><p>{SAID}</p></div></body></html>"
    assert text_of(page).splitlines() == [TITLE, "同志们：", SAID, SAID]


def test_a_title_is_not_said_twice_and_a_site_is_no_title():
    assert text_of(f"<title>{TITLE}</title><div><p>{TITLE}</p><p>{SAID}</p></div>").splitlines() == [TITLE, SAID]
    assert (
        text_of(f"<title>云岭县人民政府</title><div><p>同志们：</p><p>{SAID}</p></div>").splitlines()[0] == "同志们："
    )


@pytest.mark.parametrize("page", ["", " \n", "\0", "<", "<html>"])
def test_a_page_of_nothing_gives_nothing(page):
    assert text_of(page).strip() in ("", "<")
