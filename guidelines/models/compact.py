"""How texts are written down as JSON."""

import json
from typing import Any


class CompactEncoder(json.JSONEncoder):
    """Without blanks, and with letters as they are: a Russian one takes two bytes and not six, in every version of a
    provision that is kept. (PostgreSQL's jsonb has a form of its own in any case.)"""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"ensure_ascii": False, "separators": (",", ":")})
