// Is it moving, is it safe, how do I stop it: what one must see at once.

import { code, part, show, time, word } from "./parts.js";
import { hold } from "./stops.js";

/** What wants a person, worst first. */
function troubles(status) {
  const troubles = [];
  for (const lane of status.lanes) {
    const rollout = lane.rollouts[0];
    if (rollout?.phase === "STOPPED") troubles.push(`${lane.lane}: stopped, a person is needed. ${rollout.why}`);
    if (rollout?.verdict?.answer === "FAIL" && rollout.open) troubles.push(`${lane.lane}: FAIL at ${rollout.verdict.stage}.`);
    if (rollout?.verdict?.answer === "BLIND" && rollout.open) troubles.push(`${lane.lane}: blind at ${rollout.verdict.stage}: ${rollout.verdict.reasons.join("; ")}`);
    if (lane.state === "gate-shut") troubles.push(`${lane.lane}: ${lane.sentence}`);
    if (lane.state === "waiting") troubles.push(`${lane.lane}: ${lane.sentence}`);
    if (lane.state === "going-back") troubles.push(`${lane.lane}: ${lane.sentence}`);
    const own = lane.stops.find((it) => it.by === "speeder");
    if (own) troubles.push(`${lane.lane}: ${own.reason}. Automation holds until a person lifts it.`);
    for (const it of lane.unread) troubles.push(`${lane.lane}: ${it.sentence}`);
    if (lane.frozen) troubles.push(`${lane.lane}: no snapshot: ${lane.frozen.sentence}`);
  }
  for (const slot of status.slots) {
    if (slot.status === "FAILED") troubles.push(`${slot.release} did not start at ${slot.target}/${slot.stage}: ${slot.failure?.sentence ?? ""}`);
  }
  if (status.edge.down) troubles.push("The edge is down: nobody answers for it. It is being started anew.");
  else if (status.edge.unsure) troubles.push("What the edge serves is not known; it is being asked.");
  for (const out of status.out) troubles.push(`Target ${out.target} is out: ${out.reason}`);
  return troubles;
}

function line(kind, name, text) {
  return part("p", { class: kind }, part("strong", {}, name), " ", text);
}

export function showGlance(place, status) {
  const moving = status.lanes.filter((lane) => lane.moving);
  const held = status.lanes.filter(hold);
  const wrong = troubles(status);
  show(place, [moving.map((it) => it.sentence), held.map((it) => it.lane), wrong], () => [
    moving.length
      ? line("move", "Moving.", moving.map((lane) => `${lane.lane}: ${lane.sentence}`).join(" "))
      : line("calm", "Nothing moves.", held.length ? `Held: ${held.map((lane) => lane.lane).join(", ")}.` : ""),
    ...(wrong.length ? wrong.map((text) => line("bad", "Look:", text)) : [line("calm", "Nothing is wrong.", "")]),
  ]);
}

/** Deeds that run, and those that wait to be tried again. */
export function showWorks(place, status) {
  const { server } = status;
  const lag = Math.round(server.lag / 1000);
  show(place, [status.deeds, status.waiting, status.unread, status.edge, server.leads, server.leader, lag], () => {
    const follows = !server.leads && part("p", { class: lag > 5 ? "warn" : "soft" }, `${server.name} ${server.leader ? `follows ${server.leader}` : "knows no leader"}; it knew all of the journal ${lag} s ago. What you ask here is passed on.`);
    const running = status.deeds.map((it) => part("li", {}, code(it.kind), ` ${it.place}, `, time(it.since, "for {}"), it.line ? `: ${it.line}` : ""));
    const waiting = status.waiting.map((it) => part("li", { class: "warn" }, code(it.kind), ` ${it.place}, try ${it.attempt}`, it.until && [", again ", time(it.until, "{in}")], `: ${it.why.sentence} ${it.why.remedy}`));
    const unread = status.unread.map((it) => part("li", { class: "warn" }, `${it.source} is not read, `, time(it.since, "for {}"), `: ${it.why.sentence} ${it.why.remedy}`));
    const edge = status.edge.url && part("p", {}, "Traffic comes in at ", part("a", { href: status.edge.url, rel: "noreferrer" }, status.edge.url), status.edge.in_force < status.edge.wanted ? "; it is behind the newest routes." : ", by the newest routes.");
    return [
      follows,
      edge,
      running.length + waiting.length + unread.length ? part("ul", { class: "plain" }, unread, running, waiting) : part("p", { class: "soft" }, "No deed runs or waits."),
    ];
  });
}

const MARKS = { PIN: "Pinned", BAD: "Bad", KEPT: "Kept" };

/** What people said of sources and single commits. */
export function showMarks(place, status) {
  show(place, [status.marks], () => status.marks.length
    ? part("ul", { class: "plain" }, status.marks.map((it) => part(
      "li",
      {},
      part("strong", {}, MARKS[it.kind]),
      ` ${it.source} `,
      it.commit && code(it.commit.slice(0, 10), { title: it.commit }),
      it.fixed_by && [" unless with ", code(it.fixed_by.slice(0, 10), { title: it.fixed_by })],
      ` by ${it.by}, `,
      time(it.since),
      it.until && [", goes ", time(it.until, "{in}")],
      `: ${it.reason}`,
    )))
    : part("p", { class: "soft" }, "Every source follows its branch; no commit is marked or kept."));
}

/** Where a commit is, as an answer and place by place. */
export function found(where) {
  return [
    part("p", {}, part("strong", {}, where.sentence)),
    part("ul", { class: "plain" }, where.places.map((it) => part(
      "li",
      { class: it.answer === "SERVED" ? "yes" : "soft" },
      it.answer === "SERVED" ? "✓ " : "– ",
      `${it.lane} ${it.stage} ${it.target}: ${word(it.answer)} `,
      it.release && code(it.release),
      it.since && it.answer === "SERVED" && [" ", time(it.since, "for {}")],
    ))),
    where.candidates.map((it) => part("p", {}, `On its way to ${it.lane}: candidate ${it.candidate}, ${word(it.state)}.`)),
  ].flat();
}
