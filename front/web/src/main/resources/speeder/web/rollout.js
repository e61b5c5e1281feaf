// A rollout: its verdict and why, its steps and their logs; and those before it.

import { log, rollout as readRollout, rollouts as readRollouts } from "./api.js";
import { code, part, show, time, word } from "./parts.js";

const PAST = 8;
const LINES = 200;

function verdict(it) {
  return part(
    "p",
    {},
    part("strong", { class: `verdict ${it.answer}` }, it.answer),
    ` at ${it.stage}, `,
    time(it.at),
    it.reasons.length ? `: ${it.reasons.join("; ")}` : "",
  );
}

function head(rollout) {
  const back = rollout.direction === "BACK";
  const due = rollout.due && Date.parse(rollout.due) > Date.now();
  return [
    part(
      "h3",
      {},
      rollout.open ? (back ? "Going back to " : "Rollout of ") : back ? "Went back to " : "Last rollout: ",
      code(rollout.release),
    ),
    part(
      "p",
      {},
      part("span", { class: `phase ${rollout.phase}` }, word(rollout.phase)),
      back ? " at all stages, " : ` at ${rollout.stage}, `,
      rollout.ended ? time(rollout.ended) : time(rollout.since, "for {}"),
      due && [rollout.phase === "WATCHING" ? ", its window ends " : ", goes on ", time(rollout.due, "{in}")],
      rollout.why ? `: ${rollout.why}` : "",
    ),
    rollout.reason && part("p", { class: "soft" }, `${back ? "Because" : "Gate"}: ${rollout.reason}`),
    rollout.verdict && verdict(rollout.verdict),
  ];
}

async function showLog(place, key) {
  try {
    const { lines, all } = await log(key);
    const text = lines.slice(-LINES).map((line) => `${line.at.slice(11, 19)} ${line.text}`).join("\n");
    place.textContent = text || (all ? "It said nothing." : "Nothing that everyone may read; open the page with its token.");
  } catch (refused) {
    place.textContent = refused.message;
  }
}

function counts(it) {
  return part("details", {}, part("summary", {}, "Counts"), part("pre", {}, JSON.stringify(it.verdict.counts, null, 1)));
}

function logOf(effect) {
  const text = part("pre", { tabindex: "0" }, "Reading …");
  return part(
    "details",
    { "data-log": effect, ontoggle: (event) => event.target.open && showLog(text, effect) },
    part("summary", {}, `Log of ${effect.split("/")[1]}`),
    text,
  );
}

function step(it, withLog) {
  return part(
    "li",
    {},
    time(it.at),
    part("div", {}, it.text, it.verdict?.counts && counts(it), withLog && logOf(it.effect)),
  );
}

/** Newest first; a deed's log stands at the last thing that came of it. */
function stepList(steps) {
  const told = new Set();
  const rows = [...steps].reverse().map((it) => {
    const withLog = it.effect && !told.has(it.effect) && !it.effect.split("/")[1].startsWith("gate");
    told.add(it.effect);
    return step(it, withLog);
  });
  return part("ol", { class: "steps", reversed: true }, rows);
}

async function showSteps(place, id) {
  try {
    const { steps } = await readRollout(id);
    const open = [...place.querySelectorAll("details[data-log][open]")].map((it) => it.dataset.log);
    show(place, steps, () => stepList(steps));
    for (const it of place.querySelectorAll("details[data-log]")) it.open = open.includes(it.dataset.log);
  } catch (refused) {
    place.textContent = refused.message;
  }
}

/** The lane's newest rollout; its steps are read while they are looked at. */
export function rolloutPanel(place, rollout) {
  if (!rollout) return;
  if (!place.head) {
    place.className = "sub";
    place.head = part("div");
    place.steps = part("div");
    place.details = part("details", { ontoggle: () => place.details.open && showSteps(place.steps, place.rollout) }, part("summary", {}, "Steps, verdicts and logs"), place.steps);
    place.append(place.head, place.details);
  }
  place.rollout = rollout.id;
  show(place.head, rollout, () => head(rollout));
  if (place.details.open) showSteps(place.steps, rollout.id);
}

function pastRow(it) {
  return part(
    "tr",
    {},
    part("td", {}, time(it.began)),
    part("td", {}, it.direction === "BACK" ? "back to " : "", code(it.release)),
    part("td", {}, part("span", { class: `phase ${it.phase}` }, word(it.phase))),
    part("td", { class: "why" }, it.why || it.reason),
  );
}

/** Rollouts before, read again when there is a new one or the newest ended. */
export function past(place, lane, newest) {
  if (!newest) return;
  const key = `${newest.id} ${newest.phase}`;
  if (place.asked === key) return;
  place.asked = key;
  readRollouts(lane, PAST).then(({ rollouts }) => {
    show(place, rollouts, () => part(
      "details",
      { open: place.querySelector("details")?.open },
      part("summary", {}, "Recent rollouts"),
      part("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Recent rollouts of ${lane}` }, part(
        "table",
        {},
        part("thead", {}, part("tr", {}, ["Began", "Release", "Ended as", "Why"].map((it) => part("th", { scope: "col" }, it)))),
        part("tbody", {}, rollouts.map(pastRow)),
      )),
    ));
  }, () => { place.asked = undefined; });
}
