"""A published folder is whole at every moment, whatever happens to the one who writes it."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from published_sets import NAMES, generation_of, leftovers, outputs

from briefing.errors import BriefingError, InputError
from briefing.publishing.atomic import OutputFile, locked, publish


def test_a_set_replaces_the_one_before(tmp_path: Path) -> None:
    """Files of the last build that this one did not make are gone; nothing is left in the workroom."""
    folder = tmp_path / "output" / "brief"
    publish(folder, [*outputs(1), OutputFile("old.docx", b"x")])
    (folder / "manifest.json").write_bytes(
        json.dumps({"outputs": [{"path": p} for p in [*NAMES, "old.docx"]]}).encode()
    )
    publish(folder, outputs(2))
    assert generation_of(folder) == 2
    assert leftovers(folder) == []


def test_the_users_own_files_stay(tmp_path: Path) -> None:
    """A note that somebody put into the folder is not ours to remove, and is not touched."""
    folder = tmp_path / "brief"
    publish(folder, outputs(1))
    (folder / "notes").mkdir()
    (folder / "notes" / "mine.txt").write_text("keep")
    (folder / "link").symlink_to("/nowhere")
    publish(folder, outputs(2))
    assert (folder / "notes" / "mine.txt").read_text() == "keep"
    assert (folder / "link").is_symlink()


@pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../../x", "", "a\\b", "a\0b"])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        publish(tmp_path / "brief", [OutputFile(path, b"")])
    assert list(tmp_path.iterdir()) == []


def test_two_files_of_one_name_are_a_mistake(tmp_path: Path) -> None:
    """Also where only some file systems would take them for one."""
    with pytest.raises(ValueError, match="same name"):
        publish(tmp_path / "brief", [OutputFile("a.csv", b"1"), OutputFile("A.csv", b"2")])


def test_a_link_is_never_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "brief").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="link"):
        publish(tmp_path / "brief", outputs(1))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "brief").write_text("x")
    with pytest.raises(InputError, match="There is a file"):
        publish(tmp_path / "brief", outputs(1))


def test_a_parent_that_is_a_file_is_the_users_to_mend(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("x")
    with pytest.raises(InputError, match="--output"):
        publish(tmp_path / "output" / "brief", outputs(1))


def test_whoever_waits_too_long_is_told(tmp_path: Path) -> None:
    """Another process holds the lock."""
    code = (
        "import sys, time; from pathlib import Path; from briefing.publishing.atomic import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    folder = tmp_path / "brief"
    with subprocess.Popen([sys.executable, "-c", code, folder], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(BriefingError, match="more than"), locked(folder, wait=0.05):
            pass
        holder.kill()
    publish(folder, outputs(1))
    assert generation_of(folder) == 1


def test_readers_always_find_every_file_whole(tmp_path: Path) -> None:
    """While sixty sets are published, no file of the folder is ever missing or torn."""
    folder = tmp_path / "brief"
    publish(folder, outputs(0))
    whole = {
        name: {file.data for g in range(61) for file in outputs(g) if file.path == name} for name in NAMES
    }
    done, torn, looks = threading.Event(), list[str](), 0

    def read() -> None:
        nonlocal looks
        while not done.is_set():
            for name in NAMES:
                looks += 1
                if (folder / name).read_bytes() not in whole[name]:
                    torn.append(name)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for generation in range(1, 61):
            publish(folder, outputs(generation))
    finally:
        done.set()
        reader.join()
    assert torn == []
    assert looks > 60


PUBLISH_FOR_EVER = """
import itertools, sys, filelock
from pathlib import Path
sys.path[:0] = [sys.argv[2]]
sys.platform = sys.argv[3]
from published_sets import outputs
from briefing.publishing.atomic import publish
for generation in itertools.count(int(sys.argv[4])):
    publish(Path(sys.argv[1]), outputs(generation))
    print(generation, flush=True)
