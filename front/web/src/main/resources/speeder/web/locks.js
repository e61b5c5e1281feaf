// Who holds which lock, who waits, and what is seen of lanes that others deploy.

import { ask, mayChange } from "./api.js";
import { confirmed, part, show, time } from "./parts.js";

const where = (lock) => (lock.target === "*" ? lock.lane : `${lock.lane}/${lock.target}`);

function stands(lock) {
  if (lock.state !== "WAITING") return [" holds it ", time(lock.since, "for {}"), lock.aside && ` and is to step aside: ${lock.aside.why}`];
  const place = lock.place ? ` waits, place ${lock.place}` : " waits";
  const more = lock.expected_seconds ? `, about ${Math.ceil(lock.expected_seconds / 60)} min more` : ", how long is not known";
  return [place, more, lock.waits_for && `: ${lock.waits_for}`];
}

function who(lock) {
  if (lock.own) return "a rollout";
  return lock.owner === lock.on_behalf_of ? lock.owner : `${lock.owner} for ${lock.on_behalf_of}`;
}

function breaking(lock, told) {
  const click = async () => {
    const reason = await confirmed({ title: `Break the lock of ${where(lock)}?`, text: `${who(lock)} loses it: its number no longer counts.`, button: "Break", reason: true, danger: true });
    if (reason !== undefined) await told(() => ask({ ask: "break-lock", with: { lock: String(lock.lock) }, reason }));
  };
  return part("button", { "data-name": `break ${lock.lock}`, onclick: click }, "Break");
}

function row(lock, told) {
  return part(
    "li",
    { class: lock.aside ? "warn" : undefined },
    part("strong", {}, where(lock)),
    lock.work === lock.lane ? " " : ` for ${lock.work} `,
    who(lock),
    stands(lock),
    lock.reason && !lock.own && ` (${lock.reason})`,
    mayChange && !lock.own && [" ", breaking(lock, told)],
  );
}

export function showLocks(place, locks, told) {
  show(place, [mayChange, locks.held, locks.waiting, locks.outside], () => {
    const outside = locks.outside.map((it) => part("li", { class: it.moving === "NO" ? "soft" : "warn" }, it.sentence));
    const rows = [...locks.held, ...locks.waiting].map((it) => row(it, told));
    return outside.length + rows.length
      ? part("ul", { class: "plain" }, outside, rows)
      : part("p", { class: "soft" }, "Nobody holds a lock, and nobody waits.");
  });
}
