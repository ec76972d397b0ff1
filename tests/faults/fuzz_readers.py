"""Coverage-guided fuzzing of the readers of sources, one at a time or all in turn.

    python -m pip install -r requirements/faults.txt
    python tests/faults/fuzz_readers.py html --seconds 600
    python tests/faults/fuzz_readers.py all --seconds 600

A reader may give a document or raise SourceError. Anything else, more than 20 seconds or more than 1 GB is a
find: the input is kept (`--finds`), to become a case of `test_faults_files.py` once it is mended.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["briefing.sources", "briefing.extraction"]):
    from briefing.domain.source import SourceDocument
    from briefing.errors import SourceError
    from briefing.extraction.extract import extract
    from briefing.sources.docx import read_docx
    from briefing.sources.html import read_html
    from briefing.sources.mhtml import read_mhtml
    from briefing.sources.odt import read_odt
    from briefing.sources.package import open_package
    from briefing.sources.pdf import read_pdf
    from briefing.sources.text import read_text

from briefing.pipeline.materials import Reference

TESTS = Path(__file__).resolve().parent.parent
FILES = TESTS / "sources" / "files"
REFERENCE = Reference()
Reader = Callable[[bytes], object]


def packed(data: bytes, part: str, mimetype: str = "") -> bytes:
    """An office file whose one part is the input, so that mutations reach the XML and not the zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        archive.writestr(part, data)
    return buffer.getvalue()


def docx(data: bytes) -> object:
    with open_package(packed(data, "word/document.xml"), "fuzz.docx") as package:
        return read_docx(package)


def odt(data: bytes) -> object:
    with open_package(packed(data, "content.xml", "application/vnd.oasis.opendocument.text"), "f") as package:
        return read_odt(package)


def package(data: bytes) -> object:
    with open_package(data, "fuzz.docx") as opened:
        return opened.title, read_docx(opened) if "word/document.xml" in opened.names else None


def whole(data: bytes) -> object:
    """Text all the way to a record."""
    document = SourceDocument("fuzz.txt", "0" * 64, read_text(data, "fuzz.txt"))
    return extract(
        document,
        framework=REFERENCE.framework,
        authorities=REFERENCE.authorities,
        indicators=REFERENCE.indicators,
    )


def inside(folder: Path, suffix: str, part: str) -> Iterator[bytes]:
    for file in sorted(folder.glob(f"*{suffix}")):
        with zipfile.ZipFile(file) as archive:
            yield archive.read(part)


def whole_files(*patterns: str) -> Iterator[bytes]:
    return (file.read_bytes() for pattern in patterns for file in sorted(TESTS.glob(pattern)))


def archives() -> Iterator[bytes]:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    for page in whole_files("pages/*.html"):
        yield head + b"Content-Type: text/html\n\n" + page + b"\n--b--\n"


READERS: dict[str, tuple[Reader, Callable[[], Iterator[bytes]]]] = {
    "text": (lambda data: read_text(data, "fuzz.txt"), lambda: whole_files("pages/*.txt")),
    "record": (whole, lambda: whole_files("pages/*.txt")),
    "html": (lambda data: read_html(data, "fuzz.html"), lambda: whole_files("pages/*.html")),
    "mhtml": (lambda data: read_mhtml(data, "fuzz.mhtml"), archives),
    "docx": (docx, lambda: inside(FILES, ".docx", "word/document.xml")),
    "odt": (odt, lambda: inside(FILES, ".odt", "content.xml")),
    "package": (package, lambda: whole_files("sources/files/*.docx")),
    "pdf": (lambda data: read_pdf(data, "fuzz.pdf", "0" * 64), lambda: whole_files("sources/files/*.pdf")),
}


def fuzz(name: str, seconds: int, finds: Path) -> None:
    """Never returns: the fuzzer ends the process, with a code that says whether it found anything."""
    reader, seeds = READERS[name]

    def once(data: bytes) -> None:
        try:
            reader(data)
        except SourceError as refused:
            if not all(p.message and p.place and p.mend for p in refused.problems):
                raise AssertionError(f"no way to mend: {refused}") from refused

    finds.mkdir(parents=True, exist_ok=True)
    corpus = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    for number, data in enumerate(seeds()):
        (corpus / str(number)).write_bytes(data)
    limits = (f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=1024", "-max_len=65536")
    arguments = [
        sys.argv[0],
        *limits,
        f"-artifact_prefix={finds}/{name}-",
        "-print_final_stats=1",
        str(corpus),
    ]
    atheris.Setup(arguments, once)
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("reader", choices=[*READERS, "all"])
    parser.add_argument("--seconds", type=int, default=600, help="for each reader")
    parser.add_argument("--finds", type=Path, default=Path("fuzz-finds"), help="where they are kept")
    given = parser.parse_args()
    if given.reader != "all":
        fuzz(given.reader, given.seconds, given.finds)
    failed = []
    for name in READERS:
        command = [sys.executable, __file__, name, f"--seconds={given.seconds}", f"--finds={given.finds}"]
        failed += [name] if subprocess.run(command, check=False).returncode else []
    print(
        f"{len(READERS)} readers fuzzed for {given.seconds} s each; finds in: {', '.join(failed) or 'none'}"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