"""


def kill_at_random(folder: Path, kills: int, platform: str) -> int:
    """Publishes without end and is killed, again and again; gives how many kills left something behind."""
    chance, dirty, generation = random.Random(20261201), 0, 1  # noqa: S311 - times, not secrets
    for _ in range(kills):
        command = [sys.executable, "-c", PUBLISH_FOR_EVER, folder, Path(__file__).parent, platform]
        with subprocess.Popen([*command, str(generation)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.03))
            writer.send_signal(signal.SIGKILL)
            told = [generation, *map(int, writer.stdout.read().split())]
        if platform == "linux" or folder.exists():
            # What was reported is there; the set after it may have got there before the word of it.
            assert generation_of(folder) in (told[-1], told[-1] + 1)
        dirty += bool(leftovers(folder))
        generation = told[-1] + 2
        publish(folder, outputs(generation))
        assert generation_of(folder) == generation
        assert leftovers(folder) == []
        generation += 1
    return dirty


def test_twenty_kills_leave_whole_sets(tmp_path: Path) -> None:
    """After each kill -9 the folder is one build's whole set, and the next build clears what was left."""
    assert kill_at_random(tmp_path / "brief", 20, "linux") > 0, "no kill came while a set was being written"


def test_ten_kills_where_folders_cannot_be_exchanged(tmp_path: Path) -> None:
    """With two renames there may be a moment without a set, but never half of one."""
    kill_at_random(tmp_path / "brief", 10, "darwin")


@pytest.mark.slow
def test_two_hundred_kills_leave_whole_sets(tmp_path: Path) -> None:
    assert kill_at_random(tmp_path / "brief", 200, "linux") > 20


def test_a_parked_set_comes_back(tmp_path: Path) -> None:
    """Killed between two renames, then a build that fails: the old set is there again."""
    folder = tmp_path / "brief"
    publish(folder, outputs(1))
    holder = tmp_path / ".briefing" / "brief" / "new-abc"
    holder.mkdir()
    folder.rename(holder / "old")
    assert fail_at(folder, "size", 0) != "no fault"
    assert generation_of(folder) == 1


FAULTY = """
import errno, sys
from pathlib import Path
sys.path[:0] = [sys.argv[2]]
from published_sets import outputs
from briefing.errors import BriefingError
from briefing.publishing.atomic import publish
folder, wanted, number = sys.argv[1], sys.argv[3], int(sys.argv[4])
seen = 0
def fault(event, arguments):
    global seen
    named = any(".briefing" in str(a) for a in arguments[:2])
    if event == wanted and named and "lock" not in str(arguments[0]):
        seen += 1
        if seen == number:
            raise OSError(errno.ENOSPC, "No space left on device")
if wanted == "size":
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
else:
    sys.addaudithook(fault)
try:
    publish(Path(folder), outputs(2))
except BriefingError as error:
    print(error)
else:
    print("no fault")
"""


def fail_at(folder: Path, event: str, number: int) -> str:
    """Publishes in a process where the `number`-th event of that kind fails; gives what it said."""
    command = [sys.executable, "-c", FAULTY, folder, Path(__file__).parent, event, str(number)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(
    ("event", "number"),
    [
        *(("open", n) for n in (1, 2, 5, 8)),
        ("tempfile.mkdtemp", 1),
        *(("size", n) for n in (0, 1, 100, 4096, 20_999)),
    ],
)
def test_a_full_disk_leaves_the_old_set(tmp_path: Path, event: str, number: int) -> None:
    """Wherever writing fails, every old byte is as it was, the error says so, and nothing is left behind."""
    folder = tmp_path / "brief"
    publish(folder, outputs(1))
    said = fail_at(folder, event, number)
    assert "what was there before is unchanged" in said
    assert generation_of(folder) == 1
    assert leftovers(folder) == []
    publish(folder, outputs(3))
    assert generation_of(folder) == 3


def test_thirty_at_once_publish_one_after_the_other(tmp_path: Path) -> None:
    """Six processes of five publications each: whole sets, in some order, and no leftovers."""
    code = PUBLISH_FOR_EVER.replace("itertools.count(int(sys.argv[4]))", "range(5)")
    command = [sys.executable, "-c", code, tmp_path / "brief", Path(__file__).parent, "linux"]
    writers = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(6)]
    assert [writer.wait(60) for writer in writers] == [0] * 6
    assert generation_of(tmp_path / "brief") == 4
    assert leftovers(tmp_path / "brief") == []
