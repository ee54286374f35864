"""The finished bot under load, beside an echo bot that keeps nothing: `python -m benchmarks.bot`.

The bot runs as in life (`python -m bot`, ACCESS=open, SQLite with synchronous=FULL): every update is stored before it
is acknowledged, and a command is answered from the database. The reference is aiogram's echo where it is installed,
else our own transport's echo, in the same run and on the same machine.
"""

import argparse
import asyncio
import importlib.util
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

from benchmarks import fake_api, transport
from benchmarks.fake_api import TOKEN, Handle, Result

LATENCIES = (0.0, 0.05)
PEOPLE = 200
MESSAGES = 2000
COMMANDS = {
    "/help": "/help",
    "/due (reads)": "/due",
    "/questions (reads)": "/questions typical day",
    "/add (writes)": "/add Person {number}, Engines Ltd, analyst",
}


@asynccontextmanager
async def the_bot(api: Handle, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot's process, ready to answer."""
    settings = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": api.address,
        "ACCESS": "open",
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
        "DEFAULT_TZ": "UTC",
        "LOG_LEVEL": "ERROR",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", env={**os.environ, **settings}, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await asyncio.wait_for(api.polled(), 30)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


async def measure(text: str, latency: float) -> Result:
    """The finished bot under one kind of load."""
    with tempfile.TemporaryDirectory() as folder:
        async with fake_api.running(latency) as api, the_bot(api, Path(folder)) as process:
            # Everybody is admitted and has a connection, and the models are loaded, before the clock starts.
            await api.load(PEOPLE, PEOPLE, ["/settings"])
            await settled(process)
            return await api.load(PEOPLE, MESSAGES, [text])


async def settled(process: asyncio.subprocess.Process) -> None:
    """Wait until the process has done next to nothing for two seconds: what it loads aside is loaded."""

    async def used() -> float:
        fields = (await asyncio.to_thread(Path(f"/proc/{process.pid}/stat").read_text)).rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    before = await used()
    while True:
        await asyncio.sleep(2)
        if (now := await used()) - before < 0.1:
            return
        before = now


async def start_up() -> tuple[float, float]:
    """Seconds from the process's start on an empty folder to its first poll, and its idle memory in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        async with fake_api.running() as api:
            begin = time.perf_counter()
            async with the_bot(api, Path(folder)) as process:
                ready = time.perf_counter() - begin
                await asyncio.sleep(2)
                status = await asyncio.to_thread(Path(f"/proc/{process.pid}/status").read_text)
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return ready, int(resident.split()[1]) / 1024


async def compare(rounds: int) -> None:
    """The table."""
    ready, resident = await start_up()
    print(f"ready {ready:.2f} s after its start on an empty folder; idle with {resident:.0f} MiB resident\n")
    reference = "aiogram" if importlib.util.find_spec("aiogram") else "ours"
    print(f"{MESSAGES:,} messages from {PEOPLE} people, answered a second (ratio to the reference)")
    echo = {each: (await transport.measure(reference, each)).rate for each in LATENCIES}
    name = "aiogram's echo" if reference == "aiogram" else "echo over AiohttpRequest"
    columns = "".join(f"{f'{latency * 1000:.0f} ms a call':>22}" for latency in LATENCIES)
    print(f"{'':28}{columns}\n{name:28}" + "".join(f"{echo[each]:>22,.0f}" for each in LATENCIES), flush=True)
    for title, text in COMMANDS.items():
        cells = []
        for latency in LATENCIES:
            results = [await measure(text, latency) for _ in range(rounds)]
            rate = median(result.rate for result in results)
            missing = sum(result.messages - result.answered for result in results)
            cells.append(f"{rate:,.0f} ({rate / echo[latency]:.2f})" + (f" {missing} missing" if missing else ""))
        print(f"{title:28}" + "".join(f"{cell:>22}" for cell in cells), flush=True)


def main() -> None:
    """Compare, so many times each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1)
    asyncio.run(compare(parser.parse_args().rounds))


if __name__ == "__main__":
    main()
