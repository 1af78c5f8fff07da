from flask import current_app


def greeting(name):
    return f"{current_app.config['WORD']}, {name}!"
