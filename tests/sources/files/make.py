"""Makes the files that the tests read, in every format, from invented pages, with the usual programs.

Run by hand where a page changes: `python tests/sources/files/make.py`. Needs Chromium, LibreOffice Writer
and this project's own WeasyPrint; the made files are kept beside this script, so the tests need none of them.
"""

from __future__ import annotations

import functools
import html
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / "pages"
PLAIN_PAGES = ("kelderby-care-provision", "hollinsworth-equity", "pellingstowe-safeguarding")
WEB_PAGE = "ottersham-care-provision"
REPORT_STYLE = """
@page { size: A5; margin: 22mm 18mm;
        @top-center { content: "Local authority assessment report" }
        @bottom-left { content: "Published on the regulator’s site" }
        @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
body { font: 10.5pt/1.4 serif; text-align: justify; hyphens: auto; hyphenate-limit-chars: 6 3 3 }
p { margin: 0 0 7pt } h1 { font-size: 17pt } h2 { font-size: 14pt } h3 { font-size: 11.5pt }
"""


def marked_up(page: str, style: str = "") -> str:
    """A page of plain text as simple HTML. Short lines without an end are headings, as a person sees them."""
    lines = [line.strip() for line in (PAGES / f"{page}.txt").read_text(encoding="utf-8").splitlines()]
    body = []
    for number, line in enumerate(line for line in lines if line):
        is_label = "score" in line.lower() or "evidence shows" in line.lower() or line == "Downloads"
        short = len(line.split()) <= 14 and line[-1] not in ".?!'’"
        tag = "h1" if number == 0 else "h3" if short and not is_label else "p"
        body.append(f"<{tag}>{html.escape(line, quote=False)}</{tag}>")
    title = html.escape(next(line for line in lines if line))
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style}</style></head><body>{''.join(body)}</body></html>"
    )


def office(source: Path, target: str) -> None:
    """Converts an HTML file with LibreOffice."""
    filters = {"docx": "docx:MS Word 2007 XML", "odt": "odt:writer8", "pdf": "pdf:writer_web_pdf_Export"}
    subprocess.run(
        [
            *("libreoffice", "--headless", "--infilter=HTML (StarWriter)", "--convert-to", filters[target]),
            *("--outdir", str(source.parent), str(source)),
        ],
        check=True,
        capture_output=True,
    )
    shutil.move(source.with_suffix(f".{target}"), HERE / f"{source.stem}.{target}")


def browser(folder: Path, name: str, target: str) -> None:
    """Prints a page to PDF from a local server with Chromium, with its own header and footer."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("localhost", 8731), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        subprocess.run(
            [
                *("chromium", "--headless", "--no-sandbox", "--disable-gpu"),
                *(f"--print-to-pdf={HERE / target}", f"http://localhost:8731/{name}"),
            ],
            check=True,
            capture_output=True,
        )
        server.shutdown()


def report(page: str) -> None:
    """A report as a design office sets it: running headers, page numbers, justified and hyphenated."""
    from weasyprint import HTML

    HTML(string=marked_up(page, REPORT_STYLE)).write_pdf(HERE / f"{page}-report.pdf")


def main() -> int:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for page in PLAIN_PAGES:
            source = folder / f"{page}.html"
            source.write_text(marked_up(page), encoding="utf-8")
            for target in ("docx", "odt"):
                office(source, target)
        office(folder / f"{PLAIN_PAGES[1]}.html", "pdf")
        browser(folder, f"{PLAIN_PAGES[0]}.html", f"{PLAIN_PAGES[0]}.pdf")
        web = folder / f"{WEB_PAGE}.html"
        shutil.copy(PAGES / web.name, web)
        for target in ("docx", "odt"):
            office(web, target)
        browser(folder, web.name, f"{WEB_PAGE}.pdf")
    report(PLAIN_PAGES[2])
    return 0


if __name__ == "__main__":
    sys.exit(main())
