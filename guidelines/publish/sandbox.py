"""Printing in a process of its own, so that a huge or hostile text can cost a PDF but never the server."""

import json
import subprocess
import sys
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

OFF_THE_PAGE = "off the page: "  # how guidelines/publish/render.py begins to say so
ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 60  # seconds; a guideline of 300 pages takes 45
#: The child needs to find Python's and Pango's libraries. It gets no secret and no database.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}


class PrintFailed(Exception):
    """No PDF was made. The reason is for people."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, how many pages it has, and what made it."""

    pdf: bytes
    pages: int
    renderer: dict[str, str]


def print_pdf(html: str, *, identifier: str, attachment: tuple[str, bytes] | None = None, dated: str = "") -> Printed:
    """Make a PDF of the HTML; the same arguments give the same bytes.

    Args:
        identifier: hexadecimal; goes into the file as its identity.
        attachment: name and content of the data the PDF carries with it.
        dated: ISO time that the attachment bears.

    Raises:
        PrintFailed: when it takes too long or too much memory, or loses words.
    """
    name, content = attachment or ("", b"")
    job = {"html": html, "identifier": identifier, "name": name, "content": b64encode(content).decode(), "dated": dated}
    answer = _run(json.dumps(job).encode())
    head, _newline, pdf = answer.partition(b"\n")
    about: dict[str, Any] = json.loads(head)
    return Printed(pdf, about["pages"], about["renderer"])


def _run(job: bytes) -> bytes:
    command = [sys.executable, "-P", "-m", "guidelines.publish.render"]
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT)}
    try:
        done = subprocess.run(command, input=job, capture_output=True, timeout=TIMEOUT, cwd=ROOT, env=environment)
    except subprocess.TimeoutExpired as error:
        raise PrintFailed(_("Printing took longer than a minute and was stopped.")) from error
    if done.returncode == 0:
        return done.stdout
    last = "".join(done.stderr.decode(errors="replace").strip().splitlines()[-1:])
    if last.startswith(OFF_THE_PAGE):
        words = last.removeprefix(OFF_THE_PAGE)
        raise PrintFailed(
            _("These words do not fit on the page: “%(words)s”. Give the table fewer columns.") % {"words": words}
        )
    raise PrintFailed(last[:300] or _("Printing needed more time or memory than it may have."))
