// The clock at the top: what time it is for the bot, and the ways to move it.

import { $, announce, openMenu, trying } from "./dom.js";
import { ask } from "./server.js";
import { ZONE, dayOf, inFull, shortDate, timeOf } from "./when.js";

export class BotClock {
  #ahead = 0; // ms that the bot's clock is ahead of this browser's
  #still = null; // a clock that does not run
  #timer = 0;
  #day = "";

  /** `newDay` is called when another day begins for the bot, also by a jump. */
  constructor(newDay) {
    this.newDay = newDay;
    $("clock").addEventListener("click", () => openMenu($("clock"), this.#ways(), "Move the bot's clock"));
    $("unshift").addEventListener("click", () => this.jump("now"));
    document.addEventListener("visibilitychange", () => document.hidden || this.#show());
  }

  now() {
    return this.#still ?? new Date(Date.now() + this.#ahead);
  }

  set(clock) {
    const now = new Date(clock.now);
    this.#still = clock.frozen ? now : null;
    this.#ahead = now - Date.now();
    this.shifted = Math.abs(clock.offset_seconds) >= 60;
    $("clock").classList.toggle("moved", this.shifted);
    $("shifted").hidden = !this.shifted;
    $("shifted-text").textContent = `The clock is ${distance(clock.offset_seconds)}.`;
    this.#show();
  }

  async jump(where) {
    await trying(async () => {
      const { clock } = await ask("clock", { jump: where, zone: ZONE });
      this.set(clock);
      announce(`For the bot it is now ${inFull(this.now())}.`);
    });
  }

  #ways() {
    return [
      { icon: "hour", text: "In an hour", testid: "clock-hour", action: () => this.jump("hour") },
      { icon: "morning", text: "Tomorrow morning", testid: "clock-morning", action: () => this.jump("morning") },
      { icon: "month", text: "In a month", testid: "clock-month", action: () => this.jump("month") },
      { icon: "back", text: "Back to now", testid: "clock-now", action: () => this.jump("now") },
    ];
  }

  #show() {
    const now = this.now();
    $("clock-time").textContent = timeOf(now);
    $("clock-time").dateTime = now.toISOString();
    $("clock-date").textContent = shortDate(now);
    const label = `The bot's clock: ${inFull(now)}${this.shifted ? ", moved" : ""}. Move it`;
    $("clock").setAttribute("aria-label", label);
    $("clock").title = `For the bot it is ${inFull(now)}`;
    if (dayOf(now) !== this.#day) {
      this.#day = dayOf(now);
      this.newDay(now);
    }
    clearTimeout(this.#timer);
    if (!this.#still) this.#timer = setTimeout(() => this.#show(), 60_050 - (now % 60_000));
  }
}

/** 72000 → "20 hours ahead", -3600 → "an hour behind". */
function distance(seconds) {
  const hours = Math.round(Math.abs(seconds) / 3600);
  const days = Math.round(hours / 24);
  const said = hours < 1 ? "some minutes" : hours === 1 ? "an hour" : hours < 36 ? `${hours} hours` : `${days} days`;
  return `${said} ${seconds < 0 ? "behind" : "ahead"}`;
}
