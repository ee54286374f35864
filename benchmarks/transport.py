"""How many updates a second an echo bot answers, by what carries its calls: `python -m benchmarks.transport`.

The server and each bot run in processes of their own. Compared are PTB as it comes, PTB with concurrent updates, PTB
over our request, and aiogram as the reference, where it is installed (it is no dependency of the project).
"""

import argparse
import asyncio
import importlib.util
import logging
import os
import sys
from importlib import import_module
from statistics import median
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from benchmarks import fake_api
from benchmarks.fake_api import TOKEN, Result
from bot.transport import AiohttpRequest

BOTS = {
    "ptb": "PTB as it comes",
    "ptb-concurrent": "PTB, concurrent_updates=256",
    "ours": "PTB over AiohttpRequest, concurrent_updates=256",
    "aiogram": "aiogram",
}
PEOPLE, MESSAGES = 200, 2_000
LATENCIES = (0.0, 0.05)


async def _echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_text(update.effective_message.text or "")


def _run_ptb(base_url: str, *, concurrent: bool, ours: bool) -> None:
    builder = Application.builder().token(TOKEN).base_url(base_url)
    if concurrent:
        builder = builder.concurrent_updates(256)
    if ours:
        builder = builder.request(AiohttpRequest()).get_updates_request(AiohttpRequest())
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.run_polling()


def _run_aiogram(address: str) -> None:
    # By name, since it need not be installed, where the types are checked least of all.
    aiogram: Any = import_module("aiogram")
    session_module: Any = import_module("aiogram.client.session.aiohttp")
    server_module: Any = import_module("aiogram.client.telegram")
    dispatcher = aiogram.Dispatcher()

    async def echo(message: Any) -> None:
        await message.answer(message.text or "")

    dispatcher.message.register(echo)
    session = session_module.AiohttpSession(api=server_module.TelegramAPIServer.from_base(address))
    asyncio.run(dispatcher.start_polling(aiogram.Bot(TOKEN, session=session)))


def _run(bot: str, address: str) -> None:
    """One echo bot, until it is told to stop."""
    logging.disable()
    if bot == "aiogram":
        _run_aiogram(address)
    else:
        _run_ptb(f"{address}/bot", concurrent=bot != "ptb", ours=bot == "ours")


async def measure(bot: str, latency: float) -> Result:
    """One bot under one load, after a small one that opens its connections."""
    async with fake_api.running(latency) as api:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.transport", "--bot", bot, "--address", api.address, env=os.environ
        )
        try:
            await asyncio.wait_for(api.polled(), 30)
            await api.load(PEOPLE, PEOPLE if bot != "ptb" else 10, ["warm {number}"])
            # The default answers one at a time: fewer messages tell its rate as well, within patience.
            messages = MESSAGES if bot != "ptb" or not latency else MESSAGES // 10
            return await api.load(PEOPLE, messages, ["message {number}"])
        finally:
            process.terminate()
            await process.wait()


async def _compare(rounds: int) -> None:
    rates: dict[tuple[str, float], float] = {}
    header = "".join(f"{f'{latency * 1000:.0f} ms a call':>16}" for latency in LATENCIES)
    print(
        f"{MESSAGES:,} messages from {PEOPLE} people; updates answered a second, median of {rounds}\n\n{'':50}{header}"
    )
    for bot, title in BOTS.items():
        if bot == "aiogram" and not importlib.util.find_spec("aiogram"):
            print(f"{title:50}   not installed")
            continue
        for latency in LATENCIES:
            results = [await measure(bot, latency) for _ in range(rounds)]
            missing = sum(result.messages - result.answered for result in results)
            if missing:
                print(f"{title}: {missing} messages were not answered")
            rates[bot, latency] = median(result.rate for result in results)
        print(f"{title:50}" + "".join(f"{rates[bot, latency]:>16,.0f}" for latency in LATENCIES), flush=True)
    print("\nAiohttpRequest is so many times as fast as")
    for bot, title in BOTS.items():
        if bot != "ours" and (bot, 0.0) in rates:
            ratios = (rates["ours", latency] / rates[bot, latency] for latency in LATENCIES)
            print(f"{title:50}" + "".join(f"{ratio:>16.2f}" for ratio in ratios))


def main() -> None:
    """Compare all, or (for the comparison's own use) be one of the bots."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--bot", choices=BOTS, help=argparse.SUPPRESS)
    parser.add_argument("--address", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bot:
        _run(options.bot, options.address)
    else:
        asyncio.run(_compare(options.rounds))


if __name__ == "__main__":
    main()
