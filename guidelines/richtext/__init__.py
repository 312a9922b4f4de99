"""The body of a provision: one canonical form, and the ways into and out of it.

A body is a ProseMirror document as JSON. The browser's side of the same schema is `frontend/schema.js`; the two change
together. The schema only ever grows, since old revisions keep their bodies for ever. Pure: no models, no requests.
"""

from guidelines.richtext.markup import from_markup, to_markup
from guidelines.richtext.paste import from_html
from guidelines.richtext.schema import BodyError, clean, empty
from guidelines.richtext.show import to_html, to_text

__all__ = ["BodyError", "clean", "empty", "from_html", "from_markup", "to_html", "to_markup", "to_text"]
