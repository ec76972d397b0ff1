"""`briefing schedule install`: the files for this workspace, and installing them where that was asked for."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import InputError, Problem
from briefing.library.workspace import Workspace
from briefing.pipeline.declaring import declared
from briefing.schedule.installing import Call, Installable, crontab_with, installable
from briefing.whole_files import write_whole


@dataclass(frozen=True, slots=True)
class Installed:
    """What was done with the files, in a sentence or two, and what is left to do."""

    files: tuple[str, ...]
    next: str


def files_for(
    kind: str, configs: tuple[str, ...], workspace: Workspace
) -> tuple[Call, tuple[Installable, ...]]:
    """The files that make this machine call `briefing run --if-due` for these configs.

    Raises InputError for a config that is wrong or has no schedule: such a call would only ever fail.
    """
    for name in configs:
        declared(workspace.config(name), workspace)
    # The Python that runs now, by its own path: a link would lead out of its environment.
    call = Call((sys.executable, "-m", "briefing"), workspace.root.resolve(), configs)
    return call, installable(kind, call)


def write_files(files: tuple[Installable, ...], folder: Path) -> Installed:
    """Writes the files into a folder, for somebody to install."""
    paths = []
    for file in files:
        path = folder / file.name
        try:
            write_whole(path, file.text.encode(file.encoding))
        except OSError as error:
            raise InputError(
                Problem(
                    f"This cannot be written: {error.strerror}.", str(path), "Name another folder with --to."
                )
            ) from None
        paths.append(str(path))
    return Installed(tuple(paths), " ".join(f.how for f in files if f.how))


def install(kind: str, call: Call, files: tuple[Installable, ...]) -> Installed:
    """Installs the files for the user who asks. Raises InputError where this machine cannot."""
    if kind == "cron":
        return _into_crontab(call)
    if kind == "systemd":
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        done = write_files(files, base / "systemd" / "user")
        return Installed(done.files, "Start it with `systemctl --user enable --now briefing.timer`.")
    if kind == "ci":
        done = write_files(files, Path(call.workspace) / ".github" / "workflows")
        return Installed(done.files, "Commit it, with a requirements.txt that names briefing.")
    if platform.system() != "Windows":
        raise InputError(
            Problem(
                "A task of Windows can only be installed on Windows.",
                mend="Write its file with --to FOLDER, and create the task there from the file.",
            )
        )
    return _into_task_scheduler(files[0])


def _into_crontab(call: Call) -> Installed:
    crontab = shutil.which("crontab")
    if crontab is None:
        raise InputError(
            Problem(
                "There is no crontab on this machine.", mend="Use --for systemd, or write the line with --to."
            )
        )
    there = subprocess.run([crontab, "-l"], capture_output=True, text=True, check=False)  # noqa: S603
    existing = there.stdout if there.returncode == 0 else ""  # a user without one has none to read
    done = subprocess.run(  # noqa: S603
        [crontab, "-"], input=crontab_with(existing, call), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise InputError(Problem(f"crontab did not take the line: {done.stderr.strip()}"))
    return Installed(("your crontab",), "See it with `crontab -l`.")


def _into_task_scheduler(file: Installable) -> Installed:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, file.name)
        path.write_bytes(file.text.encode(file.encoding))
        done = subprocess.run(  # noqa: S603
            ["schtasks", "/Create", "/TN", "briefing", "/XML", str(path), "/F"],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode != 0:
        raise InputError(Problem(f"The Task Scheduler did not take it: {done.stderr.strip()}"))
    return Installed(("the task briefing",), "See it in the Task Scheduler.")
