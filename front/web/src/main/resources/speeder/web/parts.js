// Small pieces of the page. Text only ever goes in as text.

export function part(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...inside.filter((it) => it !== undefined && it !== null));
  return element;
}

export function ago(iso) {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(iso)) / 1000));
  const text =
    seconds < 90 ? `${seconds} s ago`
    : seconds < 5400 ? `${Math.round(seconds / 60)} min ago`
    : seconds < 129600 ? `${Math.round(seconds / 3600)} h ago`
    : `${Math.round(seconds / 86400)} days ago`;
  return part("time", { datetime: iso, title: iso }, text);
}

/** Asks a person; gives the reason, or nothing when it is called off. */
export function confirmed({ title, text, button, reason }) {
  const dialog = document.getElementById("ask");
  const input = dialog.querySelector("input");
  const yes = dialog.querySelector("button[value=yes]");
  dialog.querySelector("h2").textContent = title;
  dialog.querySelector("#ask-text").textContent = text;
  dialog.querySelector("#ask-reason").hidden = !reason;
  input.required = Boolean(reason);
  input.value = "";
  yes.textContent = button;
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
