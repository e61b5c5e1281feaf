// One lane: what it does, what runs where, what is on its way, and what one may ask of it.

import { ask, mayChange } from "./api.js";
import { autonomyNotes, autonomyPanel, confirmButton, level } from "./autonomy.js";
import { nextPanel } from "./next.js";
import { code, confirmed, part, show, time, word } from "./parts.js";
import { past, rolloutPanel } from "./rollout.js";
import { calendarNotes, ownHold, stopNotes } from "./stops.js";

const SHARES = { DEBUG: () => "by header", CANARY: (stage) => `${stage.share_percent} %`, MAIN: () => "the rest" };

/** How far the lane's open rollout is with a stage, in a sign and a word. */
function progress(rollout, index) {
  if (!rollout?.open || rollout.direction === "BACK" || rollout.phase === "WATCHING") return undefined;
  const at = rollout.stages.indexOf(rollout.stage);
  if (index < at) return ["passed", "✓ passed"];
  if (index > at || rollout.phase === "PREPARING") return ["later", rollout.phase === "PREPARING" ? "starting" : "later"];
  return ["now", `● ${word(rollout.phase)}`];
}

function place(lane, serving, rollout) {
  const isNew = rollout?.open && rollout.phase !== "WATCHING" && serving.release === rollout.release;
  return part(
    "li",
    { class: serving.out ? "out" : undefined },
    part("span", { class: "target" }, serving.target),
    serving.release ? code(serving.release, { class: isNew ? "new" : undefined }) : part("span", { class: "soft" }, "nothing"),
    serving.release && serving.release === lane.anchor && part("span", { class: "mark", title: "Its whole watch window ended in PASS: automation goes back to it" }, "anchor"),
    serving.out ? part("strong", {}, "out") : serving.since && part("span", { class: "soft" }, time(serving.since, "for {}")),
  );
}

function stages(lane) {
  const rollout = lane.rollouts[0];
  const columns = lane.stages.map((stage, index) => {
    const state = progress(rollout, index);
    return part(
      "li",
      { class: state?.[0] },
      part("h3", {}, stage.stage, " ", part("span", { class: "soft" }, (SHARES[stage.kind]?.(stage) ?? "") + level(stage))),
      part("ul", {}, stage.places.map((it) => place(lane, it, rollout))),
      state && part("p", { class: "soft" }, state[1]),
    );
  });
  return columns.length ? part("ol", { class: "stages", "aria-label": "Stages, in order" }, columns) : undefined;
}

function candidates(lane) {
  const shown = lane.candidates.filter((it) => it.state !== "SEALED");
  if (!shown.length) return undefined;
  const rows = shown.map((it) =>
    part(
      "li",
      {},
      code(it.snapshot.slice(7, 19), { title: it.snapshot }),
      ` ${word(it.state)}, `,
      time(it.since, "{} old"),
      `; gate: ${it.gate ?? "not asked yet"}`,
      it.dropped && part("div", {}, `${it.dropped.sentence} ${it.dropped.remedy}`),
    ));
  return part("section", { class: "sub" }, part("h3", {}, "On its way"), part("ul", { class: "plain" }, rows));
}

/** A remedy that ends in a command. */
function remedy(text) {
  const at = text.indexOf("speeder ");
  return [text.slice(0, at), code(text.slice(at))];
}

function notes(lane) {
  const notes = [];
  notes.push(...stopNotes(lane), ...calendarNotes(lane), ...autonomyNotes(lane));
  if (lane.failed) notes.push(part("p", { class: "warn" }, `${lane.failed.sentence} `, ...remedy(lane.failed.remedy)));
  if (lane.frozen) notes.push(part("p", { class: "warn" }, `No snapshot: ${lane.frozen.sentence} ${lane.frozen.remedy}`));
  for (const it of lane.held_back) notes.push(part("p", { class: "warn" }, `Held back in the last snapshot: ${it.source}. ${it.why}`));
  if (lane.convergence) notes.push(part("p", { class: "soft" }, `From commit to served: half within ${Math.round(lane.convergence.p50 / 1000)} s, 95 of 100 within ${Math.round(lane.convergence.p95 / 1000)} s`));
  if (lane.next) notes.push(part("p", { class: "soft" }, "Next: ", code(lane.next)));
  return notes;
}

