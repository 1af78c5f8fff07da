"""Eine Anwendung mit Umlauten, ελληνικά und 日本語."""

from pathlib import Path

from flask import Flask
from größen.grüße import grüße

λόγια = Path(__file__).with_name("λόγια ☃.txt")


def create_app(config=None):
    app = Flask(__name__, template_folder="vorlagen")
    print("Grüße an die Welt, 世界 🌍")

    @app.get("/")
    def 挨拶():
        return grüße("World", λόγια.read_text(encoding="utf-8").strip())

    @app.get("/greet/<name>", endpoint="поздороваться")
    def поздороваться(name):
        return {"greeting": grüße(wen=name, wort="Hello")}

    return app
