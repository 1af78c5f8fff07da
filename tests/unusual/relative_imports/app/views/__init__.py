from importlib import import_module

PARTS = ["front", "greetings"]


def register(app):
    """Register the blueprint of each part."""
    for part in PARTS:
        module = import_module(f".{part}", __package__)
        app.register_blueprint(module.blueprint)
