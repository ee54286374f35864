// What can be sent besides text: pictures, files, voice notes, contacts, places, and messages of somebody else's.

import { $, closable, el, formDialog, icon, openDialog, openMenu, toast, trying } from "./dom.js";
import { ask, sendFile } from "./server.js";
import { canRecord, lengthOf, record } from "./voice.js";
import { fileSize } from "./when.js";

const PICTURES = ["image/jpeg", "image/png", "image/webp", "image/gif"];

// Enough time zones and hemispheres to try what a bot makes of a place.
const CITIES = [
  ["London", 51.5074, -0.1278],
  ["Lisbon", 38.7223, -9.1393],
  ["Berlin", 52.52, 13.405],
  ["Lagos", 6.5244, 3.3792],
  ["Nairobi", -1.2921, 36.8219],
  ["Delhi", 28.6139, 77.209],
  ["Singapore", 1.3521, 103.8198],
  ["Tokyo", 35.6762, 139.6503],
  ["Sydney", -33.8688, 151.2093],
  ["São Paulo", -23.5505, -46.6333],
  ["New York", 40.7128, -74.006],
  ["San Francisco", 37.7749, -122.4194],
];

export class Attachments {
  #files = [];
  #urls = [];

  /** `page` gives state and composer. */
  constructor(page) {
    this.page = page;
    $("attach").addEventListener("click", () => this.#menu());
    for (const [id, asFile] of [["pick-picture", false], ["pick-file", true]]) {
      $(id).addEventListener("change", (event) => {
        this.offer([...event.target.files], asFile);
        event.target.value = "";
      });
    }
    $("pick-voice").addEventListener("change", (event) => {
      const [file] = event.target.files;
      event.target.value = "";
      if (file) this.#sendVoice(file);
    });
    $("record").addEventListener("click", () => this.#record());
    this.#fileDialog();
    this.#contactDialog();
    this.#locationDialog();
    this.#forwardDialog();
    this.#dropAndPaste();
    closable($("viewer"));
    $("viewer-close").addEventListener("click", () => $("viewer").close());
  }

  #menu() {
    openMenu(
      $("attach"),
      [
        { icon: "picture", text: "Picture", testid: "attach-picture", action: () => $("pick-picture").click() },
        { icon: "file", text: "File", testid: "attach-file", action: () => $("pick-file").click() },
        { icon: "mic", text: "Voice note from a file", testid: "attach-voice", action: () => $("pick-voice").click() },
        { icon: "person", text: "Contact", testid: "attach-contact", action: () => this.contact.open() },
        { icon: "pin", text: "Location", testid: "attach-location", action: () => this.location.open() },
        { icon: "forward", text: "Message from somebody", testid: "attach-forward", action: () => this.forward.open() },
      ],
      "Attach",
    );
  }

  // ------------------------------------------------------------ pictures and files

  /** Shows what is about to be sent; nothing leaves before Send. */
  offer(files, asFile) {
    const most = this.page.state.limits.upload_bytes;
    const large = files.find((file) => file.size > most);
    if (large) toast(`${large.name} is ${fileSize(large.size)}; a bot takes files up to ${fileSize(most)}.`, "wrong");
    this.#files = files.filter((file) => file.size <= most);
    if (!this.#files.length) return;
    const pictures = this.#files.filter((file) => PICTURES.includes(file.type));
    $("files-as-file").checked = asFile || pictures.length === 0;
    $("files-as-file-row").hidden = pictures.length === 0;
    $("files-caption").value = "";
    $("files-caption").maxLength = this.page.state.limits.caption;
    this.#drawFiles();
    this.files.open();
    $("files-caption").focus();
  }

  #drawFiles() {
    this.#forget();
    $("files-title").textContent = this.#files.length === 1 ? "Send this?" : `Send these ${this.#files.length}?`;
    const asFile = $("files-as-file").checked;
    $("files-list").replaceChildren(
      ...this.#files.map((file) => {
        const picture = PICTURES.includes(file.type) && !asFile;
        let preview = el("span.disc", { "aria-hidden": "true" }, icon("file"));
        if (picture) {
          const url = URL.createObjectURL(file);
          this.#urls.push(url);
          preview = el("img", { src: url, alt: "" });
        }
        return el(picture ? "li.picture" : "li", {}, preview, el("span.lines", {}, el("b", {}, file.name), el("span", {}, fileSize(file.size))));
      }),
    );
  }

  #forget() {
    for (const url of this.#urls) URL.revokeObjectURL(url);
    this.#urls = [];
  }

  #fileDialog() {
    this.files = formDialog($("files"), async () => {
      let caption = $("files-caption").value.trim();
      const asFile = $("files-as-file").checked;
      const reply = this.page.composer.replyTo;
      while (this.#files.length) {
        const [file] = this.#files;
        const kind = PICTURES.includes(file.type) && !asFile ? "photo" : "document";
        await sendFile(file, kind, { caption, reply_to: reply });
        caption = "";
        this.#files.shift(); // what has gone is not sent again if a later one fails
      }
    });
    $("files-as-file").addEventListener("change", () => this.#drawFiles());
    $("files").addEventListener("close", () => {
      this.#forget();
      this.page.composer.focus();
    });
    $("files-caption").addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      $("files").querySelector("form").requestSubmit();
    });
  }

  #dropAndPaste() {
    let depth = 0; // dragenter and dragleave also come for every element below
    const carries = (event) => event.dataTransfer?.types.includes("Files") && !document.querySelector("dialog[open]");
    const show = (on) => ($("drop").hidden = !on);
    addEventListener("dragenter", (event) => {
      if (!carries(event)) return;
      depth += 1;
      show(true);
    });
    addEventListener("dragleave", (event) => {
      if (!carries(event)) return;
      depth = Math.max(0, depth - 1);
      show(depth > 0);
    });
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => {
      event.preventDefault();
      depth = 0;
      show(false);
      if (carries(event)) this.offer([...event.dataTransfer.files], false);
    });
    addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      // Copied text of an office program carries a picture of itself along; the text is what is meant.
      if (!files.length || event.clipboardData.types.includes("text/plain") || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      this.offer(files, false);
    });
  }

  // ------------------------------------------------------------ voice

  async #record() {
    if (!canRecord()) {
      toast("This browser cannot record here. Pick a sound file instead.");
      $("pick-voice").click();
      return;
    }
    try {
      await record((file, seconds) => this.#sendVoice(file, seconds));
    } catch {
      toast("There is no microphone this page may use. Pick a sound file instead.", "wrong");
      $("pick-voice").click();
    }
  }

  async #sendVoice(file, seconds = undefined) {
    await trying(async () => sendFile(file, "voice", { duration: String(seconds ?? (await lengthOf(file))) }));
  }

  // ------------------------------------------------------------ contacts, places, forwarded messages

  #contactDialog() {
    this.contact = formDialog($("contact"), async () => {
      const [phone, first, last] = ["contact-phone", "contact-first", "contact-last"].map((id) => $(id).value.trim());
      if (!first) throw new Error("A contact needs a first name.");
      if (!/\d/u.test(phone)) throw new Error("A phone number has digits, like +44 20 7946 0018.");
      await ask("contact", last ? { phone, first_name: first, last_name: last } : { phone, first_name: first });
      $("contact").querySelector("form").reset();
    });
    $("contact-own").addEventListener("click", () => this.contact.run(() => ask("contact", { own: true })));
  }

  #locationDialog() {
    this.location = formDialog($("location"), async () => {
      const [latitude, longitude] = ["location-latitude", "location-longitude"].map((id) => degrees($(id).value));
      if (!(Math.abs(latitude) <= 90)) throw new Error("A latitude is a number from -90 to 90, like 38.72.");
      if (!(Math.abs(longitude) <= 180)) throw new Error("A longitude is a number from -180 to 180, like -9.14.");
      await ask("location", { latitude, longitude });
    });
    $("location-cities").replaceChildren(
      ...CITIES.map(([name, latitude, longitude]) =>
        el(
          "button.chip",
          { type: "button", data: { testid: "city" }, onclick: () => this.location.run(() => ask("location", { latitude, longitude })) },
          name,
        ),
      ),
    );
    $("location-here").addEventListener("click", () =>
      this.location.run(async () => {
        const { coords } = await position();
        await ask("location", { latitude: coords.latitude, longitude: coords.longitude });
      }),
    );
  }

  #forwardDialog() {
    this.forward = formDialog($("forward"), async () => {
      const from = $("forward-from").value.trim();
      const text = $("forward-text").value.trim();
      if (!from) throw new Error("Say who wrote it.");
      if (!text) throw new Error("Say what they wrote.");
      await ask("forward", { text, from_name: from });
      $("forward").querySelector("form").reset();
    });
    for (const id of ["contact", "location", "forward"]) {
      $(id).addEventListener("close", () => this.page.composer.focus());
    }
  }
}

/** "38,72", "38.72°", "9.14 W" → degrees; NaN where it is no number. */
function degrees(text) {
  const read = text.trim().match(/^([-+−]?\d+(?:[.,]\d+)?)\s*°?\s*([nsewNSEW])?$/u);
  if (!read) return NaN;
  const value = Number(read[1].replace(",", ".").replace("−", "-"));
  return /[sw]/iu.test(read[2] ?? "") ? -value : value;
}

function position() {
  return new Promise((found, failed) => {
    const sorry = () => failed(new Error("This browser did not say where it is. Pick a city or type the place."));
    if (!navigator.geolocation) sorry();
    else navigator.geolocation.getCurrentPosition(found, sorry, { timeout: 8000, maximumAge: 600_000 });
  });
}
