"""The one way to write what is printed as bytes, so that anybody can compute its digest again."""

import hashlib
import json
from typing import Any


def canonical(source: dict[str, Any]) -> bytes:
    """JSON in UTF-8 with sorted keys and no spaces: equal content gives equal bytes."""
    return json.dumps(source, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def digest(source: dict[str, Any]) -> str:
    """SHA-256 of the canonical bytes."""
    return hashlib.sha256(canonical(source)).hexdigest()
