"""What a reply must be like; raises nothing, knows nothing about requests."""

CHOICES = {"meal": ["fish", "meat", "vegan"], "extras": ["music", "parking", "taxi"]}


def _number(text):
    try:
        return int(text)
    except ValueError:
        return 0


def judge(reply):
    """Yield the name of each faulty field, with a message."""
    if not reply["name"] or len(reply["name"]) > 40:
        yield "name", "A name has 1 to 40 characters."
    if _number(reply["guests"]) not in range(1, 7):
        yield "guests", "From 1 to 6, please."
    if reply["meal"] not in CHOICES["meal"]:
        yield "meal", "One of these three, please."
    if any(extra not in CHOICES["extras"] for extra in reply["extras"]):
        yield "extras", "There are no others."
    if len(reply["message"]) > 200:
        yield "message", f"{len(reply['message'])} characters are more than 200."
