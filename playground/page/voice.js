// Voice notes: played in the chat, and recorded where the browser allows.

import { $, el, icon, toast } from "./dom.js";
import { minutes } from "./when.js";

let playing = null; // one at a time

export function voicePlayer(voice) {
  const sound = el("audio", { src: voice.url, preload: "none" });
  const button = el("button.disc", { type: "button", "aria-label": "Play the voice note", data: { testid: "voice-play" } }, icon("play"));
  // Recordings made in a browser often do not know their own length; the message does.
  const length = () => (Number.isFinite(sound.duration) && sound.duration > 0 ? sound.duration : voice.duration || 1);
  const line = el("input", { type: "range", min: 0, max: 1000, value: 0, step: 1, "aria-label": "Place in the voice note" });
  const time = el("span.length", {}, minutes(voice.duration));
  const show = () => {
    const on = !sound.paused;
    button.replaceChildren(icon(on ? "pause" : "play"));
    button.setAttribute("aria-label", on ? "Pause the voice note" : "Play the voice note");
    line.value = Math.round((sound.currentTime / length()) * 1000);
    line.style.setProperty("--done", `${line.value / 10}%`);
    time.textContent = minutes(on || sound.currentTime > 0 ? sound.currentTime : voice.duration);
  };
  button.addEventListener("click", () => {
    if (!sound.paused) {
      sound.pause();
      return;
    }
    if (playing !== sound) playing?.pause();
    playing = sound;
    sound.play().catch(() => toast("This browser cannot play that recording.", "wrong"));
  });
  line.addEventListener("input", () => {
    sound.currentTime = (line.value / 1000) * length();
  });
  sound.addEventListener("ended", () => (sound.currentTime = 0));
  for (const name of ["play", "pause", "ended", "timeupdate", "seeked"]) sound.addEventListener(name, show);
  return el("div.player", { data: { testid: "voice" } }, button, line, time, sound);
}

export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

const KINDS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"]; // what Telegram itself uses first

/** Records until Send or Discard; `deliver(file, seconds)` gets what was said. Throws where there is no microphone. */
export async function record(deliver) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
  const pieces = [];
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  let keep = false;
  let spoken = 0;

  const tick = setInterval(() => ($("record-time").textContent = minutes(seconds())), 250);
  $("record-time").textContent = minutes(0);
  $("composer").hidden = true;
  $("recording").hidden = false;
  $("record-send").focus();

  const finish = (wanted) => {
    keep = wanted;
    spoken = seconds();
    if (recorder.state !== "inactive") recorder.stop();
  };
  const onKey = (event) => {
    if (event.key === "Escape") finish(false);
  };
  $("record-send").onclick = () => finish(true);
  $("record-drop").onclick = () => finish(false);
  $("recording").addEventListener("keydown", onKey);
  recorder.addEventListener("dataavailable", (event) => event.data.size && pieces.push(event.data));
  recorder.addEventListener("stop", () => {
    clearInterval(tick);
    $("recording").removeEventListener("keydown", onKey);
    for (const track of stream.getTracks()) track.stop();
    $("recording").hidden = true;
    $("composer").hidden = false;
    $("input").focus();
    if (!keep || !pieces.length) return;
    const type = (recorder.mimeType || "audio/webm").split(";")[0];
    const ending = { "audio/ogg": "ogg", "audio/mp4": "m4a" }[type] ?? "webm";
    deliver(new File(pieces, `voice.${ending}`, { type }), Math.max(1, Math.round(spoken)));
  });
  recorder.start(250);
}

/** How long a sound file is, in whole seconds; 0 where the browser cannot tell. */
export function lengthOf(file) {
  return new Promise((done) => {
    const sound = new Audio();
    const url = URL.createObjectURL(file);
    const end = () => {
      URL.revokeObjectURL(url);
      done(Number.isFinite(sound.duration) ? Math.round(sound.duration) : 0);
    };
    sound.addEventListener("loadedmetadata", end);
    sound.addEventListener("error", end);
    sound.preload = "metadata";
    sound.src = url;
  });
}
