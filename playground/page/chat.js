// The list of messages: newest at the bottom, grouped by day, drawn in pages so that years of chat stay fast.

import { $, announce, el } from "./dom.js";
import { Row, gist } from "./message.js";
import { dayName, dayOf } from "./when.js";

const PAGE = 60; // messages drawn at first, and with each look further up
const MOST_DRAWN = 4 * PAGE; // at the end of the chat, older ones are let go of beyond this
const AHEAD = 600; // px above the window in which older messages are drawn before they are scrolled to
const NEAR_END = 48; // px from the bottom that still count as being there
const ONE_BREATH = 5 * 60_000; // ms: messages this close by the same side belong together

export class Chat {
  #order = []; // messages, oldest first, also those not drawn
  #ids = new Set(); // of those
  #rows = new Map(); // id → Row, drawn ones only
  #first = 0; // index of the oldest drawn message
  #stuck = true; // at the bottom, and staying there
  #unseen = 0;
  #top = 0; // where it was scrolled to, last time it was

  /** `now` says what time it is for the bot. */
  constructor(page, now) {
    this.box = $("chat");
    this.list = el("div.list");
    this.box.append(this.list, el("div.typing-room"));
    this.page = page;
    this.now = now;
    this.box.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    const observer = new ResizeObserver(() => {
      if (this.#stuck) this.toEnd();
      this.#fill();
    });
    observer.observe(this.list);
    observer.observe(this.box);
    $("newest").addEventListener("click", () => {
      this.toEnd(true);
      $("input").focus({ preventScroll: true });
    });
    this.list.addEventListener("keydown", (event) => this.#keys(event));
    this.list.addEventListener("focusin", (event) => this.#rove(event.target.closest(".row")));
  }

  get length() {
    return this.#order.length;
  }

  get(id) {
    return this.#order.find((message) => message.id === id);
  }

  row(element) {
    return this.#rows.get(Number(element.dataset.messageId));
  }

  /** The newest message for which `fits` holds. */
  last(fits) {
    for (let index = this.#order.length - 1; index >= 0; index -= 1) if (fits(this.#order[index])) return this.#order[index];
    return undefined;
  }

  /** Shows another chat, from its end. */
  reset(messages) {
    this.#order = [...messages];
    this.#ids = new Set(messages.map((message) => message.id));
    this.#rows.clear();
    this.list.replaceChildren();
    this.#first = this.#order.length;
    this.#unseen = 0;
    this.#stuck = true;
    this.#drawOlder();
    this.toEnd();
    this.#fill();
  }

  /** Brings what is shown up to `messages` after an interruption, touching only what differs. */
  sync(messages) {
    const ids = new Set(messages.map((message) => message.id));
    this.remove(this.#order.filter((message) => !ids.has(message.id)).map((message) => message.id));
    const inOrder = this.#order.every((message, index) => message.id === messages[index]?.id);
    if (!inOrder) {
      this.reset(messages);
      return;
    }
    const known = this.#order.length;
    messages.slice(0, known).forEach((message, index) => this.#replace(index, message));
    for (const message of messages.slice(known)) this.put(message);
  }

  /** Adds a message at the end, or replaces the one with its id. Answers whether it was new. */
  put(message) {
    if (this.#ids.has(message.id)) {
      this.#replace(this.#order.findIndex((known) => known.id === message.id), message);
      return false;
    }
    this.#order.push(message);
    this.#ids.add(message.id);
    this.#keepPlace(() => {
      const row = this.#draw(message);
      this.#place(row, this.#order.length - 1);
      row.element.classList.add("new");
      if (this.#stuck && this.#rows.size > MOST_DRAWN) this.#letGo();
    });
    this.#rove(this.list.contains(document.activeElement) ? null : this.#lastRow());
    if (message.mine) this.toEnd(true);
    else {
      announce(`${this.page.botName()}: ${gist(message)}`);
      if (!this.#stuck || document.hidden) this.#unseen += 1;
    }
    this.#pill();
    return true;
  }

  #replace(index, message) {
    const same = JSON.stringify(this.#order[index]) === JSON.stringify(message);
    const said = this.#order[index].text;
    this.#order[index] = message;
    const row = this.#rows.get(message.id);
    if (same || !row) return;
    this.#keepPlace(() => row.update(message));
    if (!message.mine && message.text !== said && !document.hidden) announce(`${this.page.botName()}, edited: ${gist(message)}`);
  }

  remove(ids) {
    if (!ids.length) return;
    const gone = new Set(ids);
    this.#keepPlace(() => {
      for (const id of ids) {
        const row = this.#rows.get(id);
        if (!row) continue;
        const { element } = row;
        const day = element.parentElement;
        if (element.contains(document.activeElement)) {
          const near = this.#neighbour(element, -1) ?? this.#neighbour(element, 1);
          (near ?? $("input")).focus({ preventScroll: true });
        }
        element.remove();
        this.#rows.delete(id);
        if (!day.querySelector(".row")) day.remove();
      }
      const drawn = this.#order.slice(this.#first).filter((message) => !gone.has(message.id)).length;
      this.#order = this.#order.filter((message) => !gone.has(message.id));
      for (const id of ids) this.#ids.delete(id);
      this.#first = this.#order.length - drawn;
      for (const row of this.list.querySelectorAll(".row")) this.#group(row);
    });
    this.#rove(this.#lastRow());
  }

  /** "Today" moves on with the bot's clock. */
  relabel() {
    for (const day of this.list.children) this.#name(day);
  }

  /** Scrolls to a message and shows which it is; says whether it is still there. */
  reveal(id) {
    const index = this.#order.findIndex((message) => message.id === id);
    if (index < 0) return false;
    while (this.#first > index) this.#drawOlder();
    const { element } = this.#rows.get(id);
    this.#stuck = false;
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
    element.classList.remove("pointed");
    void element.offsetWidth;
    element.classList.add("pointed");
    return true;
  }

  toEnd(wanted = false) {
    this.#stuck = true;
    if (wanted) this.#unseen = 0;
    this.box.scrollTop = this.box.scrollHeight;
    this.#pill();
  }

  /** How many of the bot's messages came in while nobody looked. */
  get unseen() {
    return this.#unseen;
  }

  looked() {
    if (this.#stuck) this.#unseen = 0;
    this.#pill();
  }

  // ------------------------------------------------------------ drawing

  #draw(message) {
    const row = new Row(message, this.page);
    this.#rows.set(message.id, row);
    return row;
  }

  /** Puts a drawn row at the end, under its day. */
  #place(row) {
    const key = dayOf(new Date(row.message.date));
    let day = this.list.lastElementChild;
    if (day?.dataset.day !== key) {
      day = this.#day(key, row.message.date);
      this.list.append(day);
    }
    day.append(row.element);
    this.#group(row.element);
    const before = row.element.previousElementSibling;
    if (before?.matches(".row")) this.#group(before);
  }

  #day(key, date) {
    const day = el("section.day", { role: "group", data: { day: key, date } }, el("h2.day-name", { data: { testid: "day" } }));
    this.#name(day);
    return day;
  }

  #name(day) {
    const name = dayName(new Date(day.dataset.date), this.now());
    day.firstElementChild.replaceChildren(el("span", {}, name));
    day.setAttribute("aria-label", name);
  }

  /** Draws older messages until the window, and a good piece above it, is full. */
  #fill() {
    while (this.#first > 0 && this.box.scrollTop < AHEAD) this.#drawOlder();
  }

  /** Takes the oldest drawn messages off the page; scrolling up draws them again. */
  #letGo() {
    const away = this.#rowElements().slice(0, this.#rows.size - MOST_DRAWN / 2);
    for (const element of away) {
      const day = element.parentElement;
      this.#rows.delete(Number(element.dataset.messageId));
      element.remove();
      if (!day.querySelector(".row")) day.remove();
    }
    this.#first += away.length;
    this.#group(this.list.querySelector(".row"));
  }

  #drawOlder() {
    if (this.#first === 0) return;
    const end = this.#first;
    const start = Math.max(0, end - PAGE);
    const height = this.box.scrollHeight;
    const top = this.box.scrollTop;
    this.#first = start;
    const made = document.createDocumentFragment();
    const fresh = [];
    let rows = []; // of the day at hand
    let key = null;
    const dayDone = (next) => {
      // What belongs to the day that is on top already goes into it: to move its rows would lay all of them out anew.
      if (next?.dataset.day === key) next.firstElementChild.after(...rows);
      else if (key !== null) {
        const day = this.#day(key, this.row(rows[0]).message.date);
        day.append(...rows);
        made.append(day);
      }
      rows = [];
    };
    for (const message of this.#order.slice(start, end)) {
      const here = dayOf(new Date(message.date));
      if (here !== key) dayDone(null);
      key = here;
      const { element } = this.#draw(message);
      rows.push(element);
      fresh.push(element);
    }
    dayDone(this.list.firstElementChild);
    this.list.prepend(made);
    for (const row of fresh) this.#group(row);
    const border = fresh[fresh.length - 1]?.nextElementSibling;
    if (border) this.#group(border);
    this.box.scrollTop = this.#stuck ? this.box.scrollHeight : top + this.box.scrollHeight - height;
    if (!this.list.querySelector(".row[tabindex='0']")) this.#rove(this.#lastRow());
  }

  /** Messages by one side in one breath stand closer, and only the last of them has a corner. */
  #group(row) {
    const here = this.row(row).message;
    const together = (other) => {
      if (!other?.matches(".row")) return false;
      const { message } = this.row(other);
      return message.mine === here.mine && Math.abs(new Date(message.date) - new Date(here.date)) < ONE_BREATH;
    };
    row.classList.toggle("follows", together(row.previousElementSibling));
    row.classList.toggle("last", !together(row.nextElementSibling));
    const album = (other) => other?.matches(".row") && this.row(other).message.album === here.album;
    row.classList.toggle("album", here.album !== null && (album(row.nextElementSibling) || album(row.previousElementSibling)));
  }

