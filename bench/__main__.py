"""Measures Rapporteur and its peer, and says how they compare. Run by script/bench, which makes the database."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import django

django.setup()

from bench import measure, peer  # noqa: E402  Django has to be set up before its models are imported
from bench.seed import seed  # noqa: E402

SIZES = (50, 500)


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench")
    parser.add_argument("--quick", action="store_true", help="a few rounds, and no peer")
    quick = parser.parse_args().quick
    rounds = 5 if quick else int(os.environ.get("ROUNDS", "30"))
    ours = [figures for size in SIZES for figures in _printed(measure.measure(seed(size), rounds))]
    program = Path(os.environ["PEERS"], "wagtail")
    if quick:
        print("SKIPPED: Wagtail, since --quick leaves the peer out", file=sys.stderr)
    elif not (program / "run.sh").exists():
        print(f"SKIPPED: Wagtail, since there is no {program}/run.sh; PEERS says where it is", file=sys.stderr)
    else:
        work = Path(os.environ["BENCH_TEMP"])
        theirs = [row for size in SIZES for row in _printed(peer.measure(program, size, rounds, work))]
        list(_printed(_ratios(ours, theirs)))


def _printed(rows: Iterable[measure.Figures]) -> Iterator[measure.Figures]:
    for row in rows:
        print(json.dumps(row), flush=True)
        yield row


def _ratios(ours: list[measure.Figures], theirs: list[measure.Figures]) -> Iterator[measure.Figures]:
    """How many times the peer's figure is ours: above 1 is in our favour."""
    for our, their in zip(ours, theirs, strict=True):
        assert (our["measure"], our["provisions"]) == (their["measure"], their["provisions"])
        figure = "bytes" if "bytes" in our else "p50_ms"
        ratio = round(their[figure] / our[figure], 1)
        yield {"ratio": our["measure"], "provisions": our["provisions"], "wagtail_to_rapporteur": ratio}


main()
