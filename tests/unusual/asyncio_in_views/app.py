"""Greetings that are gathered asynchronously."""

import asyncio
import sys

from flask import Flask


async def by_process(word):
    """Let another program say *word*."""
    program = [sys.executable, "-S", "-c", "import sys; print(sys.argv[1], end='')", word]
    process = await asyncio.create_subprocess_exec(*program, stdout=asyncio.subprocess.PIPE)
    output, _ = await process.communicate()
    return output.decode()


async def by_stream(word):
    """Send *word* through a server on this machine and take it back."""

    async def echo(reader, writer):
        writer.write(await reader.readline())
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(echo, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(f"{word}\n".encode())
        line = await reader.readline()
        writer.close()
    return line.decode().strip()


async def greeting(name):
    async with asyncio.timeout(5):
        parts = await asyncio.gather(
            by_process("Hello"), by_stream(name), asyncio.to_thread(str, "!")
        )
    return "{}, {}{}".format(*parts)


def create_app(config=None):
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: asyncio.run(greeting("World")), endpoint="hello")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": asyncio.run(greeting(name))}

    return app
