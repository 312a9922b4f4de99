"""Measures Rapporteur and its peer, and says how they compare. Run by script/bench, which makes the database."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import django

django.setup()

from bench import measure, peer, reading  # noqa: E402  Django has to be set up before its models are imported
from bench.measure import Figures  # noqa: E402
from bench.seed import seed  # noqa: E402

SIZES = (50, 500)
FEWER = 3  # the peer's program also measures what we do not ask for, and takes minutes


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench")
    parser.add_argument("--quick", action="store_true", help="a few rounds, and no peer")
    parser.add_argument("--reading", action="store_true", help="only reading files, suggesting and finding quotes")
    options = parser.parse_args()
    quick = options.quick
    rounds = 5 if quick else int(os.environ.get("ROUNDS", "30"))
    program = None if quick or options.reading else _peer()
    _print(_machine())
    ratios: list[Figures] = []
    sizes = () if options.reading else SIZES
    for size in sizes:  # both sides of one size right after each other: the machine may have other work later
        ours = _printed(measure.measure(seed(size), rounds))
        if program:
            work = Path(os.environ["BENCH_TEMP"])
            ratios += _ratios(ours, _printed(peer.measure(program, size, max(5, rounds // FEWER), work)))
    for ratio in ratios:
        _print(ratio)
    _printed(reading.measure(min(rounds, 10), reading.SIZES[:2] if quick else reading.SIZES))
    _print(_machine())


def _peer() -> Path | None:
    program = Path(os.environ["PEERS"], "wagtail")
    if (program / "run.sh").exists():
        return program
    print(f"SKIPPED: Wagtail, since there is no {program}/run.sh; PEERS says where it is", file=sys.stderr)
    return None


def _machine() -> Figures:
    """Printed before and after: with a load far above 1, somebody else was measured too."""
    load = round(os.getloadavg()[0], 1)
    return {"cores": os.cpu_count(), "load": load, "python": platform.python_version(), "django": django.__version__}


def _printed(rows: Iterable[Figures]) -> list[Figures]:
    """The rows, each printed as soon as it is known."""
    return [_print(row) for row in rows]


def _print(row: Figures) -> Figures:
    print(json.dumps(row), flush=True)
    return row


def _ratios(ours: list[Figures], theirs: list[Figures]) -> Iterator[Figures]:
    """How many times the peer's figure is ours: above 1 is in our favour."""
    for our, their in zip(ours, theirs, strict=True):
        assert (our["measure"], our["provisions"]) == (their["measure"], their["provisions"])
        figures = [figure for figure in ("p50_ms", "min_ms", "bytes") if figure in our]
        ratios = {figure: round(their[figure] / our[figure], 1) for figure in figures}
        yield {"ratio": "wagtail / rapporteur", "measure": our["measure"], "provisions": our["provisions"], **ratios}


main()
