// One lane: what it does, what runs where, and what one may ask of it.

import { ask, mayChange } from "./api.js";
import { ago, confirmed, part } from "./parts.js";

function row(stage, place) {
  const share = stage.kind === "CANARY" ? ` ${stage.share_percent} %` : "";
  return part(
    "tr",
    {},
    part("th", { scope: "row" }, stage.stage + share),
    part("td", { class: "id" }, place.release ?? "nothing"),
    part("td", { class: "soft" }, place.out ? "out" : place.since ? ago(place.since) : ""),
  );
}

function stages(lane) {
  const rows = lane.stages.flatMap((stage) => stage.places.map((place) => row(stage, place)));
  if (!rows.length) return undefined;
  const head = part("caption", { class: "soft" }, "Who is served by what");
  return part("table", {}, head, part("tbody", {}, ...rows));
}

function facts(lane) {
  const list = part("dl");
  const add = (name, ...value) => list.append(part("dt", {}, name), part("dd", {}, ...value));
  if (lane.hold) add("Held", `${lane.hold.reason} (${lane.hold.by}) `, ago(lane.hold.since));
  const rollout = lane.rollouts[0];
  if (rollout) {
    add("Rollout", `${rollout.release}: ${rollout.phase.toLowerCase()} at ${rollout.stage} `, ago(rollout.since));
    if (rollout.verdict) {
      const verdict = part("strong", { class: rollout.verdict.answer }, rollout.verdict.answer);
      add("Verdict", verdict, ` at ${rollout.verdict.stage}: ${rollout.verdict.reasons.join(" ")}`);
    } else if (rollout.why) add("Last", rollout.why);
  }
  const candidate = lane.candidates[0];
  if (candidate) {
    add("Candidate", part("code", {}, candidate.snapshot.slice(7, 19)), ` ${candidate.state.toLowerCase()}; gate: ${candidate.gate ?? "not asked yet"}`);
    if (candidate.dropped) add("Dropped", `${candidate.dropped.sentence} ${candidate.dropped.remedy}`);
  }
  if (lane.anchor) add("Anchor", part("code", {}, lane.anchor));
  if (lane.held_back?.length) add("Held back", lane.held_back.join(", "));
  if (lane.frozen) add("No snapshot", `${lane.frozen.sentence} ${lane.frozen.remedy}`);
  return list;
}

function buttons(lane, told) {
  if (!mayChange || lane.external) return undefined;
  const send = async (question, command) => {
    const reason = await confirmed(question);
    if (reason === undefined) return;
    const said = question.reason ? { reason } : {};
    await told(() => ask({ lane: lane.lane, ...said, ...command }));
  };
  const stop = part("button", {
    class: "stop",
    onclick: () => send(
      { title: `Hold ${lane.lane}`, text: "Nothing moves forward until the hold is lifted. What is served stays.", button: "Hold", reason: true },
      { ask: "hold" }),
  }, "Hold");
  const lift = part("button", {
    class: "primary",
    onclick: () => send(
      { title: `Lift the hold of ${lane.lane}`, text: lane.hold?.reason ?? "", button: "Lift" },
      { ask: "lift" }),
  }, "Lift the hold");
  const back = part("button", {
    disabled: !lane.back_to,
    onclick: () => send(
      { title: `Roll ${lane.lane} back`, text: `All stages go back to ${lane.back_to} at once. Automation holds afterwards, until a person lifts it.`, button: "Roll back" },
      { ask: "rollback" }),
  }, "Roll back");
  const deploy = part("button", {
    onclick: () => send(
      { title: `Deploy ${lane.lane}`, text: "The heads of all sources are frozen now and go through every stage.", button: "Deploy" },
      { ask: "deploy" }),
  }, "Deploy");
  return part("div", { class: "buttons" }, lane.hold ? lift : stop, back, deploy);
}

/** @param told runs what a button asks, and tells a person why it was refused */
export function laneCard(lane, told) {
  return part(
    "article",
    { class: `${lane.state}${lane.moving ? " moving" : ""}`, "data-lane": lane.lane },
    part("h2", {}, lane.lane),
    part("p", {}, lane.sentence),
    stages(lane),
    facts(lane),
    buttons(lane, told),
  );
}
