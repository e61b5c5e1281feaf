// Small pieces of the page. Text only ever goes in as text.

export function part(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...inside.flat().filter((it) => it !== undefined && it !== null && it !== false));
  return element;
}

/** Builds anew what is inside, if what it shows has changed; what had the focus keeps it. */
export function show(place, shown, build) {
  const key = JSON.stringify(shown);
  if (place.shown === key) return;
  place.shown = key;
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.name : undefined;
  place.replaceChildren(...[build()].flat().filter(Boolean));
  if (focused) place.querySelector(`[data-name="${CSS.escape(focused)}"]`)?.focus();
}

const UNITS = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];

function length(seconds) {
  const [size, name] = UNITS.find(([unit]) => seconds >= unit * 1.5) ?? [1, "s"];
  return `${Math.max(0, Math.round(seconds / size))} ${name}`;
}

function relative(time) {
  const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
  return time.dataset.form
    .replace("{}", length(Math.abs(seconds)))
    .replace("{in}", seconds < 0 ? `in ${length(-seconds)}` : "now");
}

/** A time that stays true: `{}` stands for how far it is away. */
export function time(iso, form = "{} ago") {
  const element = part("time", { datetime: iso, title: `${new Date(iso).toLocaleString()} (${iso})`, "data-form": form });
  element.textContent = relative(element);
  return element;
}

setInterval(() => {
  for (const element of document.querySelectorAll("time[data-form]")) element.textContent = relative(element);
}, 5000);

/** Words of the core as people read them. */
export const word = (name) => name.toLowerCase().replaceAll("_", " ");

export const code = (text, attributes = {}) => part("code", attributes, text);

document.getElementById("ask-no").addEventListener("click", (event) => event.target.closest("dialog").close("no"));

/** Asks a person; gives the reason, or nothing when it is called off. */
export function confirmed({ title, text, button, reason, danger }) {
  const dialog = document.getElementById("ask");
  const input = dialog.querySelector("input");
  const yes = dialog.querySelector("button[value=yes]");
  dialog.querySelector("h2").textContent = title;
  dialog.querySelector("#ask-text").textContent = text;
  dialog.querySelector("#ask-reason").hidden = !reason;
  input.required = Boolean(reason);
  input.value = "";
  yes.textContent = button;
  yes.className = danger ? "danger" : "primary";
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => resolve(dialog.returnValue === "yes" ? input.value : undefined),
      { once: true },
    );
  });
}
