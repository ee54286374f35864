// Where one writes: the growing input, what it suggests, answering and editing, and the bot's reply keyboard.

import { $, el, icon, toast, touch, trying } from "./dom.js";
import { gist } from "./message.js";
import { ask } from "./server.js";

const THINK = 200; // ms of rest in typing before the bot is asked for inline results
const NEARLY_FULL = 300; // characters left when the counter appears
const TALLEST = 0.4; // of the window's height, for the input

export class Composer {
  #choices = []; // what is suggested: {title, hint, text, choose()}, `complete` where Tab fills in
  #at = 0;
  #why = null; // "commands", "menu" or "inline"
  #dismissed = null; // the text for which Escape closed the suggestions
  #target = null; // {kind: "edit" or "reply", message}
  #kept = ""; // what stood in the input before an edit began
  #queue = Promise.resolve(); // one after the other, so that two quick messages keep their order
  #asking = null;
  #timer = 0;
  #keyboard = null;
  #forced = undefined; // id of the message to which the bot wants an answer
  #closed = false; // the person has put the reply keyboard away
  #drafts = new Map();

  /** `page` gives chat, state, sendLocation(), botName(). */
  constructor(page) {
    this.page = page;
    this.input = $("input");
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#keys(event));
    this.input.addEventListener("blur", () => setTimeout(() => document.activeElement !== this.input && this.#suggest(null, []), 120));
    this.input.addEventListener("focus", () => this.#typed());
    this.input.addEventListener("click", () => this.#why === null && this.#typed());
    $("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    for (const id of ["commands", "send", "choices"]) $(id).addEventListener("pointerdown", (event) => event.preventDefault());
    $("commands").addEventListener("click", () => this.#commandMenu());
    $("context-close").addEventListener("click", () => this.#leaveTarget());
    $("keyboard-toggle").addEventListener("click", () => {
      this.#closed = !this.#closed;
      this.#drawKeyboard();
    });
    addEventListener("resize", () => this.#grow());
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  /** Another person takes over: everybody has their own draft. */
  changePerson(from, to) {
    this.#leaveTarget(false);
    if (from !== null) this.#drafts.set(from, this.input.value);
    this.#set(this.#drafts.get(to) ?? "", false);
  }

  /** The message that what is sent now answers. */
  get replyTo() {
    return this.#target?.kind === "reply" ? this.#target.message.id : undefined;
  }

  // ------------------------------------------------------------ sending

  async submit() {
    const text = this.input.value;
    if (this.#target?.kind === "edit") {
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
    this.#set("");
    const sent = await this.send(text, replyTo);
    if (!sent && !this.input.value) this.#set(text);
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
    this.#set(message.text);
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
    const editing = this.#target?.kind === "edit";
    this.#target = null;
    $("context").hidden = true;
    $("send-icon").setAttribute("href", "#i-send");
    $("send").setAttribute("aria-label", "Send");
    if (editing) this.#set(this.#kept);
    this.#buttons();
    if (refocus) this.focus();
  }

  /** A message has gone: it can be neither edited nor answered any more. */
  gone(ids) {
    if (this.#target && ids.includes(this.#target.message.id)) this.#leaveTarget(false);
  }

  // ------------------------------------------------------------ the input

  #set(text, suggest = true) {
    this.input.value = text;
    this.#dismissed = suggest ? null : text;
    this.#typed(suggest);
  }

  #typed(suggest = true) {
    this.#grow();
    this.#buttons();
    const left = this.page.state ? this.page.state.limits.text - [...this.input.value].length : Infinity;
    $("counter").hidden = left > NEARLY_FULL;
    $("counter").textContent = left;
    $("counter").classList.toggle("over", left < 0);
    if (this.input.value !== this.#dismissed) this.#dismissed = null;
    if (suggest && document.activeElement === this.input) this.#offer();
    else this.#suggest(null, []);
  }

  #grow() {
    const { input } = this;
    input.style.height = "auto";
    const height = Math.min(input.scrollHeight, innerHeight * TALLEST);
    input.style.height = `${height}px`;
    input.classList.toggle("scrolls", input.scrollHeight > height + 1);
  }

  #buttons() {
    const something = this.input.value.trim() !== "" || this.#target?.kind === "edit";
    $("composer").classList.toggle("writing", something);
    $("send").hidden = !something;
    $("record").hidden = something;
    $("attach").disabled = this.#target?.kind === "edit";
  }

  #keys(event) {
    if (event.isComposing) return;
    const { key } = event;
    if (this.#choices.length && this.#choiceKeys(event)) return;
    if (key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (key === "ArrowUp" && !this.input.value && !this.#target && !event.shiftKey) {
      const mine = this.page.chat.last((message) => message.mine && message.editable);
      if (!mine) return;
      event.preventDefault();
      this.edit(mine);
    } else if (key === "Escape" && this.#why) {
      event.preventDefault();
      this.#dismiss();
    } else if (key === "Escape" && this.#target) {
      event.preventDefault();
      this.#leaveTarget();
    }
  }

  // ------------------------------------------------------------ suggestions

  #choiceKeys(event) {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      const step = key === "ArrowDown" ? 1 : -1;
      this.#select((this.#at + step + this.#choices.length) % this.#choices.length);
    } else if (key === "Enter" && !event.shiftKey) this.#choose(this.#at);
    else if (key === "Tab" && !event.shiftKey) {
      const { complete } = this.#choices[this.#at];
      // With the menu open over a half-written message, Tab must not write over it.
      if (complete === undefined || (this.#why === "menu" && this.input.value)) return false;
      this.#set(complete);
    } else if (key === "Escape") this.#dismiss();
    else return false;
    event.preventDefault();
    return true;
  }

  #dismiss() {
    this.#dismissed = this.input.value;
    this.#suggest(null, []);
  }

  /** What fits the text as it stands: commands after "/", the bot's inline results after "@its_name ". */
  #offer() {
    const text = this.input.value;
    const { state } = this.page;
    if (!state || this.#target?.kind === "edit" || text === this.#dismissed) {
      this.#suggest(null, []);
      return;
    }
    if (/^\/[a-z0-9_]*$/iu.test(text)) {
      this.#suggest("commands", this.#commands(text.slice(1).toLowerCase()));
      return;
    }
    const name = `@${state.bot.username}`;
    const inline = text.match(/^@(\w+)\s([^]*)$/u);
    if (inline && inline[1].toLowerCase() === state.bot.username.toLowerCase()) {
      this.#inline(inline[2].trim());
      return;
    }
    if (text.length > 0 && text.startsWith("@") && name.toLowerCase().startsWith(text.toLowerCase())) {
      const fill = () => this.#set(`${name} `);
      this.#suggest("inline", [{ title: name, hint: "then what you look for", complete: `${name} `, choose: fill }]);
      return;
    }
    this.#suggest(null, []);
  }

  #commands(typed) {
    const fits = (command) => {
      if (command.command === typed) return 0;
      if (command.command.startsWith(typed)) return 1;
      return command.command.includes(typed) ? 2 : 3;
    };
    return this.page.state.commands
      .filter((command) => fits(command) < 3)
      .sort((one, other) => (typed ? fits(one) - fits(other) : 0))
      .map((command) => ({
        title: `/${command.command}`,
        hint: command.description,
        complete: `/${command.command} `,
        testid: "command-option",
        choose: () => {
          if (this.#why === "commands") this.#set("");
          this.#suggest(null, []);
          this.send(`/${command.command}`);
        },
      }));
  }

  #commandMenu() {
    const open = this.#why === "menu" || this.#why === "commands";
    this.focus();
    if (open) {
      this.#dismiss();
      return;
    }
    const all = this.#commands("");
    if (all.length) this.#suggest("menu", all);
    else toast("This bot has no commands in its menu.");
  }

  #inline(query) {
    if (this.#asking?.query === query) return;
    clearTimeout(this.#timer);
    this.#asking?.stop.abort();
    const asking = { query, stop: new AbortController() };
    this.#asking = asking;
    const wait = this.#why === "inline" && this.#choices.length ? this.#choices : [];
    this.#suggest("inline", wait, "Looking…");
    this.#asking = asking; // #suggest lets go of an earlier question
    this.#timer = setTimeout(() => this.#fetchInline(asking, "", []), THINK);
  }

  async #fetchInline(asking, offset, before) {
    let answer;
    try {
      answer = await ask("inline", { query: asking.query, offset }, asking.stop.signal);
    } catch (error) {
      if (asking === this.#asking && error.name !== "AbortError") this.#suggest("inline", [], error.message, asking);
      return;
    }
    if (asking !== this.#asking) return;
    const found = answer.results.map((result) => ({
      title: result.title,
      hint: result.description,
      testid: "inline-result",
      choose: async () => {
        const text = this.input.value;
        this.#set("");
        if (!(await trying(() => ask("inline/choose", { query_id: answer.query_id, result_id: result.id })))) this.#set(text);
      },
    }));
    const all = [...before, ...found];
    const rows = [...all];
    if (answer.button) {
      const { text, start_parameter: parameter } = answer.button;
      rows.unshift({ title: text, hint: "", choose: () => (this.#set(""), this.send(`/start ${parameter}`.trim())) });
    }
    if (answer.next_offset) {
      rows.push({ title: "More…", hint: "", choose: () => this.#fetchInline(asking, answer.next_offset, all) });
    }
    const kept = before.length ? before.length : 0;
    this.#suggest("inline", rows, rows.length ? "" : "Nothing found.", asking);
    if (kept) this.#select(Math.min(kept + (answer.button ? 1 : 0), rows.length - 1));
  }

  #suggest(why, choices, note = "", asking = null) {
    if (!asking && why !== "inline") {
      clearTimeout(this.#timer);
      this.#asking?.stop.abort();
    }
    this.#asking = why === "inline" ? (asking ?? this.#asking) : null;
    const open = why !== null && (choices.length > 0 || note !== "");
    this.#why = open ? why : null;
    this.#choices = open ? choices : [];
    $("choices").hidden = !open;
    this.input.setAttribute("aria-expanded", String(open && choices.length > 0));
    $("commands").setAttribute("aria-expanded", String(this.#why === "menu" || this.#why === "commands"));
    const list = $("choices-list");
    list.replaceChildren(
      ...this.#choices.map((choice, index) =>
        el(
          "div.choice",
          {
            role: "option",
            id: `choice-${index}`,
            "aria-selected": "false",
            data: { testid: choice.testid ?? "choice" },
            onclick: () => this.#choose(index),
            onpointermove: () => index !== this.#at && this.#select(index, false),
          },
          el("b", {}, choice.title),
          choice.hint ? el("span", {}, choice.hint) : null,
        ),
      ),
      ...(open && note ? [el("p.note", { role: "status" }, note)] : []),
    );
    if (this.#choices.length) this.#select(0);
    else this.input.removeAttribute("aria-activedescendant");
  }

  #select(index, scroll = true) {
    this.#at = index;
    const options = $("choices-list").querySelectorAll(".choice");
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    this.input.setAttribute("aria-activedescendant", `choice-${index}`);
    if (scroll) options[index]?.scrollIntoView({ block: "nearest" });
  }

  #choose(index) {
    this.#choices[index]?.choose();
    this.focus();
  }

  /** A button of the bot's puts a question to it into the input. */
  ask(query) {
    this.#leaveTarget(false);
    this.focus();
    this.#set(`@${this.page.state.bot.username} ${query}`);
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
