"""Your answer to "URL converters". README.md says what is asked.

Check it at any time:  make check KATA=url_converters
"""

from flask import Flask


def create_app(config=None):
    """Return the application; config holds LAYERS."""
    app = Flask(__name__)
    app.config.update(config or {})

    # 1. Texts: /stations/<name> and /files/<path>.

    # 2. Numbers: /hours/<hour> and /rain/<millimetres>,
    #    then /altitudes/<metres> and /temperatures/<celsius>, which may be negative.

    # 3. Ids and words: /sensors/<id> and /maps/<layer>.

    # 4. The second route under /stations/, for numbers.

    # 5. A converter of your own: /days/<day>.

    return app
