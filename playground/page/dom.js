// Small tools for the page's own elements: making them, menus, dialogs, toasts, and what a screen reader is told.

export const $ = (id) => document.getElementById(id);

/** An element with attributes and children. `onX` functions listen, `data` fills the dataset; strings become text, never HTML. */
export function el(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "data") Object.assign(made.dataset, value);
    else if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** One of the pictograms drawn at the top of index.html. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Two letters at most, for a round picture of somebody. */
export function initials(name) {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((word) => [...word][0]).join("").toUpperCase() || "?";
}

export const touch = () => matchMedia("(hover: none) and (pointer: coarse)").matches;

// ---------------------------------------------------------------- what is said in passing

/** A short line that goes by itself. Tells a screen reader too, since its box is a live region. */
export function toast(text, kind = "plain") {
  const line = el("div.toast", { data: { testid: "toast", kind } }, text);
  const box = $("toasts");
  box.append(line);
  while (box.children.length > 3) box.firstChild.remove();
  const stay = Math.min(8000, 2600 + text.length * 45);
  setTimeout(() => {
    line.classList.add("going");
    setTimeout(() => line.remove(), 250);
  }, stay);
}

/** Reads a line to a screen reader without showing it. */
export function announce(text) {
  const box = $("announcer");
  box.append(el("p", {}, text));
  while (box.children.length > 5) box.firstChild.remove();
}

/** A line that waits for OK. */
export function alertBox(text) {
  $("alert-text").textContent = text;
  openDialog($("alert"));
}

/** Runs `work`; what goes wrong is shown as a toast. Answers whether it went well. */
export async function trying(work) {
  try {
    await work();
    return true;
  } catch (error) {
    toast(error.message, "wrong");
    return false;
  }
}

export async function copy(text, said = "Copied") {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Browsers that keep the clipboard to themselves still allow the old way from a click.
    const box = el("textarea", { class: "unseen", readonly: true });
    box.value = text;
    (document.querySelector("dialog[open]") ?? document.body).append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    if (!done) {
      toast("This browser does not let the page copy. Select the text and copy it by hand.", "wrong");
      return;
    }
  }
  toast(said);
}

// ---------------------------------------------------------------- dialogs

/** Opens a `<dialog>` above everything; Escape, Cancel or a click beside it closes it. */
export function openDialog(dialog) {
  if (!dialog.open) dialog.showModal();
}

export function closable(dialog) {
  for (const button of dialog.querySelectorAll("[data-close]")) button.addEventListener("click", () => dialog.close());
  let pressedBeside = false; // a selection dragged out of a field must not close it
  dialog.addEventListener("pointerdown", (event) => (pressedBeside = event.target === dialog));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && pressedBeside) dialog.close();
  });
}

/** A dialog with a form: `submit` gets the form's work done or throws a sentence, which is shown inside. */
export function formDialog(dialog, submit) {
  const form = dialog.querySelector("form");
  const wrong = form.querySelector(".wrong");
  const clear = () => (wrong.hidden = true);
  const run = async (work) => {
    if (form.getAttribute("aria-busy") === "true") return;
    clear();
    form.setAttribute("aria-busy", "true");
    try {
      await work();
      dialog.close();
    } catch (error) {
      wrong.textContent = error.message;
      wrong.hidden = false;
    } finally {
      form.removeAttribute("aria-busy");
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(submit);
  });
  form.addEventListener("input", clear);
  closable(dialog);
  return { run, clear, open: () => (clear(), openDialog(dialog)) };
}

// ---------------------------------------------------------------- menus

let menuOpen = null;

export const menuIsOpen = () => menuOpen !== null;

export function closeMenu(refocus = true) {
  if (!menuOpen) return;
  const { box, back, owner } = menuOpen;
  menuOpen = null;
  box.remove();
  owner?.setAttribute("aria-expanded", "false");
  if (refocus && back?.isConnected) back.focus({ preventScroll: true });
}

/**
 * A menu of `items` ({icon, text, hint, testid, action, current}) at an element or at a point {x, y}.
 * Arrow keys, Home, End and letters move; Enter chooses; Escape, Tab or a click elsewhere close.
 */
export function openMenu(at, items, label, back = document.activeElement) {
  const owner = at instanceof Element && at.hasAttribute("aria-expanded") ? at : null;
  const again = owner && menuOpen?.owner === owner;
  closeMenu();
  if (again) return;
  const box = el("div.menu", { role: "menu", "aria-label": label });
  for (const item of items) {
    box.append(
      el(
        "button.item",
        {
          type: "button",
          role: "menuitem",
          tabindex: -1,
          data: { testid: item.testid },
          "aria-current": item.current ? "true" : null,
          onclick: () => {
            closeMenu();
            item.action();
          },
        },
        icon(item.icon),
        el("span.name", {}, item.text),
        item.hint ? el("span.hint", {}, item.hint) : null,
      ),
    );
  }
  box.addEventListener("keydown", menuKeys);
  box.addEventListener("contextmenu", (event) => event.preventDefault());
  document.body.append(box);
  place(box, at);
  menuOpen = { box, back, owner };
  owner?.setAttribute("aria-expanded", "true");
  box.firstElementChild.focus({ preventScroll: true });
}

function menuKeys(event) {
  const items = [...event.currentTarget.children];
  const here = items.indexOf(document.activeElement);
  const go = (index) => {
    event.preventDefault();
    items[(index + items.length) % items.length].focus();
  };
  if (event.key === "ArrowDown") go(here + 1);
  else if (event.key === "ArrowUp") go(here - 1);
  else if (event.key === "Home") go(0);
  else if (event.key === "End") go(-1);
  else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    closeMenu();
  } else if (event.key.length === 1 && event.key !== " ") {
    const begins = (item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase());
    const next = [...items.slice(here + 1), ...items.slice(0, here + 1)].find(begins);
    if (next) go(items.indexOf(next));
    event.stopPropagation();
  }
}

/** Puts a menu near its place, wholly inside the window. */
function place(box, at) {
  const { width, height } = box.getBoundingClientRect();
  const edge = 8;
  let left, top;
  if (at instanceof Element) {
    const near = at.getBoundingClientRect();
    const below = near.bottom + height + edge <= innerHeight;
    left = near.left + width + edge <= innerWidth ? near.left : near.right - width;
    top = below ? near.bottom + 6 : near.top - height - 6;
  } else {
    left = at.x;
    top = at.y + height + edge <= innerHeight ? at.y : at.y - height;
  }
  box.style.left = `${Math.max(edge, Math.min(left, innerWidth - width - edge))}px`;
  box.style.top = `${Math.max(edge, Math.min(top, innerHeight - height - edge))}px`;
}

document.addEventListener(
  "pointerdown",
  (event) => {
    if (menuOpen && !menuOpen.box.contains(event.target) && !menuOpen.owner?.contains(event.target)) closeMenu(false);
  },
  true,
);
document.addEventListener("focusin", (event) => menuOpen && !menuOpen.box.contains(event.target) && closeMenu(false));
document.addEventListener("keydown", (event) => {
  if (menuOpen && event.key === "Escape") closeMenu();
});
addEventListener("resize", () => closeMenu(false));
