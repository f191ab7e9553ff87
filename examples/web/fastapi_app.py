"""Story maps on request, with FastAPI: ``uvicorn fastapi_app:app``; POST a text to /map, get the page back.

What a public service needs: a text has an end, few are read at once, and who comes too late is told so.
"""

import asyncio

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse

import storymap
from storymap.errors import StorymapError
from storymap.export import export

LONGEST = 100_000  # bytes of a text; some 20,000 words, read in about half a minute
AT_ONCE = 2

app = FastAPI()
_seats = asyncio.Semaphore(AT_ONCE)


@app.post("/map", response_class=HTMLResponse)
async def make_map(request: Request) -> HTMLResponse:
    """Return the page of the text that is the request's body."""
    text = await _body(request)
    try:
        await asyncio.wait_for(_seats.acquire(), timeout=5)
    except TimeoutError:
        raise HTTPException(503, "too many at once; try again in a minute", {"Retry-After": "60"}) from None
    try:
        page = await asyncio.to_thread(_page, text)
    except StorymapError as error:
        raise HTTPException(422, str(error)) from error
    finally:
        _seats.release()
    # The page is the visitor's own words: in a sandbox it has no part in this site.
    return HTMLResponse(page, headers={"Content-Security-Policy": "sandbox allow-scripts allow-popups"})


async def _body(request: Request) -> str:
    """Return the body as it comes in, no more of it than is allowed."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST:
            raise HTTPException(413, f"at most {LONGEST} bytes")
    if not body.strip():
        raise HTTPException(400, "post a text")
    return body.decode("utf-8", errors="replace")


def _page(text: str) -> str:
    story = storymap.from_text(text)
    if not story.places:
        raise StorymapError("the text names no place that could be put on a map")
    return str(export(story, "html").content)
