"""The front end: its build, and that browser and server know the same bodies."""

import json
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import settings as run
from hypothesis import strategies as st

from accounts.management.commands import build_frontend
from guidelines import richtext
from guidelines.richtext.schema import KINDS, MARKS
from tests.guidelines.bodies import BODY

FRONTEND = settings.BASE_DIR / "frontend"
DESCRIBE = """
  import { schema } from "./schema.js";
  function children(type) {
    const states = [type.contentMatch];
    const found = new Set();
    for (const state of states) {
      for (let i = 0; i < state.edgeCount; i += 1) {
        found.add(state.edge(i).type.name);
        if (!states.includes(state.edge(i).next)) states.push(state.edge(i).next);
      }
    }
    return [...found];
  }
  const first = ({ contentMatch }) => Array.from({ length: contentMatch.edgeCount }, (_, i) => contentMatch.edge(i).type.name);
  const defaults = (spec) => Object.fromEntries(Object.entries(spec.attrs ?? {}).map(([name, attr]) => [name, attr.default ?? null]));
  const nodes = Object.values(schema.nodes).map((type) => [type.name, {
    attributes: defaults(type.spec), children: children(type).sort(), first: first(type).sort(), filled: !type.contentMatch.validEnd,
  }]);
  console.log(JSON.stringify({ nodes: Object.fromEntries(nodes), marks: Object.values(schema.marks).map((mark) => [mark.name, defaults(mark.spec)]) }));
"""
REPEAT = """
  import { readFileSync } from "node:fs";
  import { schema } from "./schema.js";
  const bodies = JSON.parse(readFileSync(0, "utf8")).map((body) => schema.nodeFromJSON(body));
  bodies.forEach((body) => body.check());
  console.log(JSON.stringify(bodies));
"""

needs_packages = pytest.mark.skipif(not (FRONTEND / "node_modules").exists(), reason="the front end is not built here")


def in_node(script: str, given: Any = None) -> Any:
    """What a module in frontend/ prints as JSON."""
    command = [*build_frontend.find_node().node, "--input-type=module", "--eval", script]
    done = subprocess.run(command, cwd=FRONTEND, input=json.dumps(given), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@needs_packages
def test_the_browser_and_the_server_have_one_schema() -> None:
    said = in_node(DESCRIBE)
    assert said["nodes"].pop("text") == {"attributes": {}, "children": [], "first": [], "filled": False}
    assert said["nodes"] == {
        name: {
            "attributes": {attribute: known.default for attribute, known in kind.attributes.items()},
            "children": sorted(kind.content),
            "first": [kind.first] if kind.first else sorted(kind.content),
            "filled": kind.filled,
        }
        for name, kind in KINDS.items()
    }
    assert said["marks"] == [[mark, {"href": None} if mark == "link" else {}] for mark in MARKS]


@needs_packages
@run(max_examples=12, deadline=None)
@given(st.lists(BODY, min_size=3, max_size=8))
def test_the_browser_gives_every_body_back_as_it_was(bodies: list[dict[str, Any]]) -> None:
    cleaned = [richtext.clean(body) for body in bodies]
    assert [richtext.clean(body) for body in in_node(REPEAT, cleaned)] == cleaned


def test_the_lock_file_names_no_host() -> None:
    packages = json.loads((FRONTEND / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []


@pytest.fixture
def project(tmp_path: Path, settings: Any) -> Path:
    """A project whose front end has no packages and whose build only notes that it ran."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "frontend").mkdir()
    (tmp_path / "static").mkdir()
    (tmp_path / "frontend" / "package.json").write_text('{"name": "small", "private": true}')
    lock = {"name": "small", "lockfileVersion": 3, "requires": True, "packages": {"": {"name": "small"}}}
    (tmp_path / "frontend" / "package-lock.json").write_text(json.dumps(lock))
    (tmp_path / "frontend" / "build.mjs").write_text(
        'import { appendFileSync, mkdirSync } from "node:fs";\n'
        'mkdirSync("../static/dist", { recursive: true }); appendFileSync("../static/dist/runs", "x");\n'
    )
    (tmp_path / "frontend" / "node_modules").mkdir()  # npm makes none where there is nothing to install
    return tmp_path


def build() -> str:
    said = StringIO()
    call_command("build_frontend", stdout=said)
    return said.getvalue()


def test_the_build_runs_once_for_the_same_sources(project: Path) -> None:
    assert "Building" in build()
    assert build() == ""
    (project / "frontend" / "editor.js").write_text("// new")
    assert "Building" in build()
    assert (project / "static" / "dist" / "runs").read_text() == "xx"


def test_a_failed_build_says_why_and_is_tried_again(project: Path) -> None:
    whole = (project / "frontend" / "build.mjs").read_text()
    (project / "frontend" / "build.mjs").write_text('console.error("the font is missing"); process.exit(1);')
    for _attempt in range(2):
        with pytest.raises(CommandError, match="the font is missing"):
            build()
    (project / "frontend" / "build.mjs").write_text(whole)
    assert "Building" in build()


def test_without_node_the_build_says_how_to_get_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))
    monkeypatch.setattr(build_frontend, "find_spec", lambda name: None)
    with pytest.raises(CommandError, match=r"requirements/node\.txt"):
        build()
