"""What is found in a text: the two shapes that leave this package."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """A passage that may be an outcome of the meeting; `kind` is a hint only."""

    start: int
    end: int
    kind: str
    sure: bool
    score: float


@dataclass(frozen=True, slots=True)
class Fact:
    """A value for one field of the meeting's record, with the words it came from."""

    field: str
    value: str
    label: str
    start: int
    end: int
    score: float