  // ------------------------------------------------------------ scrolling

  /** Changes something and leaves what the reader looks at where it was; at the bottom, stays at the bottom. */
  #keepPlace(change) {
    if (this.#stuck) {
      change();
      this.box.scrollTop = this.box.scrollHeight;
      return;
    }
    const edge = this.box.getBoundingClientRect().top;
    const anchor = [...this.list.querySelectorAll(".row")].find((row) => row.getBoundingClientRect().bottom > edge);
    const before = anchor?.getBoundingClientRect().top;
    change();
    if (anchor?.isConnected) this.box.scrollTop += anchor.getBoundingClientRect().top - before;
  }

  #scrolled() {
    const left = this.box.scrollHeight - this.box.clientHeight - this.box.scrollTop;
    // Only the reader moves up; when the window or a message grows, the end moves away by itself and is followed.
    if (left < NEAR_END) this.#stuck = true;
    else if (this.box.scrollTop < this.#top) this.#stuck = false;
    this.#fill();
    this.#top = this.box.scrollTop;
    if (this.#stuck && !document.hidden) this.#unseen = 0;
    this.#pill();
  }

  #pill() {
    const away = !this.#stuck;
    const unseen = away ? this.#unseen : 0;
    $("newest").hidden = !away;
    $("newest-count").hidden = unseen === 0;
    $("newest-count").textContent = unseen === 1 ? "1 new message" : `${unseen} new messages`;
    $("newest").setAttribute("aria-label", unseen ? `${$("newest-count").textContent}, go to the end` : "Go to the end");
    this.page.unseen(document.hidden ? this.#unseen : 0);
  }

  // ------------------------------------------------------------ by keyboard

  #rowElements() {
    return [...this.list.querySelectorAll(".row")];
  }

  #lastRow() {
    const rows = this.list.lastElementChild?.querySelectorAll(".row");
    return rows?.length ? rows[rows.length - 1] : null;
  }

  #neighbour(row, step) {
    const rows = this.#rowElements();
    return rows[rows.indexOf(row) + step] ?? null;
  }

  /** Only one message is a stop for Tab; the arrow keys go on from there. */
  #rove(row) {
    if (!row) return;
    for (const other of this.list.querySelectorAll(".row[tabindex='0']")) other.tabIndex = -1;
    row.tabIndex = 0;
  }

  #keys(event) {
    const row = event.target;
    if (!row.matches(".row") || event.altKey || event.ctrlKey || event.metaKey) return;
    let next = null;
    if (event.key === "ArrowUp") next = this.#neighbour(row, -1);
    else if (event.key === "ArrowDown") next = this.#neighbour(row, 1);
    else if (event.key === "Home") next = this.#rowElements()[0];
    else if (event.key === "End") next = this.#lastRow();
    else if (event.key === "Enter") {
      event.preventDefault();
      this.page.menu(this.row(row), row.querySelector(".bubble"), row);
      return;
    } else return;
    event.preventDefault();
    if (next) {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
    }
  }
}
