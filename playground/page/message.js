// One message as a bubble. An edit changes only the parts that differ, so pictures do not flicker and the focus stays.

import { $, copy, el, icon, initials, toast } from "./dom.js";
import { coordinates, fileSize, inFull, timeOf } from "./when.js";
import { voicePlayer } from "./voice.js";

const WAIT_AT_MOST = 20_000; // ms that a pressed button shows that it waits, should the bot never answer

/** Buttons that wait for the bot's answer, as "message:button", over re-drawings of their keyboard. */
const waiting = new Map();

export class Row {
  #shown = {};

  /** `page` is what a message may ask for: press, sendText, switchInline, menu, reveal, botName. */
  constructor(message, page) {
    this.page = page;
    this.bubble = el("div.bubble");
    this.keyboard = el("div.keyboard", { role: "group", "aria-label": "Buttons" });
    this.reaction = el("span.reaction", { hidden: true });
    this.more = el("button.more", { type: "button", tabindex: -1, "aria-hidden": "true", title: "More" }, icon("more"));
    this.more.addEventListener("click", () => page.menu(this, this.more));
    this.element = el(
      "article.row",
      { tabindex: -1, data: { testid: "message", messageId: message.id, mine: String(message.mine) } },
      el("div.stack", {}, this.bubble, this.reaction, this.keyboard),
      this.more,
    );
    this.element.classList.add(message.mine ? "mine" : "theirs");
    this.parts = {};
    for (const name of ["from", "reply", "photo", "file", "voice", "contact", "place", "text", "meta"]) {
      this.parts[name] = el(`div.part.${name}`, { hidden: true });
      this.bubble.append(this.parts[name]);
    }
    this.update(message);
  }

  update(message) {
    const before = this.message;
    this.message = message;
    this.#part("from", [message.forwarded_from, message.via], () => fromLine(message));
    this.#part("reply", message.reply_to, () => this.#replyQuote(message.reply_to));
    this.#part("photo", message.photo, () => this.#photo(message));
    this.#part("file", message.document, () => documentLink(message.document));
    this.#part("voice", message.voice, () => voicePlayer(message.voice));
    this.#part("contact", message.contact, () => contactCard(message.contact));
    this.#part("place", message.location, () => placeCard(message.location));
    this.#part("text", message.html, () => formatted(message.html));
    this.#part("meta", [message.date, message.edited_at, message.edited], () => metaLine(message));
    const text = this.parts.text.firstElementChild;
    if (text) text.dataset.stamp = this.parts.meta.textContent; // keeps room for the time
    this.#drawKeyboard(message);
    this.reaction.hidden = !message.reaction;
    this.reaction.textContent = message.reaction ?? "";
    this.reaction.setAttribute("aria-label", message.reaction ? `Reaction ${message.reaction}` : "");

    const list = this.element.classList;
    list.toggle("edited", message.edited);
    list.toggle("picture", Boolean(message.photo));
    list.toggle("bare", Boolean(message.photo) && !message.html);
    list.toggle("inset", !message.html);
    list.toggle("with-keyboard", message.keyboard.length > 0);
    list.toggle("emoji-only", onlyEmoji(message));
    const who = message.mine ? "You" : this.page.botName();
    this.element.setAttribute("aria-label", `${who}, ${timeOf(new Date(message.date))}${message.edited ? ", edited" : ""}: ${gist(message)}`);
    if (before && before.html !== message.html) flash(this.bubble);
  }

  #part(name, value, draw) {
    const key = JSON.stringify(value ?? null);
    if (this.#shown[name] === key) return;
    this.#shown[name] = key;
    const part = this.parts[name];
    const empty = !value || (Array.isArray(value) && !value.some(Boolean));
    part.hidden = empty;
    part.replaceChildren(...(empty ? [] : [draw()].flat()));
  }

