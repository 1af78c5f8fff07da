def refuse(status, message, **details):
    return {"error": message, **details}, status


def from_http(error):
    return refuse(error.code, error.description)
