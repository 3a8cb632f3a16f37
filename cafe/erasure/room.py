"""The blueprint of erasing for good; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("erasure", __name__)
