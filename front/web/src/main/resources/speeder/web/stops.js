// What stands in the way of lanes, and how one stops and lifts.

import { ask, mayChange } from "./api.js";
import { part, show, time } from "./parts.js";

const STOPPED = "stopped by hand, from the page";
const NAMES = { hold: "Held", "frozen-hold": "Held, also from going back", freeze: "Frozen", lock: "Locked", "missing-role": "Role missing", "control-not-passed": "Control not passed" };

/** The strictest hold of a lane. */
export const hold = (lane) => lane.stops.find((it) => it.what.endsWith("hold"));

/** The hold of the lane alone: what the lane's own button lifts. */
export const ownHold = (lane) => lane.stops.find((it) => it.what.endsWith("hold") && it.at === `Lane ${lane.lane}`);

export function stopNotes(lane) {
  return lane.stops.map((it) =>
    part("p", { class: "warn" }, part("strong", {}, NAMES[it.what] ?? it.what), ` (${it.at}) by ${it.by}, `, time(it.since), it.until && [", ends ", time(it.until, "{in}")], `: ${it.reason}`));
}

/** What there is to tell of a lane's calendars beside its stops. */
export function calendarNotes(lane) {
  return [
    ...lane.unread.map((it) => part("p", { class: "warn" }, `${it.sentence} ${it.remedy}`)),
    lane.thaw && part("p", { class: "warn" }, part("strong", {}, "Thawed"), ` in spite of its calendars by ${lane.thaw.by}, `, "ends ", time(lane.thaw.until, "{in}"), `: ${lane.thaw.reason}`),
  ];
}

/** One big button: holds everything, at once and without a question. */
export function showStop(place, status, told) {
  const all = status.holds.some((it) => it.reach === "all");
  show(place, [mayChange, all], () => {
    if (!mayChange) return part("p", { class: "soft" }, "Read only. To change anything, open the page with its token.");
    const stop = () => told(() => ask({ ask: "hold", with: { all: "true" }, reason: STOPPED }));
    return [
      part("button", { class: "stop", "data-name": "stop", disabled: all, onclick: stop }, all ? "All is held" : "Stop"),
      part("span", { class: "soft" }, all ? "lift it below" : "holds everything; what is served stays"),
    ];
  });
}

function where(reach) {
  const slash = reach.indexOf("/");
  return slash < 0 ? { with: { all: "true" } } : { source: { with: { source: reach.slice(slash + 1) } }, lane: { lane: reach.slice(slash + 1) }, target: { target: reach.slice(slash + 1) } }[reach.slice(0, slash)];
}

/** Every hold that stands, also of targets and sources, each with its lift. */
export function showHolds(place, status, told) {
  show(place, [mayChange, status.holds], () => {
    if (!status.holds.length) return undefined;
    const rows = status.holds.map((it) =>
      part(
        "li",
        {},
        part("strong", {}, it.reach === "all" ? "Everything" : it.reach.replace("/", " ")),
        ` is held by ${it.by}, `,
        time(it.since),
        it.until && [", ends ", time(it.until, "{in}")],
        it.frozen && ", going back too",
        `: ${it.reason} `,
        mayChange && it.liftable && part("button", { "data-name": `lift ${it.reach}`, onclick: () => told(() => ask({ ask: "lift", ...where(it.reach) })) }, "Lift"),
      ));
    return part("section", { class: "sub", "aria-label": "Holds" }, part("ul", { class: "plain" }, rows));
  });
}
