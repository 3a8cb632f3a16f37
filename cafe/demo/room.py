"""The blueprint of the demo café; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("demo", __name__)
