# gunicorn's settings, as Python. README.md says what is wanted:
# address and port, workers, logs, how long to wait for what.
