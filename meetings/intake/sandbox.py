"""Reading in a process of its own, so that a huge or hostile file can cost its text but never the server."""

import json
import logging
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.intake import bounds
from meetings.intake.extracted import Extracted, Why

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
#: The child gets no secret and no database.
ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONPATH": str(ROOT),
    "OMP_THREAD_LIMIT": "1",  # several threads of tesseract hinder each other
}

SENTENCES: dict[Why, str | Promise] = {
    Why.TOO_BIG: _("The file is larger than 20 MB."),
    Why.HTML_TOO_BIG: _("The web page is larger than 3 MB."),
    Why.RTF_TOO_BIG: _("The RTF file is larger than 5 MB; save it as DOCX."),
    Why.EMPTY: _("The file is empty."),
    Why.NO_TEXT: _("There is no text in the file."),
    Why.ATTACHED: _("The e-mail itself has no text. Send the files that are attached to it."),
    Why.UNKNOWN: _(
        "This kind of file cannot be read. Send a web page, PDF, DOCX, ODT, RTF, an e-mail (EML) or plain text."
    ),
    Why.OLD_WORD: _("This is an old Word file (DOC). Save it as DOCX and send that."),
    Why.OUTLOOK: _("This is an Outlook message (MSG). Save it as EML or text and send that."),
    Why.ENCRYPTED: _("The file is encrypted. Send it without a password."),
    Why.DAMAGED: _("The file is damaged and cannot be read."),
    Why.BOMB: _("The file unpacks to far more than its size and was refused."),
    Why.TOO_MANY_MEMBERS: _("The file has more than 2,000 parts and was refused."),
    Why.DOCTYPE: _("The file declares a document type (DTD), which no word processor writes, and was refused."),
    Why.TOO_MANY_PAGES: _("The PDF has more than 300 pages."),
    Why.PAGE_TOO_LARGE: _("A page of the PDF is larger than 5,000 points and was refused."),
    Why.TOO_LONG: _("The text is longer than 1,000,000 characters."),
    Why.SCAN: _("This is a scan: an image without text. Text recognition (tesseract) is not installed here."),
    Why.LONG_SCAN: _("Recognising the text of this scan took too long. Send it in parts of a few pages."),
    Why.TOO_SLOW: _("Reading the file took too long and was stopped."),
    Why.TOO_MUCH_MEMORY: _("Reading the file took too much memory and was stopped."),
    Why.BROKEN: _("Files of this kind cannot be read here: a library is missing. Tell an administrator."),
}
#: What the system ends a process with; any other signal is a library that got no memory.
SIGNALS: dict[int, Why] = {
    signal.SIGXCPU: Why.TOO_SLOW,
    signal.SIGKILL: Why.TOO_SLOW,
    signal.SIGSEGV: Why.DAMAGED,
    signal.SIGBUS: Why.DAMAGED,
}


class Unreadable(Exception):
    """No text came out of the file. The message is one sentence for people."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(str(SENTENCES[why]))


def read(content: bytes, name: str = "") -> Extracted:
    """The text of a file of any kind; the kind is told by the content.

    Args:
        name: what the file is called; for the log only.

    Raises:
        Unreadable: when there is no text to be had, or only at too high a price.
    """
    if len(content) > bounds.UPLOAD:
        raise Unreadable(Why.TOO_BIG)
    head, _newline, text = _run(content).partition(b"\n")
    about: dict[str, Any] = json.loads(head)
    if "why" not in about:
        return Extracted(text=text.decode(), **about)
    why = Why(about["why"])
    level = logging.ERROR if why == Why.BROKEN else logging.INFO
    logger.log(level, "%s was not read (%s): %s", name, why, about.get("detail", ""))
    raise Unreadable(why)


def picture(content: bytes, page: int) -> bytes:
    """A page of a PDF as PNG; the first page is 1.

    Raises:
        Unreadable: when it cannot be drawn, or only at too high a price.
    """
    return _run(content, "picture", str(page))


def _run(content: bytes, program: str = "worker", *arguments: str) -> bytes:
    command = [sys.executable, "-P", "-m", f"meetings.intake.{program}", *arguments]
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=ENVIRONMENT,
        start_new_session=True,
    )
    try:
        answer, _errors = child.communicate(content, timeout=bounds.WALL_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(Why.TOO_SLOW) from error
    finally:
        _end(child)
    if child.returncode == 0:
        return answer
    raise Unreadable(SIGNALS.get(-child.returncode, Why.TOO_MUCH_MEMORY))


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe:
            pipe.close()
