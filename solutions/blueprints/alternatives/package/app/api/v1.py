"""Version 1: arrays."""

from flask import Blueprint, after_this_request

from . import items

bp = Blueprint("v1", __name__)


@bp.before_request
def mark():
    @after_this_request
    def add_version(response):
        response.headers["X-API-Version"] = "1"
        return response


@bp.get("/<name>/")
def index(name):
    return items.all_of(name)


@bp.get("/<name>/<int:number>")
def show(name, number):
    return items.one_of(name, number)
