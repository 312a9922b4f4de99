"""The bytes of any file to its text: `read(content, name)`. No database, no network; see `sandbox` and `worker`."""

from meetings.intake.extracted import Extracted
from meetings.intake.sandbox import Unreadable, picture, read

__all__ = ["Extracted", "Unreadable", "picture", "read"]
