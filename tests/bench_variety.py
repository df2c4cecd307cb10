"""How much two drafts have in common, facts aside: python -m tests.bench_variety.

A hundred briefs are drawn from the examples of the cards of 事项, each with its own meeting, place and topics; of every
pair of drafts the share of strings of eight characters that stand in both is taken, of those the bank gave.
"""

from __future__ import annotations

from itertools import combinations
from random import Random
from statistics import mean

import yaml

from drafter import files
from drafter.bank import load
from drafter.brief_file import parse_brief
from drafter.jobs.draft import Folders, drafts
from drafter.speech import Speech

FOLDERS = Folders((files.shipped("phrasebanks"),), (files.shipped("templates"),))
WIDTH, BRIEFS = 8, 100
_PLACES = ("青石县", "白水县", "临江市", "长溪镇", "云门区", "石桥镇", "松岭县", "南渡市", "平湖区", "清源县")
_MEETINGS = ("工作会议", "推进会", "动员会", "调度会", "部署会", "现场会", "总结会", "座谈会")


def briefs() -> list[str]:
    """A hundred briefs as YAML, always the same."""
    rng = Random(20261123)
    bank = load(FOLDERS.banks)
    cards = [card for card in bank.tasks if not card.levels and "做法" in card.parts]
    topics = [topic.name for topic in bank.topics]
    made = []
    for number in range(BRIEFS):
        place, meeting = rng.choice(_PLACES), rng.choice(_MEETINGS)
        subject = rng.choice(topics)
        points = [
            {"主题": topic, "举措": [rng.choice(card.fits) for card in rng.sample(cards, rng.randint(1, 3))]}
            for topic in rng.sample(topics, 3)
        ]
        data = {
            "标题": f"在{place}{subject}{meeting}上的讲话",
            "日期": f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "地区": place,
            "形势": {"成绩": [rng.choice(rng.choice(cards).fits)], "问题": [f"{rng.choice(topics)}还有差距"]},
            "意见": points,
            "篇幅": f"{rng.choice((1200, 1800, 2400))}字",
        }
        made.append(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    return made


def strings(speech: Speech) -> set[str]:
    """Strings of eight characters the bank gave, marks and facts aside."""
    found = set()
    for sentence in speech.sentences():
        own = "".join(span.text if span.origin and span.origin.kind == "phrase" else "　" for span in sentence.spans)
        for piece in own.split("　"):
            found |= {piece[at : at + WIDTH] for at in range(len(piece) - WIDTH + 1)}
    return found


def main() -> None:
    made = [strings(drafts(parse_brief(text, "brief.yaml"), FOLDERS)[0].speech) for text in briefs()]
    shares = [len(one & other) / min(len(one), len(other)) for one, other in combinations(made, 2) if one and other]
    print(f"{len(made)} 篇，{len(shares)} 对：两篇共有的八字串平均占 {mean(shares):.1%}，最多的一对 {max(shares):.1%}")


if __name__ == "__main__":
    main()
