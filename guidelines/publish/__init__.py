"""The printed form of a text: frozen as data, laid out as HTML, made a PDF in a process of its own.

`snapshot` freezes, `source` writes the one canonical JSON, `html` lays out, `sandbox` calls `render` in a child process.
WeasyPrint is imported here only.
"""
