"""The blueprint of the seal; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("seal", __name__)
