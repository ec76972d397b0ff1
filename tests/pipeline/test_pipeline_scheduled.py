"""Scheduled builds from the command line: once per period, kept as issues, in the ledger, told to others."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from commanding import CONFIG, PAGES, Command
from mail_and_web import mail_server, web_server

DATA = CONFIG + "formats: [data]\n"
KELDERBY = (PAGES / "kelderby-care-provision.txt").read_text(encoding="utf-8")


@pytest.fixture
def monthly(workspace: Path) -> Path:
    """A workspace with a config that is due every month."""
    (workspace / "monthly.yaml").write_text(f"{DATA}schedule: {{every: monthly}}\n", encoding="utf-8")
    return workspace


def newer_page(workspace: Path, briefing: Command) -> None:
    """The library gets a newer page on Kelderby: another score, another figure."""
    text = KELDERBY.replace("Score: 2", "Score: 3").replace("2 - Evidence", "3 - Evidence")
    page = workspace / "kelderby-care-provision.txt"
    page.write_text(text.replace("61.9%", "66.4%"), encoding="utf-8")
    assert briefing("import", str(page)).code == 0


def results(briefing: Command, *arguments: str) -> list[str]:
    done = briefing("run", *arguments, "--json")
    return [o["result"] for o in json.loads(done.out)]


def issues(workspace: Path) -> list[str]:
    folder = workspace / "output" / "issues" / "monthly"
    return sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []


def every_byte(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_period_is_built_once(monthly: Path, briefing: Command) -> None:
    """The first call builds and keeps an issue, the second finds nothing due, and the ledger has one run."""
    assert results(briefing, "--if-due", "monthly") == ["built"]
    assert results(briefing, "--if-due", "monthly") == ["not due"]
    (run,) = json.loads(briefing("status", "--json").out)
    assert (run["config"], run["result"], run["draft"]) == ("monthly", "built", True)
    assert [run["issue"]] == issues(monthly)
    assert run["next_due"]
    assert "nothing due now" in briefing("schedule", "show", "monthly").out


def test_nothing_changed_nothing_built(monthly: Path, briefing: Command) -> None:
    """Asked for again, the same inputs give no new issue, and it says so in a line."""
    assert results(briefing, "monthly") == ["built"]
    before = every_byte(monthly / "output" / "monthly")
    done = briefing("run", "monthly")
    assert done.code == 0
    assert "nothing changed, nothing built" in done.out
    assert len(issues(monthly)) == 1
    assert every_byte(monthly / "output" / "monthly") == before


def test_an_issue_never_changes(monthly: Path, briefing: Command) -> None:
    """A new month, a newer page, even a latest output edited in place: the issue is as it was."""
    briefing("run", "monthly")
    (first,) = issues(monthly)
    folder = monthly / "output" / "issues" / "monthly" / first
    before = every_byte(folder)
    assert before.keys() - {"issue.json"} == every_byte(monthly / "output" / "monthly").keys()
    (monthly / "output" / "monthly" / "briefing.json").write_text("{}", encoding="utf-8")
    newer_page(monthly, briefing)
    done = briefing("run", "monthly")
    assert issues(monthly) == [first, f"{first}.2"]
    assert every_byte(folder) == before
    assert "score" in done.out
    assert "3; before: 2" in done.out


def test_the_earlier_issue_is_an_input(monthly: Path, briefing: Command) -> None:
    """It is named in the manifest with its digest, and the same inputs give the same bytes again."""
    briefing("run", "monthly")
    newer_page(monthly, briefing)
    briefing("run", "monthly")
    latest = monthly / "output" / "monthly"
    manifest = json.loads((latest / "manifest.json").read_text(encoding="utf-8"))
    (issue,) = [i for i in manifest["inputs"] if i["role"] == "issue"]
    assert issue["name"] == f"issue:{issues(monthly)[0]}"
    before = every_byte(latest)
    assert "3; before: 2" in before["changes.txt"].decode()
    assert briefing("build", "monthly", "--force").code == 0
    assert every_byte(latest) == before
    assert results(briefing, "monthly") == ["unchanged"]


def test_what_was_built_by_hand_is_kept_by_the_next_run(monthly: Path, briefing: Command) -> None:
    """A build that was never given out becomes the issue, so that nothing between two issues is lost."""
    briefing("run", "monthly")
    newer_page(monthly, briefing)
    assert briefing("build", "monthly").code == 0
    assert len(issues(monthly)) == 1
    assert results(briefing, "monthly") == ["built"]
    assert len(issues(monthly)) == 2
    assert "3; before: 2" in json.loads(briefing("status", "--json").out)[0]["changes"]


def test_the_retention_rule(monthly: Path, briefing: Command) -> None:
    """Of what the rule lets go the ledger knows; the newest and the one before it stay."""
    config = monthly / "monthly.yaml"
    config.write_text(f"{DATA}schedule: {{every: monthly, keep: 2}}\n", encoding="utf-8")
    for title in ("One", "Two", "Three", "Four"):
        text = config.read_text(encoding="utf-8").splitlines()
        text = [f"title: {title}" if line.startswith("title:") else line for line in text]
        config.write_text("\n".join(text) + "\n", encoding="utf-8")
        assert results(briefing, "monthly") == ["built"]
    kept = issues(monthly)
    assert [name.partition(".")[2] for name in kept] == ["3", "4"]
    assert f"{kept[0][:7]}, {kept[0][:7]}.2" in briefing("status", "monthly").out


def test_a_failed_build_is_tried_again(monthly: Path, briefing: Command) -> None:
    """The ledger says failed and why; once mended, the same period is built."""
    (monthly / "monthly.yaml").write_text(
        CONFIG + "formats: [html]\nschedule: {every: monthly}\n", encoding="utf-8"
    )
    (monthly / "templates/sections").mkdir(parents=True)
    broken = monthly / "templates/sections/front.html"
    broken.write_text("{% if %}", encoding="utf-8")
    assert briefing("run", "--if-due", "monthly").code == 2
    assert "failed last" in briefing("status").out
    broken.unlink()
    assert briefing("run", "--if-due", "monthly").code == 0
    assert [r["result"] for r in json.loads(briefing("status", "--json").out)] == ["built", "failed"]
    assert "failed last" not in briefing("status").out


def test_a_config_that_broke_is_a_failed_run(monthly: Path, briefing: Command) -> None:
    """When its period comes, what it declared before still says when and whom to tell."""
    with web_server() as heard:
        config = monthly / "monthly.yaml"
        notify = f"notify: {{webhook: {{url: 'http://127.0.0.1:{heard.port}/'}}}}"
        good = f'{DATA}schedule: {{every: "0 0 1 1 *", {notify}}}\n'
        config.write_text(good, encoding="utf-8")
        assert briefing("run", "--if-due", "monthly").code == 0
        config.write_text(good.replace("kelderby, ottersham", "kelderby, otersham"), encoding="utf-8")
        assert results(briefing, "--if-due", "monthly") == ["not due"]
        assert briefing("run", "monthly").code == 2
        assert briefing("run", "monthly").code == 2
    assert [json.loads(m)["event"] for m in heard.messages] == ["draft", "failed"]
    assert "otersham" in json.loads(heard.messages[1])["text"]


def test_a_config_without_a_schedule_is_never_due(workspace: Path, briefing: Command) -> None:
    """The message says what to add."""
    done = briefing("run", "--if-due", "kelderby")
    assert done.code == 2
    assert "schedule: {every: monthly}" in done.err


@pytest.mark.parametrize(
    ("schedule", "line", "told"),
    [
        ("every: fortnightly", 9, "'every' is 'fortnightly'; 'monthly' or a cron expression"),
        ("timezone: Europe/Londn", 9, "a time zone was expected"),
        ("keep: forever", 9, "'keep' is 'forever'"),
        ("kep: 24", 9, "Did you mean 'keep'?"),
        ("notify: {webhook: {url: 'http://hooks.example/'}}", 9, "an https address"),
        ("notify: {webhook: {}}", 9, "either url or url_env"),
        (
            "notify: {email: {to: [a@b.example], from: c@d.example, host: e, password: x}}",
            9,
            "no key 'password'",
        ),
    ],
)
def test_a_schedule_that_is_wrong(
    workspace: Path, briefing: Command, schedule: str, line: int, told: str
) -> None:
    """The place and what was expected, as for every key of a config."""
    (workspace / "monthly.yaml").write_text(f"{DATA}\n\nschedule: {{{schedule}}}\n", encoding="utf-8")
    done = briefing("run", "--if-due", "monthly")
    assert done.code == 2
    assert f"monthly.yaml:{line}:" in done.err
    assert told in done.err


def test_a_config_cannot_have_the_name_of_the_archive(workspace: Path, briefing: Command) -> None:
    """Its outputs would lie among the issues."""
    (workspace / "issues.yaml").write_text(f"{DATA}schedule: {{every: monthly}}\n", encoding="utf-8")
    done = briefing("run", "issues")
    assert done.code == 2
    assert "cannot be called 'issues'" in done.err


def test_a_damaged_ledger_stops_the_run(monthly: Path, briefing: Command) -> None:
    """It says what to do; moved away, a new ledger knows from the issues what was built."""
    briefing("run", "monthly")
    ledger = monthly / "output" / "ledger.sqlite"
    ledger.write_bytes(b"broken" * 2000)
    for command in (("run", "--if-due", "monthly"), ("status",)):
        done = briefing(*command)
        assert done.code == 2
        assert "move it away" in done.err
    assert ledger.read_bytes() == b"broken" * 2000
    for beside in (monthly / "output").glob("ledger.sqlite*"):
        beside.unlink()
    assert results(briefing, "--if-due", "monthly") == ["not due"]


def test_those_who_are_told(monthly: Path, briefing: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft by mail and by webhook, once; nothing when nothing changed; the ledger has what was sent."""
    monkeypatch.setenv("HOOK", "unset")
    with mail_server() as mail, web_server() as web:
        monkeypatch.setenv("HOOK", f"http://127.0.0.1:{web.port}/T0P-S3CRET")
        (monthly / "monthly.yaml").write_text(
            DATA
            + "schedule:\n  every: monthly\n  notify:\n"
            + f"    email: {{to: [a@council.example], from: b@council.example, port: {mail.port}, "
            + "host: 127.0.0.1, starttls: false}\n"
            + "    webhook: {url_env: HOOK}\n",
            encoding="utf-8",
        )
        for _ in range(2):
            assert briefing("run", "monthly").code == 0
        newer_page(monthly, briefing)
        assert briefing("run", "monthly").code == 0
    assert [json.loads(m)["event"] for m in web.messages] == ["draft", "draft"]
    assert "3; before: 2" in json.loads(web.messages[1])["text"]
    assert len(mail.messages) == 2
    assert b"T0P" not in (monthly / "output" / "ledger.sqlite").read_bytes()