function backText(lane) {
  const open = lane.rollouts[0]?.moving ? lane.rollouts[0].release : lane.serving;
  return `Every stage gets ${lane.back_to} at once, instead of ${open}. Then the lane is held, until a person lifts it.`;
}

function buttons(lane, told) {
  if (!mayChange || lane.external) return undefined;
  const button = (name, title, text, command, more = {}) =>
    part("button", {
      "data-name": name,
      class: more.class,
      disabled: more.disabled,
      onclick: async () => {
        const reason = await confirmed({ title, text, button: name, ...more });
        if (reason === undefined) return;
        const said = reason ? { reason } : {};
        await told(() => ask({ ask: command, lane: lane.lane, ...more.wish, ...said }));
      },
    }, name);
  const rollout = lane.rollouts[0];
  const early = rollout?.moving && rollout.direction === "FORWARD" && rollout.stage !== rollout.stages.at(-1);
  const own = ownHold(lane);
  const shut = lane.state === "gate-shut";
  return part(
    "div",
    { class: "buttons" },
    own
      ? button("Lift the hold", `Lift the hold of ${lane.lane}?`, `It was held because: ${own.reason}`, "lift", { class: "primary" })
      : button("Hold", `Hold ${lane.lane}`, "Nothing moves forward until the hold is lifted. What is served stays.", "hold", { reason: true, class: "danger" }),
    button("Roll back", `Roll ${lane.lane} back to ${lane.back_to}?`, backText(lane), "rollback", { reason: true, danger: true, disabled: !lane.back_to, wish: { release: lane.back_to } }),
    confirmButton(lane, button),
    lane.thaw && button("End the thaw", `End the thaw of ${lane.lane}?`, "It keeps to its calendars of freezes again, from now on.", "thaw", { wish: { with: { end: "true" } } }),
    early && button("Withdraw", `Withdraw ${rollout.release}?`, "The stages it reached go back to what main serves.", "withdraw"),
    shut && button("Waive the gate", `Waive the gate of ${lane.lane}?`, `Its answer: ${lane.candidates[0]?.gate ?? "none"}`, "waive", { reason: true, danger: true }),
    button("Deploy", `Deploy ${lane.lane}?`, "The heads of all sources are frozen now, and go through every stage.", "deploy", { disabled: lane.stops.some((it) => it.what !== "control-not-passed") }),
    lane.back_to && part("span", { class: "soft" }, "A rollback goes to ", code(lane.back_to)),
  );
}

/** Shows a lane in its place, and what has changed in it alone. */
export function showLane(card, lane, told) {
  if (!card.head) {
    for (const name of ["head", "body", "act", "when", "auto", "roll", "past"]) {
      card[name] = part("div");
      card.append(card[name]);
    }
    card.id = `lane-${lane.lane}`;
    card.setAttribute("aria-labelledby", `lane-${lane.lane}-name`);
  }
  card.className = `lane ${lane.state}`;
  const { stops, stages: rows, rollouts, ...rest } = lane;
  show(card.head, [lane.state, lane.sentence, stops, lane.failed, lane.unread, lane.thaw, lane.frozen, lane.held_back, lane.next, lane.would, lane.waits, lane.convergence], () => [
    part("h2", { id: `lane-${lane.lane}-name` }, lane.lane, " ", part("span", { class: "state" }, lane.state.replaceAll("-", " "))),
    part("p", { class: "sentence" }, lane.sentence),
    ...notes(lane),
  ]);
  show(card.body, [rows, rollouts[0]?.phase, rollouts[0]?.stage, rest.candidates, rest.anchor], () => [stages(lane), candidates(lane)]);
  show(card.act, [rest, stops, rollouts[0]?.phase, rollouts[0]?.stage], () => buttons(lane, told));
  nextPanel(card.when, lane, told);
  autonomyPanel(card.auto, lane, told);
  rolloutPanel(card.roll, rollouts[0], lane.back_to);
  past(card.past, lane.lane, rollouts[0]);
}
