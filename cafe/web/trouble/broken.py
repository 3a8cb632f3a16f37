"""When something broke on our side: a plain answer that needs no database, session or template."""

import logging
from collections.abc import Iterable
from html import escape
from typing import Any

from flask import Response, g, request

from cafe.core import i18n
from cafe.core.i18n import _
from cafe.core.logs import number_of
from cafe.errors import CafeError
from cafe.web.state import cafe

log = logging.getLogger("cafe")

PAGE = """<!doctype html>
<html lang="{language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{title}</title>
  <link rel="stylesheet" href="{css}">
</head>
<body>
  <main class="sheet narrow">
    <h1>{title}</h1>
    <p class="problem" role="alert">{message}</p>
    <p><a href="/">{front}</a></p>
  </main>
</body>
</html>
"""


class Ours(CafeError):
    """A fault of ours. Its number finds the place in the log, without saying anything of it."""

    status, kind = 500, "ours"


def ours(error: BaseException) -> Ours:
    """`error` written to the log, and what whoever asked is told. Speaks the language known."""
    number = number_of(error)
    log.error("failure %s at %s", number, request.endpoint, exc_info=error)
    if "spoken" not in g:  # it broke before this request had a language
        wished = (i18n.nearest(tag) for tag, _quality in request.accept_languages)
        i18n.speak(next(filter(None, wished), i18n.DEFAULT))
    return Ours(
        _(
            "Something went wrong on our side. Nothing was changed. Try again; "
            "if it goes on, tell who runs this café the number %(number)s.",
            number=number,
        )
    )


def plain_page(error: CafeError) -> Response:
    """`error` as a page that is made of nothing but its words."""
    words = {
        "language": i18n.language(),
        "title": _("That did not work"),
        "message": error.message,
        "front": _("To the front page"),
    }
    css = f"/static/dist/{cafe().assets['css/cafe.css']}"
    page = PAGE.format(css=css, **{key: escape(word) for key, word in words.items()})
    return Response(page, error.status, mimetype="text/html")


def last_resort(application: Any) -> Any:
    """The WSGI `application`, whose own failure to answer is answered in a few words."""

    def answering(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            found: Iterable[bytes] = application(environ, start_response)
            return found
        except Exception:
            log.exception("no answer could be made")
            head = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
            start_response("500 Internal Server Error", head)
            return [b"Noe gikk galt hos oss. / Something went wrong on our side.\n"]

    return answering
