"""Take the pictures of the README and the guide anew: `python docs/take_pictures.py` (needs Chromium).

Starts the bot in the playground in an empty folder, talks to it as a newcomer would, and saves what the page shows.
"""

import argparse
import asyncio
import os
import shutil
import socket
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.async_api import Page, async_playwright

HERE = Path(__file__).parent / "pictures"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WELCOME = ("/start", "Grace", "documentary film", "a second-year film student", "Lisbon", "!09:00")
COFFEE = (
    "Just had coffee with Priya Shah (producer at PBS), we talked about how small crews work. She said to talk to Tom "
    "Reyes at NBC, remind me to send her the clip reel on Friday"
)

# A scene is its picture's name and what is done before it is taken: words are sent, "!label" presses the newest button
# of that name, "@morning" moves the clock, "^" scrolls up a little.
SCENES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("start", WELCOME),
    ("chat", (COFFEE,)),
    ("contacts", ("/add Ada Lovelace, Engines Ltd, analyst, #maths", "/contacts priya", "!Priya Shah")),
    (
        "log",
        ("/log call with Ada yesterday: she told me how she reads code, and said to learn to draw diagrams",),
    ),
    ("questions", ("/questions ada",)),
    ("topics", ("/questions typical day",)),
    ("tips", ("/tips silence",)),
    ("goals", ("/goals documentary film: how do people find their first editing job?", "/goals")),
    ("orgs", ("/orgs add Women in Film, society, wif.org", "/orgs")),
    ("brainstorm", ("/brainstorm", "Aunt Vera - worked at the BBC\nJonas Weber", "/cancel")),
    ("resume", ("/resume",)),
    ("outreach", ("/cancel", "/outreach tom")),
    ("schedule", ("/schedule Tom Reyes Friday 4pm zoom",)),
    ("prep", ("/cancel", "/prep tom")),
    ("progress", ("/progress finished the rough cut of my short film", "/update ada")),
    ("learned", ("/learned",)),
    ("promises", ("/promises",)),
    ("due", ("/due",)),
    ("settings", ("/settings",)),
    ("ping", ("@morning",)),
    ("thanked", ("!Sent",)),
)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def until_open(address: str) -> None:
    """Wait for the page."""
    late = time.monotonic() + 30
    while time.monotonic() < late:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


async def do(page: Page, step: str) -> None:
    """One step of a scene."""
    if step.startswith("!"):
        await page.get_by_test_id("inline-button").filter(has_text=step[1:]).last.click()
    elif step.startswith("@"):
        await page.get_by_test_id("clock").click()
        await page.get_by_test_id(f"clock-{step[1:]}").click()
    else:
        await page.get_by_test_id("input").fill(step)
        await page.get_by_test_id("input").press("Enter")
    await page.wait_for_timeout(1200)


async def take(only: list[str]) -> None:
    """Walk through all scenes; save those asked for, or all."""
    HERE.mkdir(exist_ok=True)
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        settings = {"LISTEN": f"127.0.0.1:{port}", "DATA_DIR": f"{folder}/data", "DEFAULT_TZ": "Europe/Lisbon"}
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        root = str(Path(__file__).parent.parent)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", cwd=folder, env={**kept, **settings, "PYTHONPATH": root}
        )
        try:
            await asyncio.to_thread(until_open, f"http://127.0.0.1:{port}/healthz")
            await walk(f"http://127.0.0.1:{port}", only)
        finally:
            process.terminate()
            await process.wait()


async def walk(address: str, only: list[str]) -> None:
    """In the browser."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = await browser.new_page(viewport={"width": 480, "height": 820})
        await page.goto(address)
        for name, steps in SCENES:
            for step in steps:
                await do(page, step)
            if not only or name in only:
                await page.wait_for_timeout(500)
                await page.screenshot(path=HERE / f"{name}.png")
        for name, options in (("phone", {"width": 360, "height": 720}), ("desktop", {"width": 900, "height": 760})):
            await page.set_viewport_size(options)  # type: ignore[arg-type]
            await page.wait_for_timeout(400)
            await page.screenshot(path=HERE / f"{name}.png")
        await page.emulate_media(color_scheme="dark")
        await page.wait_for_timeout(400)
        await page.screenshot(path=HERE / "dark.png")
        await browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only these scenes' pictures")
    asyncio.run(take(parser.parse_args().names))
