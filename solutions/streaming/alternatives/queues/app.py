"""A queue for each listener, filled by whoever posts; values are read before the generator."""

import itertools
import queue
import threading
from pathlib import Path

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    jsonify,
    request,
    send_from_directory,
)
from werkzeug.exceptions import NotFound

bp = Blueprint("streams", __name__)


class Hub:
    def __init__(self):
        self.lock = threading.Lock()
        self.history = []
        self.queues = set()

    def publish(self, text):
        with self.lock:
            message = (len(self.history) + 1, text)
            self.history.append(message)
            for waiting in self.queues:
                waiting.put(message)
        return message[0]

    def subscribe(self, last):
        own = queue.SimpleQueue()
        with self.lock:
            if last is not None:
                for message in self.history[last:]:
                    own.put(message)
            self.queues.add(own)
        return own

    def unsubscribe(self, own):
        with self.lock:
            self.queues.discard(own)


@bp.route("/zeros/<int:count>")
def zeros(count):
    if count < 1 or count > 1000:
        return jsonify(error="1 to 1000 mebibytes"), 400
    answer = Response(itertools.repeat(b"\0" * 65536, 16 * count))
    answer.content_type = "application/octet-stream"
    answer.content_length = count * 1024 * 1024
    answer.headers.set("Content-Disposition", "attachment", filename="zeros.bin")
    return answer


@bp.route("/lines/<name>")
def lines(name):
    try:
        found = send_from_directory(current_app.config["FOLDER"], name)
    except NotFound:
        abort(404)
    found.close()
    path = Path(current_app.config["FOLDER"], name)
    prefix = request.args.get("prefix", "")

    def generate():
        with path.open("rb") as file:
            for line in file:
                yield prefix + line.decode()

    return Response(generate(), content_type="text/plain; charset=utf-8")


@bp.route("/messages", methods=["POST"])
def post():
    return jsonify(id=current_app.extensions["hub"].publish(request.get_json()["text"])), 201


@bp.route("/events")
def events():
    hub, pause = current_app.extensions["hub"], current_app.config["KEEP_ALIVE"]
    last = request.headers.get("Last-Event-ID")
    own = hub.subscribe(int(last) if last else None)

    def generate():
        try:
            yield "retry: 1000\n\n"
            while True:
                try:
                    number, text = own.get(timeout=pause)
                except queue.Empty:
                    yield ":\n\n"
                else:
                    data = "\r\n".join(f"data: {line}" for line in text.split("\n"))
                    yield f"event: message\r\n{data}\r\nid: {number}\r\n\r\n"
        finally:
            hub.unsubscribe(own)

    headers = {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-cache, no-store",
    }
    return Response(generate(), headers=headers)


@bp.route("/listeners")
def listeners():
    return jsonify(count=len(current_app.extensions["hub"].queues))


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(KEEP_ALIVE=15)
    app.config.update(config or {})
    app.extensions["hub"] = Hub()
    app.register_blueprint(bp)
    return app
