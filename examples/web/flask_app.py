"""Story maps on request, with Flask: ``flask --app flask_app run``; POST a text to /map, get the page back.

What a public service needs: a text has an end, few are read at once, and who comes too late is told so.
"""

from threading import BoundedSemaphore

from flask import Flask, Response, request

import storymap
from storymap.errors import StorymapError
from storymap.export import export

LONGEST = 100_000  # bytes of a text; some 20,000 words, read in about half a minute
AT_ONCE = 2

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = LONGEST
_seats = BoundedSemaphore(AT_ONCE)


@app.post("/map")
def make_map() -> Response:
    """Return the page of the text that was posted, as the body or as the field "text" of a form."""
    text = request.form.get("text") or request.get_data(as_text=True)
    if not text.strip():
        return Response("post a text\n", 400, mimetype="text/plain")
    if not _seats.acquire(timeout=5):
        return Response("too many at once; try again in a minute\n", 503, {"Retry-After": "60"})
    try:
        story = storymap.from_text(text)
    except StorymapError as error:
        return Response(f"{error}\n", 422, mimetype="text/plain")
    finally:
        _seats.release()
    if not story.places:
        return Response("the text names no place that could be put on a map\n", 422, mimetype="text/plain")
    # The page is the visitor's own words: in a sandbox it has no part in this site.
    headers = {"Content-Security-Policy": "sandbox allow-scripts allow-popups"}
    return Response(str(export(story, "html").content), 200, headers, mimetype="text/html")
