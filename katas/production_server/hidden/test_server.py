"""Starting, listening, workers, stopping."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

ROUNDS = 12
SAME_TIME = 8


@pytest.mark.concept("serves-and-is-well")
def test_server_starts_and_is_well(start, port):
    """The server listens on the given port, and GET /healthz answers 200 with the status ok."""
    server = start()

    response = server.client(port).get("/healthz")

    assert response.status_code == 200, "The health check must answer 200."
    assert response.json == {"status": "ok"}, "It must say that the server is well."
    assert "gunicorn" in response.headers["Server"], "It must be gunicorn that answers."


@pytest.mark.concept("listens-privately")
def test_no_other_address_can_connect(start, port):
    """The server accepts connections at 127.0.0.1 and at no other address of the machine."""
    server = start()
    server.client(port)

    assert not server.listens(port, "127.0.0.2"), "No other address than 127.0.0.1 may be bound."


@pytest.mark.concept("runs-several-workers")
def test_workers_are_as_many_as_told(start, port):
    """WEB_CONCURRENCY=3 means that three worker processes answer, no more and no fewer."""
    seen = answering(start(WEB_CONCURRENCY="3").client(port), 3)

    assert len(seen) == 3, "So many processes must answer."


@pytest.mark.concept("runs-several-workers")
def test_there_are_two_workers_when_nobody_says_more(start, port):
    """Without WEB_CONCURRENCY there are at least two worker processes."""
    seen = answering(start(WEB_CONCURRENCY=None).client(port), 2)

    assert len(seen) >= 2, "So many processes must answer."


def answering(client, wanted):
    """Return the processes that answer when many ask; look again while there are too few."""
    seen = set()
    with ThreadPoolExecutor(SAME_TIME) as pool:
        for number in range(ROUNDS):
            answers = pool.map(client.get, ["/reports/any?seconds=0.02"] * SAME_TIME)
            seen |= {answer.json["process"] for answer in answers}
            if len(seen) >= wanted and number > ROUNDS // 4:
                break
    return seen


@pytest.mark.concept("stops-gracefully")
def test_running_request_is_finished(start, port, fresh):
    """After SIGTERM a request that is being answered gets its answer, then the server ends well."""
    server = start()
    client, name = server.client(port), fresh.word()

    with ThreadPoolExecutor() as pool:
        running = pool.submit(client.get, f"/reports/{name}?seconds=0.8")
        server.says(f"begin of {name}")
        server.signal(signal.SIGTERM)
        told = time.monotonic()
        answer = running.result()

    assert time.monotonic() - told > 0.4, "A report must take as long as it is asked to."
    assert answer.status_code == 200, "The running request must be answered."
    assert answer.json["report"] == name, "Its answer must be complete."
    assert server.wait().exit_code == 0, "The server must end with exit code 0."
    assert not server.listens(port), "Nobody can connect after that."


@pytest.mark.concept("stops-gracefully")
def test_grace_is_long_enough(settings):
    """When it is told to stop, the server waits for running requests for ten seconds or more."""
    assert settings["graceful_timeout"] >= 10, "Ten seconds must be granted."


@pytest.mark.concept("replaces-hung-workers")
def test_hung_worker_is_noticed(settings):
    """A worker without a sign of life is replaced after a minute at most, and not never."""
    assert 0 < settings["timeout"] <= 60, "The timeout must be between 1 and 60 seconds."


@pytest.fixture
def settings(start):
    """Give gunicorn's settings that are numbers, as they come out at the end."""
    done = start("--print-config").wait()
    assert done.exit_code == 0, "gunicorn --print-config must accept the configuration."
    pairs = (line.partition("=") for line in done.stdout.splitlines() if "=" in line)
    return {name.strip(): int(value) for name, _, value in pairs if value.strip().isdigit()}
