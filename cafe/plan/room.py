"""The blueprint of the plan and the day; its routes are listed in `routes`."""

from flask import Blueprint

room = Blueprint("plan", __name__)
