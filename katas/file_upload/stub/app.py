"""Your answer to "File upload". README.md says what is asked.

Check it at any time:  make check KATA=file_upload
"""

from flask import Flask


def create_app(config=None):
    """Return the application; the values in *config* override your defaults."""
    app = Flask(__name__)
    app.config["UPLOAD_FOLDER"] = "uploads"
    app.config.update(config or {})

    # 1. POST /files        checks a file, keeps it, answers 201.

    # 2. GET /files/<id>    hands it out, as a download and as nothing else.

    # 3. The limit: what does Flask do with MAX_CONTENT_LENGTH, and who sets it?

    return app
