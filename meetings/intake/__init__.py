"""The bytes of any file to its text. Its door is `sandbox.read`; all else runs in a child, without Django."""
