"""Exports, which somebody else makes."""

from flask import Blueprint, Response, current_app, make_response, request, url_for

bp = Blueprint("exports", __name__, url_prefix="/exports")


def init_app(app):
    app.extensions["exports"] = []  # one dictionary for each order
    app.register_blueprint(bp)


@bp.url_value_preprocessor
def find_job(_, values):
    jobs = current_app.extensions["exports"]
    if values and values["number"] < len(jobs):
        values["job"] = jobs[values["number"]]


@bp.post("")
def order():
    jobs = current_app.extensions["exports"]
    if jobs and "file" not in jobs[-1]:
        return "Later, please.", 503, {"Retry-After": "30"}
    jobs.append({})
    response = make_response("Accepted.", 202)
    response.headers["Location"] = url_for(".show", number=len(jobs) - 1, _external=True)
    return response


@bp.get("/<int:number>")
def show(number, job=None):
    if job is None:
        return "No such export.", 404
    if "file" in job:
        return "", 303, {"Location": url_for(".send", number=number)}
    return {"ready": False}


@bp.route("/<int:number>/file", methods=["GET", "PUT"])
def send(number, job=None):
    if request.method == "PUT":
        job["file"] = request.data
        return {"ready": number}
    if not job:
        return "No such file.", 404
    return Response(job["file"], mimetype="text/plain")
