"""Prints the text of a file: `manage.py extract_text FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.intake import bounds, sandbox


class Command(BaseCommand):
    help = "Print the text of a file: web page, PDF, DOCX, ODT, RTF, e-mail, plain text."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            found = sandbox.read(_content(file), file.name)
        except OSError as error:
            raise CommandError(f"{_shown(file)}: {error.strerror}") from error
        except sandbox.Unreadable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(found.text)


def _content(file: Path) -> bytes:
    """No more than is needed to see that the file is too large; a device or a pipe might never end."""
    file.stat()
    if not file.is_file():
        raise CommandError(f"{_shown(file)}: not a file")
    with file.open("rb") as source:
        return source.read(bounds.UPLOAD + 1)


def _shown(file: Path) -> str:
    """On one line, whatever the file is called."""
    return ascii(file.name) if not file.name.isprintable() else file.name
