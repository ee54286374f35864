// The chat page: puts its parts together and carries what the server says to the part that shows it.

import { Attachments } from "./attach.js";
import { Chat } from "./chat.js";
import { BotClock } from "./clock.js";
import { Composer } from "./composer.js";
import { $, alertBox, closable, closeMenu, copy, el, initials, menuIsOpen, openDialog, openMenu, toast, touch, trying } from "./dom.js";
import { gist, listenToTexts } from "./message.js";
import { Stream, ask, session } from "./server.js";

const LONG_PRESS = 480; // ms
const QUIET_LOSS = 800; // ms without a connection before it is mentioned

const ACTIONS = {
  typing: "typing",
  upload_photo: "sending a picture",
  upload_document: "sending a file",
  upload_voice: "sending a voice note",
  record_voice: "recording",
  find_location: "looking for a place",
};

class Page {
  state = null;
  #presses = new Map(); // query → what ends the wait for the bot's answer
  #answered = new Set(); // queries whose answer was here before the server's word that they were asked
  #lost = 0;
  #acting = 0;
  #title = "Playground";

  constructor() {
    this.clock = new BotClock(() => this.chat?.relabel());
    this.chat = new Chat(this, () => this.clock.now());
    this.composer = new Composer(this);
    this.attachments = new Attachments(this);
    document.querySelector(".typing-room").append($("typing"));
    listenToTexts($("chat"), this);
    this.#listen();
    this.stream = new Stream({
      onState: (state) => this.#show(state),
      onEvent: (name, data) => this.#on[name](data),
      onLost: () => this.#connectionLost(),
    });
    this.stream.open(Number(location.hash.slice(1)) || null);
  }

  // ------------------------------------------------------------ what the parts ask for

  botName = () => this.state?.bot.name ?? "the bot";
  sendText = (text) => this.composer.send(text);
  sendLocation = () => this.attachments.location.open();
  switchInline = (query) => this.composer.ask(query);

  unseen(count) {
    document.title = count ? `(${count}) ${this.#title}` : this.#title;
  }

  reveal(id) {
    if (!this.chat.reveal(id)) toast("That message is no longer here.");
  }

