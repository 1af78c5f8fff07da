"""The requests that run, by a number of their own."""

from itertools import count

from flask import g, jsonify


def init_app(app):
    """Count the requests of *app* until their answers have been sent."""
    numbers, running = count(), set()

    @app.before_request
    def begin():
        g.number = next(numbers)
        running.add(g.number)

    @app.after_request
    def end(response):
        number = g.number
        response.call_on_close(lambda: running.discard(number))
        return response

    @app.get("/running")
    def show_running():
        return jsonify(running=len(running))
