"""A process for the kill test: `python -m tests.adapters.jobs.worker URL LOG [block]`.

Submits the job `send` under the key k1, and writes a line to LOG for each thing that happens. With `block` the handler
never ends.
"""

import asyncio
import sys
from pathlib import Path

from adapters.jobs.dbos_jobs import DbosJobs


async def main(url: str, path: Path, *, block: bool) -> None:
    """Run until the job is done (or killed)."""
    done = asyncio.Event()

    def write(line: str) -> None:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    async def send(argument: str) -> None:
        write(f"began {argument}")
        if block:
            await asyncio.Event().wait()
        write(f"ended {argument}")
        done.set()

    jobs = DbosJobs(url, dead_after_s=1)
    jobs.register("send", send)
    await jobs.start()
    write(f"submitted {await jobs.submit('send', 'k1', 'report')}")
    await done.wait()
    await jobs.stop()
    write(f"stopped with {await asyncio.to_thread(lambda: 'threads')}")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), block="block" in sys.argv))
