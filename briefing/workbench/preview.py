"""The pages of a preview: a frame that shows what was built last, and says at once when there is news.

The built page itself stays as it is: no script is put into it, and it is shown under a policy that lets none
run. The frame around it listens, and keeps the reader's place.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from briefing.workbench.preview_state import Preview

if TYPE_CHECKING:
    from briefing.workbench.preview_watch import Watched

Answer: TypeAlias = Callable[[Request], Awaitable[Response]]

_FRAME_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
_FILES = {"/preview.css": "preview.css", "/preview.js": "preview.js"}
_HEARTBEAT = 15.0
"""Seconds after which a connection that has nothing to say shows that it is alive."""


def preview_app(preview: Preview, folder: Path, watched: Watched) -> Starlette:
    """`folder` holds the frame, its style and script. Only ever served behind the guard."""

    @contextlib.asynccontextmanager
    async def living(_: Starlette) -> AsyncIterator[None]:
        from briefing.workbench.preview_watch import keep_up

        at_work = asyncio.create_task(keep_up(preview, watched))
        try:
            yield
        finally:
            at_work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await at_work

    async def frame(_: Request) -> Response:
        return FileResponse(
            folder / "preview.html",
            headers={"content-security-policy": _FRAME_POLICY},
            media_type="text/html",
        )

    async def page(request: Request) -> Response:
        found = preview.pages.get(request.path_params["path"])
        if found is None:
            return PlainTextResponse("This is not part of the preview.", 404)
        return Response(found, media_type="text/html", headers={"content-security-policy": _PAGE_POLICY})

    async def events(_: Request) -> Response:
        return StreamingResponse(_told(preview), media_type="text/event-stream")

    return Starlette(
        routes=[
            Route("/", frame),
            Route("/page/{path:path}", page),
            Route("/events", events),
            *(Route(path, _file(folder / name)) for path, name in _FILES.items()),
        ],
        lifespan=living,
    )


def _file(path: Path) -> Answer:
    async def answer(_: Request) -> Response:
        return FileResponse(path)

    return answer


async def _told(preview: Preview) -> AsyncIterator[str]:
    """What is shown now, and again whenever that changes, as server-sent events."""
    known = -1
    while True:
        try:
            known = await asyncio.wait_for(preview.newer_than(known), _HEARTBEAT)
        except TimeoutError:
            yield ": still here\n\n"
            continue
        yield f"data: {json.dumps(_shape(preview), ensure_ascii=False)}\n\n"


def _shape(preview: Preview) -> dict[str, object]:
    return {
        "name": preview.name,
        "version": preview.version,
        "pages": list(preview.pages),
        "seconds": round(preview.seconds, 2),
        "problems": [asdict(problem) for problem in preview.problems],
    }
