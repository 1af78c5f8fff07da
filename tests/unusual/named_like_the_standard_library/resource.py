class Resource:
    """What one can get from a URL."""

    def __init__(self, profile):
        self.profile = profile

    def text(self):
        return f"Hello, {self.profile.name}!"

    def json(self, name):
        return {"greeting": f"Hello, {self.profile(name).name}!"}
