"""Prints the text of a file: `manage.py extract_text FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings import intake
from meetings.intake import bounds


class Command(BaseCommand):
    help = "Print the text of a file: web page, PDF, DOCX, ODT, RTF, e-mail, plain text."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            with file.open("rb") as source:
                found = intake.read(source.read(bounds.UPLOAD + 1), file.name)
        except OSError as error:
            raise CommandError(f"{file.name}: {error.strerror}") from error
        except intake.Unreadable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(found.text)
