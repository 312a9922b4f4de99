"""The text that both sides store: the words and the seeds are those of the peer, so both hold the same sentences."""

from dataclasses import dataclass, replace
from random import Random

VOCABULARY = (
    "council expert meeting shall ensure member states report annually access data procurement agency standard review "
    "competent authority publish guidance public interest open risk assessment provision draft article paragraph "
    "national framework implementation monitoring indicator participants resolution adopted secretariat recommendation "
    "legal basis transparency accountability measure principle cooperation regional exchange information capacity "
    "training fund Совет эксперты заседание государства должны обеспечить доступ данные проект статья положение "
    "резолюция секретариат"
)
WORDS = VOCABULARY.split()
CHANGED = 5  # provisions that one session of drafting changes
REPLACED = 4  # words in each of them


@dataclass(frozen=True, slots=True)
class Text:
    """A provision: its heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


def provisions(count: int) -> list[Text]:
    random = Random(7)
    return [Text(_words(random, 6), (_words(random, 60), _words(random, 60))) for _ in range(count)]


def _words(random: Random, count: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(count)).capitalize() + "."


def session(texts: list[Text], number: int) -> dict[int, Text]:
    """What the given session of drafting changes, by position."""
    random = Random(number)
    return {
        position: _changed(texts[position], random)
        for position in random.sample(range(len(texts)), min(CHANGED, len(texts)))
    }


def _changed(text: Text, random: Random) -> Text:
    words = text.paragraphs[0].split()
    for _ in range(REPLACED):
        words[random.randrange(len(words))] = random.choice(WORDS)
    return replace(text, paragraphs=(" ".join(words), *text.paragraphs[1:]))
