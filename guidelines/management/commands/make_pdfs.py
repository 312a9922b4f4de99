"""Makes the PDF of every edition that has none: `manage.py make_pdfs`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guidelines.actions.publishing import make_pdf
from guidelines.models import Edition
from guidelines.publish.sandbox import PrintFailed


class Command(BaseCommand):
    help = "Make the PDF of every edition that has none yet."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for edition in Edition.objects.filter(file=None):
            try:
                made = make_pdf(edition)
            except PrintFailed as error:
                failed += 1
                self.stderr.write(f"{edition}: {error}")
            else:
                self.stdout.write(f"{edition}: {made.pages} pages, SHA-256 {made.sha256}")
        if failed:
            raise CommandError(f"{failed} could not be made.")
