// What is suggested above the input: commands after "/", and the bot's inline results after "@its_name ".

import { $, el, toast, trying } from "./dom.js";
import { ask } from "./server.js";

const THINK = 200; // ms of rest in typing before the bot is asked for inline results

export class Suggestions {
  #choices = []; // {title, hint, choose()}, and `complete` where Tab fills in
  #at = 0;
  #why = null; // "commands", "menu" or "inline"
  #dismissed = null; // the text for which Escape closed the suggestions
  #asking = null; // the question that the bot is answering: {query, stop}
  #timer = 0;

  /** `host` gives state and editing, and does write(text) and send(text). */
  constructor(input, host) {
    this.input = input;
    this.host = host;
    input.addEventListener("blur", () => setTimeout(() => document.activeElement !== input && this.close(), 120));
    input.addEventListener("click", () => this.#why === null && this.offer());
    $("choices").addEventListener("pointerdown", (event) => event.preventDefault());
    $("commands").addEventListener("pointerdown", (event) => event.preventDefault());
    $("commands").addEventListener("click", () => this.toggleMenu());
  }

  /** A key pressed in the input; says whether it meant the suggestions. */
  takes(event) {
    const { key } = event;
    if (!this.#choices.length) {
      if (key !== "Escape" || this.#why === null) return false;
      this.leaveAlone(this.input.value);
      event.preventDefault();
      return true;
    }
    if (key === "ArrowDown" || key === "ArrowUp") {
      const step = key === "ArrowDown" ? 1 : -1;
      this.#select((this.#at + step + this.#choices.length) % this.#choices.length);
    } else if (key === "Enter" && !event.shiftKey) this.#choose(this.#at);
    else if (key === "Tab" && !event.shiftKey) {
      const { complete } = this.#choices[this.#at];
      // With the menu open over a half-written message, Tab must not write over it.
      if (complete === undefined || (this.#why === "menu" && this.input.value)) return false;
      this.host.write(complete);
    } else if (key === "Escape") this.leaveAlone(this.input.value);
    else return false;
    event.preventDefault();
    return true;
  }

  close() {
    this.#suggest(null, []);
  }

  /** Suggests nothing for this text, until it changes. */
  leaveAlone(text) {
    this.#dismissed = text;
    this.close();
  }

  /** What fits the text as it stands: commands after "/", the bot's inline results after "@its_name ". */
  offer() {
    const text = this.input.value;
    const { state } = this.host;
    if (text !== this.#dismissed) this.#dismissed = null;
    if (!state || this.host.editing || text === this.#dismissed) {
      this.close();
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
      const fill = () => this.host.write(`${name} `);
      this.#suggest("inline", [{ title: name, hint: "then what you look for", complete: `${name} `, choose: fill }]);
      return;
    }
    this.close();
  }

  #commands(typed) {
    const fits = (command) => {
      if (command.command === typed) return 0;
      if (command.command.startsWith(typed)) return 1;
      return command.command.includes(typed) ? 2 : 3;
    };
    return this.host.state.commands
      .filter((command) => fits(command) < 3)
      .sort((one, other) => (typed ? fits(one) - fits(other) : 0))
      .map((command) => ({
        title: `/${command.command}`,
        hint: command.description,
        complete: `/${command.command} `,
        testid: "command-option",
        choose: () => {
          if (this.#why === "commands") this.host.write("");
          this.close();
          this.host.send(`/${command.command}`);
        },
      }));
  }

  /** All commands, or none of them any more. */
  toggleMenu() {
    const open = this.#why === "menu" || this.#why === "commands";
    this.input.focus({ preventScroll: true });
    if (open) {
      this.leaveAlone(this.input.value);
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
        this.host.write("");
        if (!(await trying(() => ask("inline/choose", { query_id: answer.query_id, result_id: result.id })))) this.host.write(text);
      },
    }));
    const all = [...before, ...found];
    const rows = [...all];
    if (answer.button) {
      const { text, start_parameter: parameter } = answer.button;
      rows.unshift({ title: text, hint: "", choose: () => (this.host.write(""), this.host.send(`/start ${parameter}`.trim())) });
    }
    if (answer.next_offset) {
      rows.push({ title: "More…", hint: "", choose: () => this.#fetchInline(asking, answer.next_offset, all) });
    }
    this.#suggest("inline", rows, rows.length ? "" : "Nothing found.", asking);
    if (before.length) this.#select(Math.min(before.length + (answer.button ? 1 : 0), rows.length - 1));
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
    this.input.focus({ preventScroll: true });
  }
}
