"""Speed of mining beside jieba.cut alone over the same texts, one process: python -m tests.bench_mining FOLDER.

FOLDER: 200 documents of 10 kB, resampled from the seed speeches. More than half of their sentences are said twice and
more, and mining remembers what it has lately thought of a sentence: --apart gives every sentence a word of its own and
shows what mining new sentences costs. Medians of several runs on a busy machine with two cores: ×1.04 (1.01 to 1.08) as
the corpus is, single rounds ×0.85 to 1.14; ×0.64 (0.63 to 0.65) with every sentence new. It was ×0.80 and ×0.52 before
a sentence was judged once for all speeches of a level.

Memory, peak of the process: 46 MB after 100 speeches (1,321 phrases), 65 after 400 (3,333), 107 after 1,600 (8,702),
76 after 1,600 that hold the phrases of 400; it was 40, 66 and 153 with everything found in memory. The bank grows.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import jieba

from drafter import files
from drafter.jobs.mine import mine

ROUNDS = 5


def main() -> None:
    folder, apart = Path(sys.argv[1]), "--apart" in sys.argv
    texts = [files.read_text(path).text for path in files.walk(folder)]
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    with tempfile.TemporaryDirectory() as place:
        mine([next(files.walk(folder))], Path(place) / "first")  # word lists are read once, as jieba's dictionary is
        if apart:
            folder = Path(place) / "apart"
            texts = [told_apart(text, number) for number, text in enumerate(texts)]
            files.make_folder(folder)
            for number, text in enumerate(texts):
                files.write_text(folder / f"{number:05}.txt", text)
        rounds = [
            (
                seconds(lambda: [list(jieba.cut(text)) for text in texts]),
                seconds(lambda number=number: mine([folder], Path(place) / str(number))),  # type: ignore[misc]
            )
            for number in range(ROUNDS)
        ]
    size = sum(len(text.encode()) for text in texts) / 1e6
    for name, times in zip(("jieba.cut", "drafter mine"), zip(*rounds, strict=True), strict=True):
        print(f"{name:14}{median(times):6.2f} s  {size / median(times):6.2f} MB/s")
    ratios = sorted(cut / mined for cut, mined in rounds)
    print(f"speed over jieba.cut alone ×{median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")


def told_apart(text: str, number: int) -> str:
    """A text whose sentences are in no other text: each is given a number of its own in Chinese letters."""
    own = "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number))
    return text.replace("。", f"同{own}。")


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main()
