// What waits for a person: asks that others must want, too.

import { ask, mayChange } from "./api.js";
import { confirmed, part, show, time } from "./parts.js";

function said(it) {
  const where = it.lane ? ` on ${it.lane}` : "";
  const about = it.about ? ` (${it.about})` : "";
  return `${it.by} wants ${it.action}${where}${about}${it.reason ? `: ${it.reason}` : ""}`;
}

function agreed(it) {
  return it.approvals.length ? `Agreed: ${it.approvals.map((one) => one.by).join(", ")}. ` : "";
}

function button(name, it, told, question, command) {
  const click = async () => {
    const reason = await confirmed({ ...question, button: name });
    if (reason === undefined) return;
    const words = reason ? { reason } : {};
    await told(() => ask({ ask: command, with: { proposal: String(it.proposal) }, ...words }));
  };
  return part("button", { "data-name": `${command}-${it.proposal}`, onclick: click, class: command === "approve" ? "primary" : undefined }, name);
}

function row(it, told) {
  const approve = { title: "Approve?", text: `${said(it)}. It takes ${it.missing}.` };
  const decline = { title: "Decline?", text: said(it), reason: true };
  return part(
    "li",
    {},
    part("div", {}, part("strong", {}, said(it))),
    part("div", { class: "soft" }, agreed(it), `It takes ${it.missing}; lapses `, time(it.until, "{in}")),
    mayChange && part("div", { class: "buttons" }, button("Approve", it, told, approve, "approve"), button("Decline", it, told, decline, "decline")),
  );
}

/** Asks that wait for others; nothing is shown where none does. */
export function showApprovals(place, status, told) {
  place.hidden = !status.approvals.length;
  show(place.querySelector("ul"), [status.approvals, mayChange], () => status.approvals.map((it) => row(it, told)));
}
