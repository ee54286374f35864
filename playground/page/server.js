// Everything the page says to the playground's server, and what it hears from it.

/** The server said no, with a sentence that can be shown as it is. */
export class Refused extends Error {
  constructor(text, status) {
    super(text);
    this.status = status;
  }
}

/** Whose chat this page shows; every request names them. */
export const session = { user: null };

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused("The playground does not answer. Is the bot still running?", 0);
  }
  let said;
  try {
    said = await response.json();
  } catch {
    throw new Refused("The playground gave an answer that cannot be read.", response.status);
  }
  if (!said.ok) throw new Refused(said.error, response.status);
  return said;
}

const address = (path) => `/playground/${path}?user=${encodeURIComponent(session.user)}`;

export function ask(path, body = {}, signal = undefined) {
  return answer(
    fetch(address(path), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal,
    }),
  );
}

/** Sends one file; `kind` is photo, document or voice. */
export function sendFile(file, kind, extra = {}) {
  const form = new FormData();
  form.append("kind", kind);
  for (const [name, value] of Object.entries(extra)) {
    if (value !== undefined && value !== null && value !== "") form.append(name, value);
  }
  form.append("file", file, file.name);
  return answer(fetch(address("file"), { method: "POST", body: form }));
}

const EVENTS = ["message", "edited", "deleted", "toast", "keyboard", "pinned", "commands", "action", "clock", "people"];
const FIRST_RETRY = 400; // ms; doubles up to the longest
const LONGEST_RETRY = 4000;

/**
 * The stream of one person's chat. After every interruption it fetches the whole state anew before it listens again,
 * so that nothing that happened meanwhile is missing, whatever the server remembers.
 */
export class Stream {
  #source = null;
  #turn = 0;
  #wake = null;

  constructor({ onState, onEvent, onLost }) {
    Object.assign(this, { onState, onEvent, onLost });
    addEventListener("online", () => this.#wake?.());
    document.addEventListener("visibilitychange", () => document.hidden || this.#wake?.());
  }

  async open(user) {
    const turn = ++this.#turn;
    this.#source?.close();
    this.#wake?.();
    for (let pause = FIRST_RETRY; ; pause = Math.min(pause * 2, LONGEST_RETRY)) {
      try {
        const query = user === null ? "" : `?user=${encodeURIComponent(user)}`;
        const state = await answer(fetch(`/playground/state${query}`));
        if (turn !== this.#turn) return;
        session.user = state.user.id;
        this.onState(state);
        this.#listen(state);
        return;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (turn !== this.#turn) return;
        this.onLost();
        await new Promise((done) => {
          this.#wake = done;
          setTimeout(done, pause);
        });
        if (turn !== this.#turn) return;
      }
    }
  }

  #listen(state) {
    const user = state.user.id;
    const source = new EventSource(`${address("events")}&after=${encodeURIComponent(state.revision)}`);
    this.#source = source;
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => {
        if (source === this.#source) this.onEvent(name, JSON.parse(event.data));
      });
    }
    const again = () => {
      source.close();
      if (source === this.#source) this.open(user);
    };
    let opened = false;
    source.addEventListener("open", () => (opened = true));
    source.addEventListener("reset", again);
    source.addEventListener("error", () => {
      source.close();
      if (source === this.#source) this.onLost();
      // A stream that never opened would otherwise be asked for without a breath between.
      setTimeout(again, opened ? 0 : FIRST_RETRY);
    });
  }
}
