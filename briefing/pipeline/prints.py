"""Prints kept by content: a page that was printed before is never laid out twice.

A print is known by everything that decides its bytes: the page itself, its date, the data inside, the program
and the folders that it may load from. So a pack of ten briefings of which one changed prints one.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.library.inputs import digest
from briefing.library.workspace import Workspace
from briefing.pipeline.options import processors
from briefing.pipeline.orphans import end_with_parent
from briefing.whole_files import clear_begun, locked, write_whole

if TYPE_CHECKING:
    from briefing.publishing.pdf import Attachment, PrintedPdf

CACHE = ".briefing/parts"
"""Below the output folder: a folder for each pack."""

CAN_FORK = hasattr(os, "fork")

_FOLDERS = ("code", "bundled:styles/", "workspace:styles/")


class Prints:
    """The prints of one pack."""

    def __init__(self, output: Path, name: str, workspace: Workspace, processes: int | None = None) -> None:
        self._folder = output / CACHE / name
        self._roots = workspace.style_folders
        self._base = "\n".join(str(digest(folder, workspace)) for folder in _FOLDERS)
        self._used: set[str] = set()
        self._processes = processes

    def all_of(self, pages: Sequence[str], date: str | None) -> list[PrintedPdf]:
        """Several pages, those that are not known printed side by side, one process for each processor."""
        from briefing.publishing.pdf import warm

        missing = [html for html in pages if not self._is_known(self._key(html, date, ()))]
        processes = min(len(missing), self._processes or processors()) if CAN_FORK else 1
        if processes > 1:
            warm()  # before the others are forked, so that each has it
            with ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), end_with_parent) as pool:
                # The longest first, so that none of them is left alone at the end. What a process could not
                # print, for whatever reason, is printed here, where an error is seen.
                wait(
                    [pool.submit(self._print, html, date) for html in sorted(missing, key=len, reverse=True)]
                )
        return [self.of(html, date) for html in pages]

    def _print(self, html: str, date: str | None) -> None:
        """Prints a page for the others to find."""
        self.of(html, date)

    def of(self, html: str, date: str | None, attachments: Sequence[Attachment] = ()) -> PrintedPdf:
        """The page as PDF, printed now unless it is known."""
        from briefing.publishing.pdf import print_pdf

        key = self._key(html, date, attachments)
        self._used.add(key)
        known = self._known(key)
        if known is not None:
            return known
        printed = print_pdf(html, roots=self._roots, date=date, attachments=attachments, in_pack=True)
        self._keep(key, printed)
        return printed

    def forget_others(self) -> None:
        """Removes the prints that this build had no use for."""
        for path in self._folder.glob("*.*") if self._folder.is_dir() else ():
            if path.name.partition(".")[0] not in self._used:
                path.unlink(missing_ok=True)

    def _key(self, html: str, date: str | None, attachments: Sequence[Attachment]) -> str:
        whole = hashlib.sha256(f"{self._base}\n{date}\n{len(attachments)}\n".encode())
        for file in attachments:
            whole.update(f"{file.name}\n{file.description}\n{file.relationship}\n".encode())
            whole.update(hashlib.sha256(file.data).digest())
        whole.update(html.encode())
        return whole.hexdigest()

    def _is_known(self, key: str) -> bool:
        return (self._folder / f"{key}.json").is_file()

    def _known(self, key: str) -> PrintedPdf | None:
        from briefing.publishing.pdf import PrintedPdf

        try:
            data = (self._folder / f"{key}.pdf").read_bytes()
            facts = json.loads((self._folder / f"{key}.json").read_bytes())
            if hashlib.sha256(data).hexdigest() != facts["sha256"]:
                return None  # cut short, or written over
            return PrintedPdf(
                data,
                facts["pages"],
                tuple((name, page) for name, page in facts["anchors"]),
                tuple(facts["fonts"]),
                tuple(facts["warnings"]),
                tuple(facts["loaded"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _keep(self, key: str, printed: PrintedPdf) -> None:
        """Each file whole or not at all, the facts last; failing to keep them is no error."""
        facts = {
            "sha256": hashlib.sha256(printed.data).hexdigest(),
            "pages": printed.pages,
            "anchors": printed.anchors,
            "fonts": printed.fonts,
            "warnings": printed.warnings,
            "loaded": printed.loaded,
        }
        try:
            with locked(self._folder / "lock", self._folder):
                clear_begun(self._folder)
                write_whole(self._folder / f"{key}.pdf", printed.data)
                write_whole(self._folder / f"{key}.json", json.dumps(facts).encode())
        except (OSError, BriefingError):
            return
