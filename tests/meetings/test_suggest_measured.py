"""Suggestions against marked reports: the measure itself, and a floor on the shared ones where they are at hand."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.suggest.evaluate import count_passages, evaluate

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"
needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the marked reports (../shared/reports) are not here")

TEXT = "Report\n\nThe parties agreed on a joint plan of work.\n\nThe delegates adopted a declaration in Vienna.\n"


def passage(start: int, end: int, optional: bool = False) -> dict[str, object]:
    return {"start": start, "end": end, "optional": optional}


def test_optional_passages_neither_help_nor_hurt():
    count = count_passages([(0, 10), (20, 30), (40, 50)], [passage(0, 12), passage(20, 30, True), passage(60, 70)])

    assert (count.right, count.wrong, count.missed) == (1, 1, 1)


def test_half_of_the_union_is_the_same_passage_and_counts_once():
    assert count_passages([(0, 5)], [passage(0, 10)]).right == 1
    assert count_passages([(0, 4)], [passage(0, 10)]).right == 0
    twice = count_passages([(0, 10), (0, 10)], [passage(0, 10)])
    assert (twice.right, twice.wrong) == (1, 1)


def report(directory: Path, *, resolutions: list[dict[str, object]]) -> None:
    gold = {"resolutions": resolutions, "countries": ["AT"], "place": "Vienna", "dates": []}
    (directory / "01-own.txt").write_text(TEXT, "utf-8")
    (directory / "01-own.json").write_text(json.dumps({"language": "en", "gold": gold}), "utf-8")


def test_the_command_prints_figures_per_language_and_for_all(tmp_path):
    start = TEXT.index("The parties")
    report(tmp_path, resolutions=[passage(start, TEXT.index("\n", start))])
    out = StringIO()
    call_command("evaluate_suggestions", str(tmp_path), "--json", stdout=out)
    figures = json.loads(out.getvalue())

    assert figures["en"]["passages"] == {"precision": 0.5, "recall": 1.0, "f1": 0.667}
    assert figures["all"]["place"] == {"right": 1, "of": 1, "share": 1.0}
    assert figures["all"]["countries"]["f1"] == 1.0
    shown = StringIO()
    call_command("evaluate_suggestions", str(tmp_path), stdout=shown)
    assert "en (1 reports)" in shown.getvalue()


def test_a_directory_without_reports_is_refused(tmp_path):
    with pytest.raises(CommandError, match="no reports"):
        call_command("evaluate_suggestions", str(tmp_path))


@needs_reports
def test_the_shared_reports_stay_above_their_floor():
    figures = evaluate(REPORTS)

    assert figures["all"]["passages"]["f1"] >= 0.88
    assert figures["all"]["passages"]["precision"] >= 0.88
    assert figures["en"]["passages"]["f1"] >= 0.88
    assert figures["ru"]["passages"]["f1"] >= 0.85
    assert figures["all"]["countries"]["f1"] >= 0.93
    assert figures["all"]["place"]["share"] >= 0.9
