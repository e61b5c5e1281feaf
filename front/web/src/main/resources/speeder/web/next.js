// When a lane sets out next, what would stand in its way, and how one changes how often it does.

import { ask, mayChange, next as readNext } from "./api.js";
import { code, confirmed, part, show, time } from "./parts.js";

const CADENCES = {
  "on change": { every: "change" },
  "by hand": { every: "by-hand" },
  "as the manifest says": { every: "manifest" },
};

function run(it) {
  const stops = it.stops.map((stop) => `${stop.what.replaceAll("-", " ")} (${stop.reason})`).join(", ");
  return part(
    "li",
    { class: stops ? "warn" : undefined },
    time(it.at, "{in}"),
    ` ${it.trigger}: ${it.why}`,
    stops && `; stopped by ${stops}, `,
    stops && (it.opens ? ["opens ", time(it.opens, "{in}")] : "no opening is known"),
  );
}

function ahead(it) {
  return part("p", { class: "warn" }, `${it.unproven.length} of ${it.most} releases above the anchor are not proven: the next waits for the watch`, it.until && [", which ends ", time(it.until, "{in}")]);
}

function buttons(name, told) {
  if (!mayChange) return undefined;
  const set = (words, wish) => async () => {
    const reason = await confirmed({ title: `${name} sets out ${words}?`, text: "It stays so until it is changed again, also under a new manifest.", button: words, reason: true });
    if (reason !== undefined) await told(() => ask({ ask: "cadence", lane: name, reason, with: wish }));
  };
  return part("div", { class: "buttons" }, Object.entries(CADENCES).map(([words, wish]) => part("button", { "data-name": `cadence-${wish.every}`, onclick: set(words, wish) }, words)));
}

function panel(lane, name, told) {
  return [
    part("p", {}, lane.cadence, lane.chosen_by && `, says ${lane.chosen_by}`),
    lane.ahead.waits && ahead(lane.ahead),
    lane.next && part("p", {}, code(lane.next), " is sealed and sets out next"),
    part("ul", { class: "plain" }, lane.runs.length ? lane.runs.map(run) : part("li", { class: "soft" }, "no run is known")),
    buttons(name, told),
  ];
}

/** Read while it is looked at. */
export function nextPanel(place, lane, told) {
  if (lane.external) return;
  if (!place.details) {
    place.inside = part("div");
    place.details = part("details", { ontoggle: () => place.details.open && place.read() }, part("summary", { "data-name": "next" }, "Next runs"), place.inside);
    place.append(place.details);
  }
  place.read = async () => {
    try {
      const { lanes: [it] } = await readNext(lane.lane);
      show(place.inside, [it, mayChange], () => panel(it, lane.lane, told));
    } catch (refused) {
      place.inside.textContent = refused.message;
    }
  };
  if (place.details.open) place.read();
}
