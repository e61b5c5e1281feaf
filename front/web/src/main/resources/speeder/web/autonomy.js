// How far automation goes: what waits for a yes, what it would have done, and how one changes it.

import { ask, autonomy as readAutonomy, mayChange } from "./api.js";
import { code, confirmed, part, show, time } from "./parts.js";

const LEVELS = ["observe", "propose", "act"];
const MOVES = {
  "set-out": (it) => ["deploy ", code(it.release)],
  "go-on": (it) => [`go on to ${it.stage} with `, code(it.release)],
  "take-back": (it) => ["take back ", code(it.release)],
};

const would = (it) => [...MOVES[it.move](it), `: ${it.why}`];

/** What goes on once a person says yes, and what automation leaves to people. */
export function autonomyNotes(lane) {
  return lane.would.filter((it) => it.move !== "go-on" || !lane.waits).map((it) => part("p", { class: "warn" }, "Automation would ", would(it)));
}

export function confirmButton(lane, button) {
  const it = lane.waits;
  return it && button(`Yes to ${it.stage}`, `Let ${it.release} go on to ${it.stage}?`, "It is ready. Automation waits for a person here.", "confirm", { class: "primary", wish: { with: { stage: it.stage } } });
}

/** Where automation does not act. */
export function level(stage) {
  return stage.autonomy === "act" ? "" : `, ${stage.autonomy}`;
}

function decided(it) {
  return part("li", { class: it.match === "agreed" ? undefined : "warn" }, time(it.then), ` ${it.match}: it would `, would(it), `; people ${it.did}`);
}

function buttons(lane, name, told) {
  if (!mayChange) return undefined;
  const set = (to) => async () => {
    const reason = await confirmed({ title: `Automation of ${name}: ${to}?`, text: "Less is free; more takes agreement, passed controls and another person.", button: to, reason: true });
    if (reason !== undefined) await told(() => ask({ ask: "set-autonomy", lane: name, reason, with: { level: to } }));
  };
  const now = new Set(lane.stages.map((it) => it.allowed));
  return part("div", { class: "buttons" }, LEVELS.map((it) => part("button", { "data-name": `autonomy-${it}`, disabled: now.size === 1 && now.has(it), onclick: set(it) }, it)));
}

function panel(all, name, told) {
  const lane = all.lanes.find((it) => it.lane === name);
  if (!lane) return undefined;
  const { agreement } = lane;
  const rows = lane.stages.map((it) => part("li", {}, `${it.stage}: `, part("strong", {}, it.now), it.now !== it.allowed && `, let go as far as ${it.allowed}`, it.allowed !== it.ceiling && `, at most ${it.ceiling}`));
  const controls = all.controls.filter((it) => it.lanes.includes(name)).map((it) =>
    part("li", { class: it.passed ? undefined : "warn" }, `${it.control}: ${it.passed ? "passed" : "no pass"}`, it.by && ` by ${it.by}`, it.until && [", ends ", time(it.until, "{in}")], it.reason && `: ${it.reason}`));
  return [
    part("ul", { class: "plain" }, rows, controls),
    part("p", { class: "soft" }, `People agreed in ${agreement.agreed} of ${agreement.made} decisions in ${agreement.within}; to go farther it takes ${agreement.percent} % of at least ${agreement.decisions}.`),
    lane.decided.length > 0 && part("ul", { class: "plain" }, lane.decided.slice(0, 10).map(decided)),
    buttons(lane, name, told),
  ];
}

/** Read while it is looked at. */
export function autonomyPanel(place, lane, told) {
  if (lane.external) return;
  if (!place.details) {
    place.inside = part("div");
    place.details = part("details", { ontoggle: () => place.details.open && place.read() }, part("summary", {}, "Automation: ", place.word = part("span")), place.inside);
    place.append(place.details);
  }
  place.read = async () => {
    try {
      const all = await readAutonomy();
      show(place.inside, [all, mayChange], () => panel(all, lane.lane, told));
    } catch (refused) {
      place.inside.textContent = refused.message;
    }
  };
  place.word.textContent = lane.autonomy;
  if (place.details.open) place.read();
}
