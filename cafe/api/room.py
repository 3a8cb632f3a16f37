"""Two blueprints: `room`, the pages for people, and `v1`, what programs ask; in `routes`."""

from flask import Blueprint

room = Blueprint("api", __name__)
# No cookie is read or given there, and no form token asked for (routes/bearer.py, web/pages.py).
v1 = Blueprint("v1", __name__, url_prefix="/api/v1")
