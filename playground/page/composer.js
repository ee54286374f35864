// Where one writes: the growing input, answering and editing, and the bot's reply keyboard.

import { $, el, icon, toast, touch, trying } from "./dom.js";
import { gist } from "./message.js";
import { ask } from "./server.js";
import { Suggestions } from "./suggestions.js";

const NEARLY_FULL = 300; // characters left when the counter appears
const TALLEST = 0.4; // of the window's height, for the input

export class Composer {
  #target = null; // {kind: "edit" or "reply", message}
  #kept = ""; // what stood in the input before an edit began
  #queue = Promise.resolve(); // one after the other, so that two quick messages keep their order
  #keyboard = null;
  #forced = undefined; // id of the message to which the bot wants an answer
  #closed = false; // the person has put the reply keyboard away
  #drafts = new Map();

  /** `page` gives chat, state, sendLocation(), botName(). */
  constructor(page) {
    this.page = page;
    this.input = $("input");
    this.suggestions = new Suggestions(this.input, this);
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#keys(event));
    this.input.addEventListener("focus", () => this.#typed());
    $("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    $("send").addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the input
    $("context-close").addEventListener("click", () => this.#leaveTarget());
    $("keyboard-toggle").addEventListener("click", () => {
      this.#closed = !this.#closed;
      this.#drawKeyboard();
    });
    addEventListener("resize", () => this.#grow());
  }

  get state() {
    return this.page.state;
  }

  get editing() {
    return this.#target?.kind === "edit";
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  /** Another person takes over: everybody has their own draft. */
  changePerson(from, to) {
    this.#leaveTarget(false);
    if (from !== null) this.#drafts.set(from, this.input.value);
    this.write(this.#drafts.get(to) ?? "");
    this.suggestions.leaveAlone(this.input.value);
  }

  /** The message that what is sent now answers. */
  get replyTo() {
    return this.#target?.kind === "reply" ? this.#target.message.id : undefined;
  }

  // ------------------------------------------------------------ sending

  async submit() {
    const text = this.input.value;
    if (this.editing) {
      await this.#saveEdit(text);
      return;
    }
    if (!text.trim()) return;
    const over = [...text.trim()].length - this.page.state.limits.text;
    if (over > 0) {
      toast(`That is ${over} ${over === 1 ? "character" : "characters"} too long for one message.`, "wrong");
      return;
    }
    const replyTo = this.replyTo;
    this.write("");
    const sent = await this.send(text, replyTo);
    if (!sent && !this.input.value) this.write(text);
    if (sent && replyTo !== undefined && this.replyTo === replyTo) this.#leaveTarget(false);
  }

  /** Sends a text; says whether it went. */
  send(text, replyTo = undefined) {
    const body = replyTo === undefined ? { text } : { text, reply_to: replyTo };
    this.#queue = this.#queue.then(() => trying(() => ask("send", body)));
    return this.#queue;
  }

  async #saveEdit(text) {
    const { message } = this.#target;
    if (!text.trim() && message.text) {
      toast("An edited message needs some text.", "wrong");
      return;
    }
    if (text.trim() !== message.text && !(await trying(() => ask("edit", { message_id: message.id, text })))) return;
    this.#leaveTarget();
  }

  // ------------------------------------------------------------ editing and answering

  edit(message) {
    if (this.#target?.kind !== "edit") this.#kept = this.input.value;
    this.#aim("edit", message, "Edit your message");
    this.write(message.text);
    this.focus();
    this.input.setSelectionRange(message.text.length, message.text.length);
  }

  reply(message) {
    this.#leaveTarget(false);
    this.#aim("reply", message, `Answer ${message.mine ? "yourself" : this.page.botName()}`);
    this.focus();
  }

  #aim(kind, message, title) {
    this.#target = { kind, message };
    $("context").hidden = false;
    $("context-icon").setAttribute("href", kind === "edit" ? "#i-edit" : "#i-reply");
    $("context-title").textContent = title;
    $("context-text").textContent = gist(message);
    $("context-close").setAttribute("aria-label", kind === "edit" ? "Stop editing" : "Do not answer this message");
    $("send-icon").setAttribute("href", kind === "edit" ? "#i-done" : "#i-send");
    $("send").setAttribute("aria-label", kind === "edit" ? "Save" : "Send");
    this.#buttons();
  }

  #leaveTarget(refocus = true) {
    const editing = this.editing;
    this.#target = null;
    $("context").hidden = true;
    $("send-icon").setAttribute("href", "#i-send");
    $("send").setAttribute("aria-label", "Send");
    if (editing) this.write(this.#kept);
    this.#buttons();
    if (refocus) this.focus();
  }

  /** A message has gone: it can be neither edited nor answered any more. */
  gone(ids) {
    if (this.#target && ids.includes(this.#target.message.id)) this.#leaveTarget(false);
  }

  // ------------------------------------------------------------ the input

  /** Puts a text into the input, as if it had been typed. */
  write(text) {
    this.input.value = text;
    this.#typed();
  }

  #typed() {
    this.#grow();
    this.#buttons();
    const left = this.page.state ? this.page.state.limits.text - [...this.input.value].length : Infinity;
    $("counter").hidden = left > NEARLY_FULL;
    $("counter").textContent = left;
    $("counter").classList.toggle("over", left < 0);
    if (document.activeElement === this.input) this.suggestions.offer();
    else this.suggestions.close();
  }

  #grow() {
    const { input } = this;
    input.style.height = "auto";
    const height = Math.min(input.scrollHeight, innerHeight * TALLEST);
    input.style.height = `${height}px`;
    input.classList.toggle("scrolls", input.scrollHeight > height + 1);
  }

  #buttons() {
    const something = this.input.value.trim() !== "" || this.editing;
    $("composer").classList.toggle("writing", something);
    $("send").hidden = !something;
    $("record").hidden = something;
    $("attach").disabled = this.editing;
  }

  #keys(event) {
    if (event.isComposing) return;
    const { key } = event;
    if (this.suggestions.takes(event)) return;
    if (key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (key === "ArrowUp" && !this.input.value && !this.#target && !event.shiftKey) {
      const mine = this.page.chat.last((message) => message.mine && message.editable);
      if (!mine) return;
      event.preventDefault();
      this.edit(mine);
    } else if (key === "Escape" && this.#target) {
      event.preventDefault();
      this.#leaveTarget();
    }
  }

  /** A button of the bot's puts a question to it into the input. */
  ask(query) {
    this.#leaveTarget(false);
    this.focus();
    this.write(`@${this.page.state.bot.username} ${query}`);
  }

  // ------------------------------------------------------------ the bot's reply keyboard

  setKeyboard(keyboard, forceReply) {
    if (JSON.stringify(keyboard) !== JSON.stringify(this.#keyboard)) this.#closed = false;
    this.#keyboard = keyboard;
    this.#drawKeyboard();
    this.input.placeholder = keyboard?.placeholder ?? forceReply?.placeholder ?? "Message";
    const wanted = forceReply && this.page.chat.get(forceReply.message_id);
    if (wanted && wanted.id !== this.#forced && this.#target?.kind !== "edit") this.reply(wanted);
    if (!forceReply && this.#target?.kind === "reply" && this.#target.message.id === this.#forced) this.#leaveTarget(false);
    this.#forced = forceReply?.message_id;
  }

  #drawKeyboard() {
    const box = $("reply-keyboard");
    const held = box.contains(document.activeElement);
    const keyboard = this.#keyboard;
    box.hidden = !keyboard || this.#closed;
    $("keyboard-toggle").hidden = !keyboard;
    $("keyboard-toggle").setAttribute("aria-expanded", String(!box.hidden));
    const marks = { contact: "person", location: "pin" };
    box.classList.toggle("tall", Boolean(keyboard) && !keyboard.resize);
    box.replaceChildren(
      ...(keyboard?.rows ?? []).map((row) =>
        el(
          "div.line",
          {},
          ...row.map((button) =>
            el(
              "button.key",
              { type: "button", data: { testid: "reply-button", kind: button.kind }, onclick: () => this.#answer(button) },
              marks[button.kind] ? icon(marks[button.kind]) : null,
              el("span.label", {}, button.text),
            ),
          ),
        ),
      ),
    );
    if (held && !touch()) this.focus();
  }

  async #answer(button) {
    if (button.kind === "contact") await trying(() => ask("contact", { own: true }));
    else if (button.kind === "location") this.page.sendLocation();
    else await this.send(button.text, this.replyTo === this.#forced ? this.replyTo : undefined);
  }
}
