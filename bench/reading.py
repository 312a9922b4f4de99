"""Reading files, suggesting and finding quotes, beside trafilatura, pypdf and mammoth called bare on the same files."""

import json
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import accumulate
from random import Random
from typing import Any

from bench import child, reports
from meetings import quotes, suggest
from meetings.intake import sandbox
from meetings.intake.sandbox import ENVIRONMENT, ROOT

Figures = dict[str, Any]

LANGUAGES = ("en", "ru")
SIZES = PAGE, SHORT, LONG = 350, 2_000, 40_000  # words
LONG_ROUNDS = 3
MILLION = 1_000_000
PAGE_MS, MEGABYTES, QUOTE_MS, LONG_QUOTE_MS = 200, 300, 0.5, 300  # what issue 3 asks for


def measure(rounds: int, sizes: tuple[int, ...] = SIZES) -> Iterator[Figures]:
    """The figures, then the ratios, then our own bars."""
    rows = []
    for row in _figures(rounds, sizes):
        rows.append(row)
        yield row
    yield from _ratios(rows)
    yield from _bars(rows)


def _figures(rounds: int, sizes: tuple[int, ...]) -> Iterator[Figures]:
    for words in sizes:
        few = rounds if words < LONG else min(rounds, LONG_ROUNDS)
        for language in LANGUAGES:
            printed, pages = reports.pdf(language, words)
            case = _Case(language, words, pages, reports.plain(reports.report(language, words)))
            for kind, content in {**reports.files(language, words), "pdf": printed}.items():
                yield from _extraction(case, kind, content, few)
            yield from _suggestions(case, few)
    yield from _quotes(rounds)


@dataclass(frozen=True, slots=True)
class _Case:
    """A report; its pages are those of its PDF, whatever the format, so that a page is always as many words."""

    language: str
    words: int
    pages: int
    source: str

    def row(self, measure: str, who: str, **figures: Any) -> Figures:
        per_page = round(figures["p50_ms"] / self.pages, 2)
        about = {"who": who, "language": self.language, "words": self.words, "pages": self.pages}
        return {"measure": measure, **about, **figures, "page_ms": per_page}

    def kept(self, text: str) -> Figures:
        """Of the words of the source, those recovered; of the words found, those that are not in the source."""
        source, found = _words(self.source), _words(text)
        right = (source & found).total()
        recovered, added = right / source.total(), 1 - right / max(1, found.total())
        return {"recovered": round(recovered, 4), "added": round(added, 4)}


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def _extraction(case: _Case, kind: str, content: bytes, rounds: int) -> Iterator[Figures]:
    """`read` is a whole process, from the bytes to the text; `reader` is the bare call in a process that is warm."""
    kept = case.kept(sandbox.read(content, kind).text)
    peak = _in_child("worker", content)[1]["peak_mb"]
    times = _timed(lambda: sandbox.read(content, kind), rounds)
    yield case.row("read", "rapporteur", format=kind, **times, peak_mb=peak, **kept)
    peer = child.PEERS.get(kind)
    if peer:
        text, about = _in_child(kind, content)
        times = _timed(lambda: _in_child(kind, content), rounds)
        kept = case.kept(text)
        assert kept["recovered"] > 0.5, (kind, kept)  # else it is not the same work that is timed
        yield case.row("read", peer.__name__, format=kind, **times, peak_mb=about["peak_mb"], **kept)
    reader = import_module(f"meetings.intake.{'plain' if kind == 'txt' else kind}")
    yield case.row("reader", "rapporteur", format=kind, **_timed(lambda: reader.read(content), rounds))
    if peer:
        yield case.row("reader", peer.__name__, format=kind, **_timed(lambda: peer(content), rounds))


def _in_child(work: str, content: bytes, language: str = "") -> tuple[str, Figures]:
    command = [sys.executable, "-P", "-m", "bench.child", work, language]
    done = subprocess.run(command, input=content, capture_output=True, cwd=ROOT, env=ENVIRONMENT, check=True)
    return done.stdout.decode(), json.loads(done.stderr.splitlines()[-1])


def _suggestions(case: _Case, rounds: int) -> Iterator[Figures]:
    text = quotes.tidy(case.source)
    works: dict[str, Callable[[str, str], Any]] = {"outcomes": suggest.outcomes, "facts": suggest.facts}
    for name, work in works.items():
        _text, first = _in_child(name, text.encode(), case.language)
        times = _timed(lambda work=work: work(text, case.language), rounds)
        found = len(work(text, case.language))
        row = case.row(name, "rapporteur", **times, first_ms=first["ms"], peak_mb=first["peak_mb"], found=found)
        yield row