  /** Presses a button; ends when the bot has answered. */
  async press(message, button) {
    const { query_id: query } = await ask("press", { message_id: message.id, button });
    if (this.#answered.delete(query)) return;
    await new Promise((done) => this.#presses.set(query, done));
  }

  /** The menu of a message: at an element or a point. */
  menu(row, at, back = row.element) {
    const { message } = row;
    const items = [];
    if (message.mine && message.editable) {
      items.push({ icon: "edit", text: "Edit", testid: "message-edit", action: () => this.composer.edit(message) });
    }
    items.push({ icon: "reply", text: "Reply", testid: "message-reply", action: () => this.composer.reply(message) });
    if (!message.protected) {
      items.push({ icon: "forward", text: "Forward to the bot", testid: "message-forward", action: () => this.#forward(message) });
    }
    if (message.text) items.push({ icon: "copy", text: "Copy text", testid: "message-copy", action: () => copy(message.text) });
    openMenu(at, items, "This message", back);
  }

  async #forward(message) {
    if (await trying(() => ask("forward", { message_id: message.id }))) this.composer.focus();
  }

  // ------------------------------------------------------------ what the server says

  #show(state) {
    const before = this.state;
    this.state = state;
    clearTimeout(this.#lost);
    this.#lost = 0;
    document.body.classList.remove("lost");
    this.clock.set(state.clock);
    this.#showBot();
    this.#act(state.action);
    for (const done of this.#presses.values()) done();
    this.#presses.clear();
    if (before?.user.id === state.user.id) this.chat.sync(state.messages);
    else {
      this.composer.changePerson(before?.user.id ?? null, state.user.id);
      this.chat.reset(state.messages);
    }
    if (location.hash || before) history.replaceState(null, "", `#${state.user.id}`);
    this.composer.setKeyboard(state.reply_keyboard, state.force_reply);
    this.#showPeople();
    this.#showPinned();
    this.#showEmpty();
    if (!before && !touch()) (state.messages.length ? $("input") : $("start")).focus({ preventScroll: true });
    document.body.dataset.ready = String(state.user.id);
  }

  #on = {
    message: (message) => {
      this.chat.put(message);
      if (!message.mine) this.#act(null);
      this.#showEmpty();
    },
    edited: (message) => {
      this.chat.put(message);
      if (message.id === this.state.pinned) this.#showPinned();
    },
    deleted: ({ ids }) => {
      this.chat.remove(ids);
      this.composer.gone(ids);
      this.#showEmpty();
    },
    toast: (answer) => this.#answer(answer),
    keyboard: ({ reply_keyboard: keyboard, force_reply: force }) => this.composer.setKeyboard(keyboard, force),
    pinned: ({ id }) => {
      this.state.pinned = id;
      this.#showPinned();
    },
    commands: ({ commands, bot }) => {
      this.state.commands = commands;
      this.state.bot = bot;
      this.#showBot();
      this.#showEmpty();
    },
    action: ({ action, seconds }) => this.#act(action, seconds),
    clock: (clock) => {
      this.clock.set(clock);
      this.chat.relabel();
    },
    people: ({ users }) => {
      this.state.users = users;
      this.state.user = users.find((user) => user.id === this.state.user.id) ?? this.state.user;
      this.#showPeople();
    },
  };

  #answer({ query_id: query, text, alert, url }) {
    const done = this.#presses.get(query);
    if (done) {
      this.#presses.delete(query);
      done();
    } else {
      this.#answered.add(query);
      if (this.#answered.size > 50) this.#answered.delete(this.#answered.values().next().value);
    }
    if (text && alert) alertBox(text);
    else if (text) toast(text, "answer");
    if (url && /^(https?|tg|mailto|tel):/iu.test(url)) {
      const opened = open(url, "_blank");
      if (opened) opened.opener = null;
      else toast(`The bot wants to open ${url}, and the browser did not let it.`);
    }
  }

  #act(action, seconds = 5) {
    clearTimeout(this.#acting);
    this.state.action = action;
    $("typing").hidden = !action;
    if (action) this.#acting = setTimeout(() => this.#act(null), seconds * 1000);
    this.#status();
  }

  #connectionLost() {
    if (this.#lost) return;
    this.#lost = setTimeout(() => {
      document.body.classList.add("lost");
      this.#status();
    }, QUIET_LOSS);
  }

  #status() {
    const lost = document.body.classList.contains("lost");
    const action = this.state?.action;
    const said = lost ? "reconnecting…" : action ? `${ACTIONS[action] ?? "busy"}…` : "bot";
    if ($("status").textContent !== said) $("status").textContent = said;
    $("status").classList.toggle("busy", Boolean(action) && !lost);
  }

