"""What can be computed of the look: contrast in both appearances, and no page that the security policy would break."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = (settings.BASE_DIR / "static/css/tokens.css").read_text()
GROUNDS = ("paper", "sheet", "wash")
TEXT = [
    (ink, ground) for ink in ("ink", "ink-soft", "ink-faint", "accent", "green", "amber", "red") for ground in GROUNDS
]
TEXT += [(colour, f"{colour}-wash") for colour in ("accent", "green", "amber", "red")]
TEXT += [("ink", f"{colour}-wash") for colour in ("accent", "green", "amber", "red")]
TEXT += [("ink", mark) for mark in ("mark", "mark-faint", "mark-now")]
TEXT += [("on-accent", "accent"), ("on-accent", "accent-strong"), ("on-red", "red"), ("on-red", "red-strong")]
LINES = [("line-strong", ground) for ground in GROUNDS] + [("mark-edge", "sheet")]


def colours(selector: str) -> dict[str, str]:
    block = TOKENS[TOKENS.index(selector) :].split("{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


LIGHT, DARK = colours(":root {"), colours(':root[data-scheme="dark"]')


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_lines_stand_out_from_their_ground(look: dict[str, str]) -> None:
    faint = [f"{ink} on {ground}" for ink, ground in TEXT if contrast(look[ink], look[ground]) < 4.5]
    faint += [f"{line} on {ground}" for line, ground in LINES if contrast(look[line], look[ground]) < 3]
    assert faint == []


def test_dark_is_the_same_by_choice_and_by_the_computer() -> None:
    assert colours(':root:not([data-scheme="light"])') == DARK


def test_no_colour_is_named_outside_the_tokens() -> None:
    for name in ("rapporteur.css", "admin.css"):
        rules = (settings.BASE_DIR / "static/css" / name).read_text()
        assert re.findall(r"#[0-9a-f]{3,8}\b(?=[; ,)])|rgb\(", rules) in ([], ["#fff"]), name


@pytest.mark.parametrize("template", sorted((settings.BASE_DIR / "templates").rglob("*.html")), ids=str)
def test_no_template_needs_inline_script_or_style(template: Path) -> None:
    if "print" in template.parts:  # for WeasyPrint, which knows no such policy
        return
    source = template.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", source)
    assert not re.search(r"\sstyle=|<style|\son(click|submit|change|load|input)=|href=\"javascript:", source)
