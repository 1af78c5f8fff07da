"""What holds until the configuration says otherwise."""

UPLOAD_FOLDER = "uploads"
MAX_CONTENT_LENGTH = 1024**2
