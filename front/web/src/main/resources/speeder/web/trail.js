// Looking back: how long commits take until main serves them, and who asked for what.

import { audit as readAudit, convergence as readConvergence } from "./api.js";
import { part, show, time, word } from "./parts.js";

const SHOWN = 50;

function span(millis) {
  const seconds = millis / 1000;
  if (seconds < 90) return `${seconds.toFixed(1)} s`;
  return seconds < 5400 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function stations(lane) {
  return part("table", {}, part("thead", {}, part("tr", {}, [lane.lane, "half within", "95 of 100 within"].map((it) => part("th", { scope: "col" }, it)))), part("tbody", {}, lane.stations.map((it) => part("tr", {}, part("td", {}, it.station), part("td", {}, span(it.p50)), part("td", {}, span(it.p95))))));
}

function converging(lane) {
  const waits = lane.oldest && part("p", { class: "soft" }, `Heads that wait: ${lane.waiting}; the oldest is ${lane.oldest.commit.slice(0, 10)} of ${lane.oldest.source}, seen `, time(lane.oldest.since));
  return [lane.stations.length ? stations(lane) : part("p", { class: "soft" }, `${lane.lane}: nothing was served since its first release.`), waits];
}

function entry(it) {
  const for_ = it.on_behalf_of === it.by ? "" : ` for ${it.on_behalf_of}`;
  const what = [it.action, it.lane, it.about].filter(Boolean).join(" ");
  return part(
    "li",
    { class: it.answer === "refused" ? "warn" : undefined },
    time(it.at),
    part("div", {}, part("strong", {}, `${it.by}${for_}`), `: ${what}, ${word(it.answer).replaceAll("-", " ")}${it.reason ? `: ${it.reason}` : ""}`, it.refused && part("div", { class: "soft" }, `${it.refused.sentence} ${it.refused.remedy}`), it.before && it.before !== it.after && part("div", { class: "soft" }, `before: ${it.before}`), it.after && it.before !== it.after && part("div", { class: "soft" }, `after: ${it.after}`)),
  );
}

async function fill(place, read, build) {
  try {
    const value = await read();
    show(place, value, () => build(value));
  } catch (refused) {
    place.textContent = refused.message;
  }
}

/** Read while they are looked at. */
export function showTrail(convergence, audit) {
  const speeds = () => fill(convergence.querySelector("div"), readConvergence, ({ lanes }) => lanes.flatMap(converging));
  const trail = () => fill(audit.querySelector("ol"), () => readAudit(SHOWN), ({ entries }) => entries.map(entry));
  for (const [place, read] of [[convergence, speeds], [audit, trail]]) {
    place.ontoggle = () => place.open && read();
    if (place.open) read();
  }
}
