"""Every string a person reads has its Russian: what the sources say, extracted afresh, is all in the catalogue."""

import os
import re
import shutil
import subprocess
import sys
from ast import literal_eval
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SOURCES = ("accounts", "config", "guidelines", "meetings", "templates", "static/js", "frontend")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", "dist", "*.mo")
CATALOGUES = ROOT / "locale" / "ru" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")
FORMS = 3  # день, дня, дней


@dataclass(slots=True)
class Message:
    """One entry of a catalogue: its keywords (msgctxt, msgid, msgid_plural, msgstr, msgstr[0], …) and what they say."""

    fuzzy: bool = False
    said: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two entries the same."""
        context, msgid, plural = (self.said.get(name, "") for name in ("msgctxt", "msgid", "msgid_plural"))
        return context, msgid, plural

    @property
    def translations(self) -> list[str]:
        return [words for keyword, words in self.said.items() if keyword.startswith("msgstr")]

    def is_translated(self) -> bool:
        wanted = FORMS if "msgid_plural" in self.said else 1
        return not self.fuzzy and len(self.translations) >= wanted and all(self.translations)


def read(text: str) -> list[Message]:
    """The entries of a catalogue, without its header and its obsolete part."""
    messages = [_message(entry) for entry in re.split(r"\n\s*\n", text)]
    return [message for message in messages if message.said.get("msgid")]


def _message(entry: str) -> Message:
    message, keyword = Message(), ""
    for line in entry.splitlines():
        if line.startswith("#,"):
            message.fuzzy = "fuzzy" in line
        elif found := re.match(r'(msg\w+(?:\[\d\])?) (".*")$', line):
            keyword = found[1]
            message.said[keyword] = literal_eval(found[2])
        elif line.startswith('"'):
            message.said[keyword] += literal_eval(line)
    return message


def left_out(wanted: list[Message], catalogue: list[Message]) -> list[str]:
    """What is wanted and not translated."""
    known = {message.key for message in catalogue if message.is_translated()}
    return [message.said["msgid"] for message in wanted if message.key not in known]


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Message]]:
    """The strings of each domain as the sources have them now, extracted in a copy."""
    root = tmp_path_factory.mktemp("translations")
    for name in SOURCES:
        shutil.copytree(ROOT / name, root / name, ignore=LEFT_OUT)
    (root / "locale").mkdir()
    return {domain: _extracted(root, domain) for domain in DOMAINS}


def _extracted(root: Path, domain: str) -> list[Message]:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "django", "makemessages", "--domain", domain, "--locale", "ru", "--no-location"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = root / "locale" / "ru" / "LC_MESSAGES" / f"{domain}.po"
    return read(found.read_text()) if found.exists() else []


def test_the_extraction_sees_code_templates_and_plurals(wanted: dict[str, list[Message]]) -> None:
    strings = {message.said["msgid"] for message in wanted["django"]}
    assert "Only an administrator may do this." in strings  # of accounts/permissions.py
    assert "No text is written yet." in strings  # of templates/print
    assert any(message.said.get("msgid_plural") for message in wanted["django"])
    assert len(strings) > 500


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_string_is_left_out(wanted: dict[str, list[Message]], domain: str) -> None:
    path = CATALOGUES / f"{domain}.po"
    catalogue = read(path.read_text()) if path.exists() else []
    missing = left_out(wanted[domain], catalogue)
    assert not missing, f"{len(missing)} strings without Russian in {path.relative_to(ROOT)}:\n" + "\n".join(missing)


def test_the_catalogues_are_sound() -> None:
    """Placeholders agree, and the header says how plurals are counted."""
    for path in sorted(CATALOGUES.glob("*.po")):
        checked = subprocess.run(["msgfmt", "--check", "-o", os.devnull, path], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        forms = re.search(r"nplurals=(\d)", path.read_text())
        assert forms and int(forms[1]) >= FORMS, path


ENTRY = """
#, python-format
msgctxt "of a page"
msgid ""
"%(n)s "
"day"
msgid_plural "%(n)s days"
msgstr[0] "%(n)s день"
msgstr[1] "%(n)s дня"
msgstr[2] "%(n)s дней"

msgid "Save"
msgstr "Сохранить"
"""


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        (("", ""), []),
        (('msgstr[2] "%(n)s дней"', 'msgstr[2] ""'), ["%(n)s day"]),
        (('msgstr[2] "%(n)s дней"\n', ""), ["%(n)s day"]),
        (("#, python-format", "#, fuzzy, python-format"), ["%(n)s day"]),
        (('msgctxt "of a page"\n', ""), ["%(n)s day"]),
        (("%(n)s days", "%(n)s Days"), ["%(n)s day"]),
        (('msgid "Save"', 'msgid "Save it"'), ["Save"]),
        (('msgid "Save"', '#~ msgid "Save"'), ["Save"]),
        (("Сохранить", ""), ["Save"]),
    ],
)  # fmt: skip
def test_the_check_sees_what_is_missing(change: tuple[str, str], missing: list[str]) -> None:
    text = ENTRY.replace(*change) if change[0] else ENTRY
    assert left_out(read(ENTRY), read(text)) == missing
