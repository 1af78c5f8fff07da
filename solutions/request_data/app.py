"""Reading the request: the reference answer."""

from hashlib import sha256

from flask import Blueprint, Flask, request
from markupsafe import escape
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import BadRequest, Unauthorized

views = Blueprint("views", __name__)


@views.get("/search")
def search():
    try:
        page = int(request.args.get("page", 1))
    except ValueError:
        raise BadRequest("page must be a whole number.") from None
    if not 1 <= page <= 1000:
        raise BadRequest("page must be from 1 to 1000.")
    return {"q": request.args.get("q", ""), "page": page, "tags": request.args.getlist("tag")}


@views.get("/hello")
def hello():
    return f"<h1>Hello, {escape(request.args.get('name', 'World'))}!</h1>"


@views.post("/orders")
def order():
    data = request.get_json()
    if not isinstance(data, dict):
        raise BadRequest("An order must be a JSON object.")
    item, quantity = data.get("item"), data.get("quantity")
    if not isinstance(item, str) or not item:
        raise BadRequest("item must be a text.")
    if type(quantity) is not int or not 1 <= quantity <= 100:
        raise BadRequest("quantity must be an integer from 1 to 100.")
    return {"item": item, "quantity": quantity}, 201


@views.post("/subscriptions")
def subscribe():
    email = request.form.get("email")
    if not email:
        raise BadRequest("email is missing.")
    topics = request.form.getlist("topic")
    return {"email": email, "topics": topics, "weekly": "weekly" in request.form}, 201


@views.post("/uploads")
def upload():
    file = request.files.get("document")
    if file is None or not file.filename:
        raise BadRequest("document must be a file.")
    content = file.read()
    digest = sha256(content).hexdigest()
    size = len(content)
    return {"filename": file.filename, "type": file.mimetype, "size": size, "sha256": digest}


@views.get("/theme")
def theme():
    cookie = request.cookies.get("theme")
    return {"theme": cookie if cookie in ("light", "dark") else "light"}


@views.route("/mirror", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def mirror():
    return {
        "method": request.method,
        "agent": request.headers.get("User-Agent"),
        "request_id": request.headers.get("X-Request-Id"),
        "client": request.remote_addr,
    }


@views.get("/whoami")
def whoami():
    credentials = request.authorization
    if credentials and credentials.type == "basic" and credentials.username:
        return {"scheme": "basic", "user": credentials.username}
    if credentials and credentials.type == "bearer" and credentials.token:
        return {"scheme": "bearer", "token": credentials.token}
    raise Unauthorized(www_authenticate=WWWAuthenticate("basic", {"realm": "whoami"}))


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    app.config.update(config or {})
    app.register_blueprint(views)
    return app