  #showBot() {
    const { bot } = this.state;
    this.#title = bot.name;
    document.title = bot.name;
    $("bot-name").textContent = bot.name;
    $("about").setAttribute("aria-label", `About ${bot.name}`);
    $("empty-name").textContent = bot.name;
    $("empty-description").textContent = bot.description || bot.short_description || `Say hello to ${bot.name}.`;
    $("info-name").textContent = bot.name;
    $("info-username").textContent = bot.username ? `@${bot.username}` : "";
    $("info-description").textContent = bot.description || bot.short_description || "";
    this.#status();
  }

  #showPeople() {
    const { user, users } = this.state;
    $("people").replaceChildren(
      ...users.map((person, index) =>
        el(
          `button.person.tint-${index % 4}`,
          {
            type: "button",
            title: `Write as ${person.name}`,
            "aria-label": `Write as ${person.name}`,
            "aria-pressed": String(person.id === user.id),
            data: { testid: "person-switch", user: person.id },
            onclick: () => this.#become(person.id),
          },
          el("span.avatar", { "aria-hidden": "true" }, initials(person.name)),
          el("span.name", { "aria-hidden": "true" }, person.first_name),
        ),
      ),
    );
    $("people").hidden = users.length < 2;
    $("blocked").hidden = !user.blocked;
    $("composer").classList.toggle("off", user.blocked);
    $("info-block").textContent = user.blocked ? "Unblock the bot" : "Block the bot";
    document.body.classList.toggle("is-blocked", user.blocked);
  }

  async #become(id) {
    if (id === session.user) {
      this.composer.focus();
      return;
    }
    closeMenu(false);
    history.replaceState(null, "", `#${id}`);
    await this.stream.open(id);
    const button = document.querySelector(`.person[data-user="${id}"]`);
    if (touch()) button?.focus();
    else this.composer.focus();
  }

  #showPinned() {
    const message = this.state.pinned === null ? undefined : this.chat.get(this.state.pinned);
    $("pinned").hidden = !message;
    if (message) $("pinned-text").textContent = gist(message);
  }

  #showEmpty() {
    const empty = this.chat.length === 0;
    if (!empty && document.activeElement === $("start")) this.composer.focus();
    $("empty").hidden = !empty;
  }

  // ------------------------------------------------------------ what the person does anywhere

  #listen() {
    $("start").addEventListener("click", () => this.composer.send("/start"));
    $("pinned").addEventListener("click", () => this.reveal(this.state.pinned));
    $("about").addEventListener("click", () => this.state && openDialog($("info")));
    $("unblock").addEventListener("click", () => trying(() => ask("unblock")).then(() => this.composer.focus()));
    $("info-block").addEventListener("click", async () => {
      await trying(() => ask(this.state.user.blocked ? "unblock" : "block"));
      $("info").close();
    });
    closable($("info"));
    closable($("alert"));
    $("alert").addEventListener("close", () => this.composer.focus());
    addEventListener("hashchange", () => {
      const id = Number(location.hash.slice(1));
      if (id && id !== session.user) this.#become(id);
    });
    document.addEventListener("visibilitychange", () => document.hidden || this.chat.looked());
    document.addEventListener("keydown", (event) => this.#typeAnywhere(event));
    this.#messageMenus();
  }

  /** Escape brings back to writing, and so does starting to type. */
  #typeAnywhere(event) {
    if (menuIsOpen() || document.querySelector("dialog[open]") || event.defaultPrevented) return;
    const { target } = event;
    const writing = target.matches("input, textarea, [contenteditable]");
    if (event.key === "Escape" && !writing) this.composer.focus();
    const letter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (letter && !writing) this.composer.focus();
  }

  #messageMenus() {
    const chat = $("chat");
    let pressing = 0;
    let held = false;
    const stop = () => clearTimeout(pressing);
    chat.addEventListener("contextmenu", (event) => {
      const element = event.target.closest(".row");
      if (!element || event.target.closest("a[href]") || !getSelection().isCollapsed) return;
      event.preventDefault();
      stop();
      if (held || menuIsOpen()) return;
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const inside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
      const at = inside && event.target !== element ? { x: event.clientX, y: event.clientY } : element.querySelector(".bubble");
      this.menu(this.chat.row(element), at);
    });
    chat.addEventListener("pointerdown", (event) => {
      held = false;
      const element = event.target.closest(".row");
      if (event.pointerType === "mouse" || !element || event.target.closest(".keyboard, input")) return;
      const { clientX: x, clientY: y } = event;
      pressing = setTimeout(() => {
        held = true;
        this.menu(this.chat.row(element), { x, y });
      }, LONG_PRESS);
      const moved = (move) => Math.hypot(move.clientX - x, move.clientY - y) > 10 && stop();
      const end = () => {
        stop();
        chat.removeEventListener("pointermove", moved);
      };
      chat.addEventListener("pointermove", moved);
      for (const name of ["pointerup", "pointercancel"]) addEventListener(name, end, { once: true });
    });
    // Lifting the finger that opened the menu would move the focus out of it.
    chat.addEventListener("touchend", (event) => held && event.preventDefault(), { passive: false });
    // The finger that opened the menu lifts over the message: that is no click on what lies there.
    chat.addEventListener("click", (event) => held && (event.preventDefault(), event.stopPropagation(), (held = false)), true);
  }
}

new Page();
