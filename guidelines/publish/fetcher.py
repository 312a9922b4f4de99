"""What a document that is being printed may read: our stylesheet and our fonts, by name, and nothing else."""

from pathlib import Path
from typing import Any

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ROOT = Path(__file__).resolve().parents[2]
STYLES = ROOT / "templates" / "print"
FONTS = ROOT / "static" / "dist" / "fonts"
SCHEME = "print:"
TYPES = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml"}


class FileNotOurs(FatalURLFetchingError):
    """The document asked for something that is not one of our files. It is not printed."""


class OwnFiles(URLFetcher):
    """Resolves `print:name` to a file of ours. There is no way from an address to the network or another directory.

    WeasyPrint swallows even fatal errors inside pictures, so who prints asks `refused` afterwards.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.refused: list[str] = []
        self._files = {path.name: path for path in (*STYLES.iterdir(), *FONTS.glob("*.ttf")) if path.suffix in TYPES}

    def fetch(self, url: str, headers: dict[str, Any] | None = None) -> URLFetcherResponse:
        path = self._files.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        if path is None:
            self.refused.append(url[:120])
            raise FileNotOurs(f"refused: {url[:120]}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})
