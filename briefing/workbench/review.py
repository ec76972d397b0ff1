"""The pages of a review: one page, its style and script, and what the script asks for and sends."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from briefing.errors import BriefingError
from briefing.workbench.review_desk import Act, Desk, NotDoneError, StaleError
from briefing.workbench.review_items import Json

Answer: TypeAlias = Callable[[Request], Awaitable[Response]]

_FILES = {"/": "review.html", "/review.css": "review.css", "/review.js": "review.js"}


def review_app(desk: Desk, folder: Path, look: str) -> Starlette:
    """`folder` holds the page, its style and script; `look` is the house style's fonts and colours as CSS.

    Only ever served behind the guard.
    """

    async def look_css(_: Request) -> Response:
        return Response(look, media_type="text/css")

    async def state(_: Request) -> Response:
        return await _answered(lambda: {"state": desk.state()})

    async def version(_: Request) -> Response:
        return await _answered(lambda: {"version": desk.shelf.version()})

    return Starlette(
        routes=[
            *(Route(path, _file(folder / name)) for path, name in _FILES.items()),
            Route("/look.css", look_css),
            Route("/state", state),
            Route("/version", version),
            Route("/act", _posted(desk, _act), methods=["POST"]),
            Route("/undo", _posted(desk, _undo), methods=["POST"]),
            Route("/name", _posted(desk, _name), methods=["POST"]),
        ]
    )


def _file(path: Path) -> Answer:
    async def answer(_: Request) -> Response:
        return FileResponse(path)

    return answer


def _posted(desk: Desk, does: Callable[[Desk, dict[str, str]], dict[str, Json]]) -> Answer:
    async def answer(request: Request) -> Response:
        sent = _sent(await request.body())
        if sent is None:
            return JSONResponse({"said": "This is not what this page sends."}, 400)
        try:
            return await _answered(lambda: does(desk, sent) | {"state": desk.state()})
        except StaleError as error:
            told = str(error)
            return await _answered(lambda: {"said": told, "state": desk.state()}, 409)
        except NotDoneError as error:
            return JSONResponse({"said": str(error)}, 400)

    return answer


def _act(desk: Desk, sent: dict[str, str]) -> dict[str, Json]:
    return {
        "said": desk.act(
            Act(sent.get("item", ""), sent.get("action", ""), sent.get("value", ""), sent.get("seen", ""))
        )
    }


def _undo(desk: Desk, _: dict[str, str]) -> dict[str, Json]:
    said, item = desk.undo()
    return {"said": said, "item": item}


def _name(desk: Desk, sent: dict[str, str]) -> dict[str, Json]:
    desk.name(sent.get("name", ""))
    return {"said": f"You review as {desk.reviewer}."}


def _sent(body: bytes) -> dict[str, str] | None:
    """A set of texts, or None for anything else."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not all(isinstance(v, str) for v in data.values()):
        return None
    return data


async def _answered(does: Callable[[], dict[str, Json]], status: int = 200) -> Response:
    """What was asked for, or why not: a file of decisions that is not as it should be, a full disk."""
    try:
        return JSONResponse(await run_in_threadpool(does), status)
    except BriefingError as error:
        problems = [{"place": p.place, "message": p.message, "mend": p.mend} for p in error.problems]
        return JSONResponse({"problems": problems}, 422)
    except OSError as error:
        return JSONResponse({"said": f"Nothing was written: {error.strerror or error}."}, 507)