  #replyQuote(reply) {
    const who = reply.mine ? "You" : this.page.botName();
    return el(
      "button.quote",
      { type: "button", "aria-label": `Answer to: ${reply.text}`, onclick: () => this.page.reveal(reply.id) },
      el("b", {}, who),
      el("span", {}, reply.text),
    );
  }

  #photo(message) {
    const [width, height] = message.photo_size ?? [4, 3];
    const picture = el("img", { src: message.photo, alt: message.text || "Picture", width, height, decoding: "async", draggable: "false" });
    return el(
      "button.open",
      { type: "button", "aria-label": "Open the picture", data: { testid: "photo" }, onclick: () => openPicture(this.message) },
      picture,
    );
  }

  #drawKeyboard(message) {
    const key = JSON.stringify(message.keyboard);
    if (this.#shown.keyboard === key) return;
    this.#shown.keyboard = key;
    // A keyboard drawn anew (the next page of a list) keeps the focus: on the same button, else on the same place.
    const held = this.keyboard.contains(document.activeElement) ? document.activeElement : null;
    const heldPlace = held ? [...this.keyboard.querySelectorAll("button, a")].indexOf(held) : -1;
    const heldText = held?.textContent;
    this.keyboard.replaceChildren(
      ...message.keyboard.map((line) => el("div.line", {}, ...line.map((button) => this.#button(button)))),
    );
    this.keyboard.hidden = message.keyboard.length === 0;
    if (!held) return;
    const buttons = [...this.keyboard.querySelectorAll("button, a")];
    const next = buttons.find((button) => button.textContent === heldText) ?? buttons[Math.min(heldPlace, buttons.length - 1)];
    (next ?? this.element).focus({ preventScroll: true });
  }

  #button(button) {
    const marks = { url: "link", copy: "copy", switch: "search" };
    const mark = marks[button.kind] ? icon(marks[button.kind]) : null;
    const label = el("span.label", {}, button.text);
    const data = { testid: "inline-button", kind: button.kind };
    if (button.kind === "url") {
      return el("a.key", { href: button.url, target: "_blank", rel: "noopener noreferrer", data }, label, mark);
    }
    const made = el("button.key", { type: "button", data }, label, mark);
    if (button.kind === "callback") {
      this.#showWaiting(made, button.id);
      made.addEventListener("click", () => this.#press(button.id));
    } else if (button.kind === "copy") {
      made.title = `Copies: ${button.copy}`;
      made.addEventListener("click", async () => {
        await copy(button.copy);
        made.classList.add("copied");
        mark.replaceWith(icon("done"));
        setTimeout(() => {
          made.classList.remove("copied");
          made.querySelector("svg")?.replaceWith(icon("copy"));
        }, 1600);
      });
    } else made.addEventListener("click", () => this.page.switchInline(button.query));
    made.dataset.button = button.id ?? "";
    return made;
  }

  #showWaiting(made, id) {
    const busy = waiting.has(`${this.message.id}:${id}`);
    made.classList.toggle("waiting", busy);
    if (busy) made.setAttribute("aria-busy", "true");
    else made.removeAttribute("aria-busy");
  }

  #mark(id, busy) {
    const key = `${this.message.id}:${id}`;
    clearTimeout(waiting.get(key));
    if (busy) waiting.set(key, setTimeout(() => this.#mark(id, false), WAIT_AT_MOST));
    else waiting.delete(key);
    for (const made of this.keyboard.querySelectorAll("[data-kind=callback]")) {
      if (made.dataset.button === id) this.#showWaiting(made, id);
    }
  }

  async #press(id) {
    if (waiting.has(`${this.message.id}:${id}`)) return;
    this.#mark(id, true);
    try {
      await this.page.press(this.message, id);
    } catch (error) {
      toast(error.message, "wrong");
    } finally {
      this.#mark(id, false);
    }
  }
}

/** What a message says in one line, for the reader's ear, the pinned bar and the quote above the input. */
export function gist(message) {
  const { photo, document, voice, contact, location } = message;
  const kind =
    (photo && "Picture") ||
    (voice && "Voice note") ||
    (document && document.name) ||
    (contact && `Contact ${contact.name}`) ||
    (location && (location.title ?? "Location"));
  const text = message.text.replace(/\s+/gu, " ").slice(0, 300);
  return [kind, text].filter(Boolean).join(": ");
}

function fromLine(message) {
  const made = [];
  if (message.forwarded_from) made.push(el("span.forwarded", {}, icon("forward"), `Forwarded from ${message.forwarded_from}`));
  if (message.via) made.push(el("span.via", {}, `via @${message.via}`));
  return made;
}

function documentLink(file) {
  return el(
    "a.document",
    { href: file.url, download: file.name, data: { testid: "document" } },
    el("span.disc", { "aria-hidden": "true" }, icon("file")),
    el("span.lines", {}, el("b", {}, file.name), el("span", {}, fileSize(file.size))),
    el("span.unseen", {}, "Download"),
  );
}

function contactCard(contact) {
  return el(
    "div.card",
    { data: { testid: "contact-card" } },
    el("span.disc", { "aria-hidden": "true" }, initials(contact.name)),
    el("span.lines", {}, el("b", {}, contact.name), el("span", {}, contact.phone)),
  );
}

function placeCard(place) {
  const where = coordinates(place.latitude, place.longitude);
  const spot = `${place.latitude},${place.longitude}`;
  const href = `https://www.openstreetmap.org/?mlat=${place.latitude}&mlon=${place.longitude}#map=14/${spot.replace(",", "/")}`;
  return el(
    "a.card.map",
    { href, target: "_blank", rel: "noopener noreferrer", title: "Open on a map", data: { testid: "location-card" } },
    el("span.disc", { "aria-hidden": "true" }, icon("pin")),
    el("span.lines", {}, el("b", {}, place.title ?? "Location"), el("span", {}, place.address ? `${place.address} · ${where}` : where)),
  );
}

function metaLine(message) {
  const sent = new Date(message.date);
  const title = message.edited_at ? `${inFull(sent)}, edited ${inFull(new Date(message.edited_at))}` : inFull(sent);
  return [
    message.silent ? el("span.silent", { title: "Sent without a sound" }, "🔕") : null,
    message.edited ? el("span.was-edited", { data: { testid: "edited" } }, "edited") : null,
    el("time", { datetime: message.date, title }, timeOf(sent)),
  ].filter(Boolean);
}

const FEW_EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\s){1,9}$/u;

