"""Does one piece of work in a process of its own: `python -m bench.child WORK [LANGUAGE]`, input on stdin.

Imports nothing but what the work needs. The text goes to stdout; to stderr the peak of memory and the time from the
first import to the end.
"""

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path


def peak_kilobytes() -> int:
    """Since the program began; `resource` would count what the parent held when it started us."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def trafilatura(content: bytes) -> str:
    return import_module("trafilatura").extract(content) or ""


def pypdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in import_module("pypdf").PdfReader(BytesIO(content)).pages)


def mammoth(content: bytes) -> str:
    return str(import_module("mammoth").extract_raw_text(BytesIO(content)).value)


#: Each peer called bare, by the format it is for.
PEERS: dict[str, Callable[[bytes], str]] = {"html": trafilatura, "pdf": pypdf, "docx": mammoth}


def main() -> None:
    start, work = time.perf_counter(), sys.argv[1]
    if work == "worker":
        import_module("meetings.intake.worker").main()
    else:
        content = sys.stdin.buffer.read()
        if work in PEERS:
            sys.stdout.buffer.write(PEERS[work](content).encode())
        elif work in ("outcomes", "facts"):
            getattr(import_module("meetings.suggest"), work)(content.decode(), sys.argv[2])
    sys.stdout.flush()
    took = time.perf_counter() - start
    print(json.dumps({"peak_mb": round(peak_kilobytes() / 1024), "ms": round(1000 * took, 1)}), file=sys.stderr)


if __name__ == "__main__":
    main()