def _quotes(rounds: int) -> Iterator[Figures]:
    """Ten passages of a report, each sought in a report and in a million characters that hold it, after each change.

    `again` is a further quote of the same text, whose folded spelling is then at hand. `right`: found, but for removed
    words nothing that would apply by itself.
    """
    for language in LANGUAGES:
        blocks = [
            block.words for block in reports.report(language, SHORT) if block.tag == "p" and len(block.words) > 200
        ]
        text = reports.plain(reports.report(language, SHORT))
        before, after = _filler(language, 700_000), _filler(language, MILLION - 700_000 - len(text), seed=2)
        for size, head, tail in (("report", "", ""), ("million", f"{before}\n\n", f"\n\n{after}")):
            for change in CHANGES:
                yield _quote_row(language, size, change, (head, text, tail), blocks[:10], max(1, rounds // 3))


def _quote_row(
    language: str, size: str, change: str, parts: tuple[str, str, str], blocks: list[str], rounds: int
) -> Figures:
    head, text, tail = parts
    whole = head + text + tail
    took, again, right = list[float](), list[float](), list[bool]()
    for number, block in enumerate(blocks * rounds):
        start = whole.index(block, len(head)) + block.index(". ") + 2
        quote = quotes.anchor(whole, start, start + min(180, len(block) - block.index(". ") - 2))
        # A new text every time, so that none is at hand in folded spelling.
        new = f"{head}{CHANGES[change](text, quote.exact)}{tail}\n\n{number}"
        begun = time.perf_counter()
        found = quotes.find(quote, new)
        took.append(time.perf_counter() - begun)
        again.append(_seconds(lambda quote=quote, new=new: quotes.find(quote, new)))
        right.append(not (found and found.sure) if change == "removed" else bool(found))
    about = {"measure": "quote", "who": "rapporteur", "language": language, "text": size, "change": change}
    return about | {
        "characters": len(whole),
        **_spread(took),
        "again_p50_ms": _spread(again)["p50_ms"],
        "right": round(statistics.mean(right), 2),
    }


def _edited(text: str, words: str) -> str:
    """Each eighth word is another one."""
    new = " ".join("otherwise" if number % 8 == 4 else word for number, word in enumerate(words.split()))
    return text.replace(words, new, 1)


CHANGES: dict[str, Callable[[str, str], str]] = {
    "same": lambda text, _words: text,
    "moved": lambda text, _words: f"A line that was put in.\n\n{text}",
    "rewrapped": lambda text, _words: re.sub(r"((?:\S+ ){9}\S+) ", r"\1\n", text).replace("-", "‑"),
    "edited": _edited,
    "removed": lambda text, words: text.replace(words, "", 1),
}


def _filler(language: str, characters: int, seed: int = 1) -> str:
    """Words made of syllables, as unevenly frequent as those of a language: few repeat the report's."""
    random = Random(seed)
    syllables = [
        "".join(pair) for pair in zip(*(random.choices(part, k=300) for part in LETTERS[language]), strict=True)
    ]
    words = ["".join(random.choices(syllables, k=random.randint(1, 4))) for _ in range(20_000)]
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    drawn = random.choices(words, cum_weights=weights, k=characters // 4)
    sentences = [" ".join(drawn[at : at + 18]).capitalize() + "." for at in range(0, len(drawn), 18)]
    return "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))[:characters]


LETTERS = {"en": ("bcdfghlmnprstvw", "aeiou", "lnrst"), "ru": ("бвгдзклмнпрстчш", "аеиоуы", "йлмнрст")}


def _timed(visit: Callable[[], Any], rounds: int) -> Figures:
    visit()  # to warm up
    return _spread([_seconds(visit) for _ in range(rounds)])


def _seconds(visit: Callable[[], Any]) -> float:
    start = time.perf_counter()
    visit()
    return time.perf_counter() - start


def _spread(took: list[float]) -> Figures:
    took = sorted(1000 * seconds for seconds in took)
    count = len(took)
    p95 = took[max(0, int(count * 0.95) - 1)]
    figures = {"p50_ms": took[count // 2], "p95_ms": p95, "min_ms": took[0], "max_ms": took[-1]}
    return {name: round(figure, 3) for name, figure in figures.items()} | {"n": count}


def _ratios(rows: list[Figures]) -> Iterator[Figures]:
    """How many times the peer's figure is ours: above 1 is in our favour."""
    keys = ("measure", "format", "language", "words")
    ours = {tuple(row.get(key) for key in keys): row for row in rows if row["who"] == "rapporteur"}
    for row in rows:
        if row["who"] == "rapporteur":
            continue
        our = ours[tuple(row.get(key) for key in keys)]
        figures = [figure for figure in ("p50_ms", "min_ms", "peak_mb") if figure in our]
        ratios = {figure: round(row[figure] / our[figure], 1) for figure in figures}
        yield {"ratio": f"{row['who']} / rapporteur", **{key: our[key] for key in keys}, **ratios}


def _bars(rows: list[Figures]) -> Iterator[Figures]:
    ours = [row for row in rows if row["who"] == "rapporteur"]
    found = [row for row in ours if row["measure"] == "quote"]
    bars = {
        "ms a page, one thing at a time": (PAGE_MS, [row["page_ms"] for row in ours if "page_ms" in row]),
        "MB, the greatest process": (MEGABYTES, [row["peak_mb"] for row in ours if "peak_mb" in row]),
        "ms a quote in a report, unchanged or moved": (QUOTE_MS, _medians(found, "same", "moved")),
        "ms a quote in a report, rewrapped or edited or removed": (QUOTE_MS, _medians(found, "rewrapped", "edited", "removed")),
        "ms a quote, slowest of all in a million": (LONG_QUOTE_MS, [row["max_ms"] for row in found if row["text"] == "million"]),
    }  # fmt: skip
    for bar, (most, figures) in bars.items():
        yield {"bar": bar, "most": most, "worst": max(figures), "met": max(figures) <= most}


def _medians(rows: list[Figures], *changes: str) -> list[float]:
    return [row["p50_ms"] for row in rows if row["text"] == "report" and row["change"] in changes]


def main() -> None:
    """Without the database of script/bench: `python -m bench.reading [--quick]`."""
    quick = "--quick" in sys.argv
    for row in measure(*((5, SIZES[:2]) if quick else (10,))):
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
