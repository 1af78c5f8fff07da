"""Items as both versions show them."""

from flask import abort, current_app, url_for


def all_of(name):
    departments = {found["name"]: found for found in current_app.config["DEPARTMENTS"]}
    if name not in departments:
        abort(404)
    return [
        {"id": n, "title": title, "url": url_for(f"shop-{name}.item", number=n)}
        for n, title in enumerate(departments[name]["items"], start=1)
    ]


def one_of(name, number):
    return next((item for item in all_of(name) if item["id"] == number), None) or abort(404)