function onlyEmoji({ text, keyboard, reply_to: reply, photo, document, voice }) {
  return !keyboard.length && !reply && !photo && !document && !voice && FEW_EMOJI.test(text.trim());
}

/** The server's safe HTML, with what has to be clicked made reachable by keyboard. */
function formatted(html) {
  const made = el("div.html");
  made.innerHTML = html;
  for (const hidden of made.querySelectorAll(".spoiler")) {
    hidden.setAttribute("role", "button");
    hidden.setAttribute("aria-label", "Hidden text, press to show");
    hidden.tabIndex = 0;
  }
  for (const command of made.querySelectorAll("a.command")) {
    command.setAttribute("role", "button");
    command.tabIndex = 0;
  }
  for (const quote of made.querySelectorAll("blockquote.expandable")) {
    const inner = el("div.clamp");
    inner.append(...quote.childNodes);
    const button = el("button.expand", { type: "button", "aria-expanded": "false", "aria-label": "Show the whole quote" }, icon("down"));
    quote.append(inner, button);
  }
  for (const code of made.querySelectorAll("pre, code")) code.title = "Click to copy";
  return made;
}

/** Clicks inside message texts: spoilers, commands, quotes that open, code that is copied. One listener for all of them. */
export function listenToTexts(chat, page) {
  const act = (target, event) => {
    const spoiler = target.closest(".spoiler:not(.open)");
    const command = target.closest("a.command");
    if (!spoiler && !command) return false;
    event.preventDefault();
    if (spoiler) unveil(spoiler.closest(".html"));
    else page.sendText(command.dataset.send);
    return true;
  };
  chat.addEventListener("click", (event) => {
    const { target } = event;
    if (act(target, event) || target.closest("a") || !getSelection().isCollapsed) return;
    const code = target.closest(".html pre, .html code");
    const quote = target.closest("blockquote.expandable");
    if (code) copy((code.closest("pre") ?? code).textContent);
    else if (quote) {
      const open = quote.classList.toggle("open");
      quote.querySelector(".expand").setAttribute("aria-expanded", String(open));
    }
  });
  chat.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target.matches(".spoiler, a.command")) act(event.target, event);
  });
}

/** Shows all of a text's hidden parts at once, as Telegram does. */
function unveil(text) {
  for (const part of text.querySelectorAll(".spoiler")) {
    part.classList.add("open");
    for (const name of ["role", "aria-label", "tabindex"]) part.removeAttribute(name);
  }
  text.closest(".row").focus({ preventScroll: true });
}

export function openPicture(message) {
  $("viewer-picture").src = message.photo;
  $("viewer-picture").alt = message.text || "Picture";
  $("viewer-caption").textContent = message.text;
  $("viewer-download").href = message.photo;
  $("viewer-download").hidden = message.protected;
  $("viewer").showModal();
}

function flash(bubble) {
  bubble.classList.remove("changed");
  void bubble.offsetWidth; // so that a second edit starts the animation again
  bubble.classList.add("changed");
}
