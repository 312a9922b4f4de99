"""Measures suggestions against marked reports: `manage.py evaluate_suggestions DIR [--json]`."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.suggest.evaluate import evaluate


class Command(BaseCommand):
    help = "Compare suggested outcomes and facts with reports that a person marked (NN-slug.txt with NN-slug.json)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument("--json", action="store_true", help="Print the figures as JSON.")

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        try:
            figures = evaluate(directory)
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"{directory}: {error}") from error
        if options["json"]:
            self.stdout.write(json.dumps(figures, indent=2, ensure_ascii=False))
            return
        for language, by_name in figures.items():
            self.stdout.write(f"{language} ({by_name['reports']} reports)")
            for name in ("passages", "countries"):
                self.stdout.write(
                    f"  {name:<11}" + "  ".join(f"{key} {value:.3f}" for key, value in by_name[name].items())
                )
            for name in ("place", "date_first", "date_among"):
                one = by_name[name]
                self.stdout.write(f"  {name:<11}{one['right']} of {one['of']} ({one['share']:.2f})")
