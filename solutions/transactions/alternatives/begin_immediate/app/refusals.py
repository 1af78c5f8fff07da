"""What is said to a client whose transfer is refused."""


class Refusal(Exception):  # noqa: N818 - it is no error of ours
    """A transfer that is refused, with a status and a text."""

    def __init__(self, status, text):
        super().__init__(text)
        self.status, self.text = status, text
