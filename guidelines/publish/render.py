"""HTML to PDF, run as a program: a job as JSON on stdin, a line about the result and the PDF on stdout.

The file is PDF/A-3a (kept readable for decades, with its data attached) and PDF/UA-1 (readable aloud) at once; WeasyPrint
offers each, and the pair takes the few lines of `_say_it_is_accessible`. Runs without Django, settings or database.
"""

import json
import platform
import resource
import sys
from base64 import b64decode
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from typing import Any

import pydyf
import weasyprint
from weasyprint.text.ffi import pango

from guidelines.publish.fetcher import FONTS, FileNotOurs, OwnFiles
from guidelines.publish.overflow import lost_words

VARIANT = "pdf/a-3a"
#: Says that the words behind it lie outside their page; guidelines/publish/sandbox.py puts it into words for people.
OFF_THE_PAGE = "off the page: "
MEMORY = 2 * 1024**3
CPU_SECONDS = 60
FILE_BYTES = 50 * 1024**2
PACKAGES = ("weasyprint", "pydyf", "pyphen", "fonttools", "tinycss2", "tinyhtml5")

#: PDF/A wants every namespace of its metadata that it does not know itself described beside it.
ACCESSIBLE = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""


def main() -> None:
    _set_limits()
    job = json.load(sys.stdin)
    if not any(FONTS.glob("*.ttf")):  # without any font Pango crashes instead of complaining
        raise SystemExit("The fonts are not built yet: run “manage.py build_frontend”.")
    document = _laid_out(job["html"])
    pdf = _written(document, job)
    about = {"pages": len(document.pages), "renderer": _renderer()}
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n" + pdf)


def _set_limits() -> None:
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))


def _laid_out(html: str) -> Any:
    fetcher = OwnFiles()
    with suppress(FileNotOurs):
        document = weasyprint.HTML(string=html, url_fetcher=fetcher).render(pdf_variant=VARIANT)
    if fetcher.refused:
        raise SystemExit(f"The text asks for what is not ours: {fetcher.refused[0]}")
    lost = lost_words(document)
    if lost:
        raise SystemExit(f"{OFF_THE_PAGE}{lost[0][:80]}")
    return document


def _written(document: Any, job: dict[str, Any]) -> bytes:
    _say_it_is_accessible(document.metadata)
    return document.write_pdf(
        pdf_variant=VARIANT,
        pdf_identifier=bytes.fromhex(job["identifier"])[:16],
        attachments=_attachments(job),
        finisher=_finish,
    )


def _attachments(job: dict[str, Any]) -> list[weasyprint.Attachment]:
    if not job["name"]:
        return []
    dated = datetime.fromisoformat(job["dated"])
    content = BytesIO(b64decode(job["content"]))
    return [
        weasyprint.Attachment(
            file_obj=content, name=job["name"], created=dated, modified=dated, relationship="Source"
        )
    ]  # fmt: skip


def _say_it_is_accessible(metadata: Any) -> None:
    plain = metadata.generate_rdf_metadata
    metadata.generate_rdf_metadata = lambda *args: plain(*args).replace(b"</rdf:RDF>", ACCESSIBLE)


def _finish(document: Any, pdf: pydyf.PDF) -> None:
    """Archives read the metadata without unpacking anything, and find the length of every stream beyond doubt."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and (item.extra.get("Type") == "/Metadata" or _ends_like_a_line(item)):
            item.compress = False


def _ends_like_a_line(stream: pydyf.Stream) -> bool:
    """Packed bytes that end in a line break would run into the one that must follow them."""
    return stream.data.removesuffix(b"\nendstream").endswith((b"\r", b"\n"))


def _renderer() -> dict[str, str]:
    """What made the bytes; two files can only be compared under the same."""
    made_by = {name: version(name) for name in PACKAGES}
    made_by["python"] = platform.python_version()
    made_by["pango"] = str(pango.pango_version())  # 15012 is 1.50.12
    return made_by


if __name__ == "__main__":
    main()
