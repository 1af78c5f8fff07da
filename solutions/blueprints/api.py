"""The API, in two versions."""

from flask import Blueprint, abort, current_app, url_for

api = Blueprint("api", __name__)
v1 = Blueprint("v1", __name__, url_prefix="/v1")
v2 = Blueprint("v2", __name__, url_prefix="/v2")


@api.after_request
def forbid_storing(response):
    response.headers["Cache-Control"] = "no-store"
    return response


@v1.after_request
def name_version_1(response):
    response.headers["X-API-Version"] = "1"
    return response


@v2.after_request
def name_version_2(response):
    response.headers["X-API-Version"] = "2"
    return response


def find_items(department):
    """Return the items of a department by id, or refuse."""
    departments = current_app.extensions["departments"]
    if department not in departments:
        abort(404, f"There is no department {department}.")
    return {
        item_id: {
            "id": item_id,
            "title": title,
            "url": url_for(f"{department}.show_item", item_id=item_id),
        }
        for item_id, title in enumerate(departments[department], start=1)
    }


@v1.get("/<department>/")
def list_items(department):
    return list(find_items(department).values())


@v1.get("/<department>/<int:item_id>")
def show_item(department, item_id):
    return find_items(department).get(item_id) or abort(404, f"There is no item {item_id}.")


@v2.get("/<department>/")
def show_department(department):
    return {"department": department, "items": list(find_items(department).values())}


api.register_blueprint(v1)
api.register_blueprint(v2)
