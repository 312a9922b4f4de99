"""The peer: its own program, in its own environment, on the same text; its figures under our names."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from bench import corpus
from bench.measure import Figures
from bench.seed import REVISIONS

# Wagtail opens a draft in its editor: the page for reading it alone is the one that shows an old revision.
NAMES = {
    "draft": "GET edit page",
    "editor": "GET edit page",
    "history": "GET history page",
    "compare": "GET compare rev1..rev100",
    "revision": "GET preview of old revision",
    "save": "POST save draft (redirect only)",
}


def measure(program: Path, size: int, rounds: int, work: Path) -> Iterator[Figures]:
    """Run the peer on a guideline of that many provisions."""
    _refuse_other_text(program)
    results = work / f"wagtail-{size}.json"
    place = {"BENCH_WORK": work / f"wagtail-{size}", "BENCH_OUT": results, "PYTHON": sys.executable}
    scale = {"PROVISIONS": size, "REVISIONS": REVISIONS, "PAGES": 100, "RUNS": rounds, "BROWSER": 0}
    settings = {name: str(value) for name, value in {**place, **scale}.items()}
    surroundings = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([program / "run.sh"], env={**surroundings, **settings}, stdout=sys.stderr, check=True)
    found = json.loads(results.read_text())
    about = {"who": "wagtail", "provisions": size}
    for name, theirs in NAMES.items():
        row = found[theirs]
        times = {"p50_ms": row["median_ms"], "p95_ms": row["p95_ms"], "min_ms": row["min_ms"]}
        yield {"measure": name, **about, **times, "queries": row["queries"], "n": row["runs"]}
    meta = found["_meta"]
    # It stores the whole page, however much of it changed.
    for name in ("revision_bytes", "save_bytes"):
        yield {"measure": name, **about, "bytes": meta["bytes_per_revision"], "n": meta["revisions"]}


def _refuse_other_text(program: Path) -> None:
    theirs = _load(program / "corpus.py").provisions(50)
    ours = corpus.provisions(50)
    if [(row["heading"], tuple(row["paras"])) for row in theirs] != [(text.heading, text.paragraphs) for text in ours]:
        raise SystemExit(f"{program}/corpus.py writes another text than bench/corpus.py: nothing can be compared.")


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("peer_corpus", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
