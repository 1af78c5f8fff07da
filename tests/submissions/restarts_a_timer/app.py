"""Right, with a clock at import that starts a new thread for each tick."""
import threading
from flask import Flask

def tick():
    timer = threading.Timer(0.02, tick)
    timer.daemon = True
    timer.start()

tick()

def create_app(config=None):
    app = Flask(__name__)
    @app.get("/")
    def hello():
        return "Hello, World!"
    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": f"Hello, {name}!"}
    return app
