"""Every string a person reads has its Russian."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

SOURCES = ("accounts", "config", "guidelines", "meetings", "templates", "locale")


@pytest.fixture(scope="module")
def fresh_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Russian catalogue brought up to date with the sources, in a copy."""
    root = tmp_path_factory.mktemp("translations")
    for name in SOURCES:
        shutil.copytree(
            Path(settings.BASE_DIR) / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo")
        )
    subprocess.run(
        ["django-admin", "makemessages", "--locale", "ru", "--no-obsolete", "--no-location", "--verbosity", "0"],
        cwd=root,
        check=True,
    )
    return root / "locale" / "ru" / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize("state", ["--untranslated", "--only-fuzzy"])
def test_no_string_is_left_out(fresh_catalogue: Path, state: str) -> None:
    left = subprocess.run(
        ["msgattrib", state, "--no-wrap", fresh_catalogue], capture_output=True, text=True, check=True
    )
    strings = [line for line in left.stdout.split("\n\n")[1:] if "msgid" in line]
    assert not strings, "\n\n".join(strings)


def test_the_catalogue_is_sound(fresh_catalogue: Path) -> None:
    """Placeholders agree and every plural has its forms."""
    subprocess.run(["msgfmt", "--check", "--output-file", "-", fresh_catalogue], stdout=subprocess.DEVNULL, check=True)