def test_a_notice_that_cannot_be_sent_fails_nothing(monthly: Path, briefing: Command) -> None:
    """The build is done, the exit code is 0, and the warning is on the screen and in the ledger."""
    (monthly / "monthly.yaml").write_text(
        DATA + "schedule: {every: monthly, notify: {webhook: {url_env: NO_SUCH_VARIABLE}}}\n",
        encoding="utf-8",
    )
    done = briefing("run", "--if-due", "monthly")
    assert done.code == 0
    assert "NO_SUCH_VARIABLE is not set" in done.err
    assert "NO_SUCH_VARIABLE is not set" in briefing("status").out


@pytest.mark.slow
def test_thirty_at_once_build_once(monthly: Path) -> None:
    """Thirty calls of the same minute: one builds, and all end well."""

    def call(_: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "briefing", "run", "--if-due", "monthly", "--json"],
            cwd=monthly, capture_output=True, text=True, check=False,
        )  # fmt: skip

    with ThreadPoolExecutor(30) as pool:
        done = list(pool.map(call, range(30)))
    assert [(d.returncode, d.stderr) for d in done if d.returncode] == []
    said = [json.loads(d.stdout)[0]["result"] for d in done]
    assert said.count("built") == 1
    assert set(said) <= {"built", "running", "not due"}
    assert len(issues(monthly)) == 1


def test_a_final_build_is_kept(monthly: Path, briefing: Command) -> None:
    """Reviewed to the last finding and built as final by hand, it is an issue of that day."""
    for slug in ("kelderby", "ottersham"):
        record = json.loads((monthly / "library" / slug / "record.json").read_text(encoding="utf-8"))
        entries = [
            {
                "digest": f["digest"],
                "statement": s["statement"],
                "paragraph": f["paragraph"],
                "sentence": f["sentence"],
                "accepted": True,
                "by": "A. Officer",
                "on": "2026-11-20",
            }
            for s in record["statements"]
            for f in s["findings"]
        ]
        decisions = {"schema": 1, "authority": slug, "entries": entries}
        path = monthly / "library" / slug / "decisions.yaml"
        path.write_text(json.dumps(decisions), encoding="utf-8")
    done = briefing("build", "monthly", "--final")
    assert done.code == 0, done.err
    (name,) = issues(monthly)
    card = json.loads(
        (monthly / "output" / "issues" / "monthly" / name / "issue.json").read_text(encoding="utf-8")
    )
    assert card["final"] is True
    assert card["issued"].startswith(name)
