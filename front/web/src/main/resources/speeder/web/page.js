// The page: status as it stands, and facts as they come. Whatever it shows can be read from the API by anyone.

import { commit, follow, locks as readLocks, mayChange, status as readStatus } from "./api.js";
import { found, showGlance, showMarks, showWorks } from "./glance.js";
import { showLane } from "./lane.js";
import { showLocks } from "./locks.js";
import { part } from "./parts.js";
import { showHolds, showStop } from "./stops.js";
import { showApprovals } from "./people.js";
import { showTrail } from "./trail.js";

const LOG_LINES = 200;
const FACTS_BEFORE = 60;
const REFRESH_MS = 5000;

const at = (id) => document.getElementById(id);
let asked = false;
let running = false;

function notice(text) {
  at("notice").hidden = !text;
  at("notice").textContent = text ?? "";
}

/** Does what a person asked for, and tells why when it is refused. */
async function told(deed) {
  try {
    notice();
    await deed();
  } catch (refused) {
    notice(refused.message);
  }
  await refresh();
}

function show(status) {
  at("farm").textContent = status.farm;
  const moving = status.lanes.some((lane) => lane.moving);
  document.title = `${moving ? "● " : ""}Speeder ${status.farm}`;
  showStop(at("stop"), status, told);
  showGlance(at("glance"), status);
  showHolds(at("holds"), status, told);
  showApprovals(at("approvals"), status, told);
  showWorks(at("works"), status);
  showMarks(at("marks"), status);
  showTrail(at("convergence"), at("audit"));
  const cards = new Map([...at("lanes").children].map((card) => [card.dataset.lane, card]));
  for (const lane of status.lanes) {
    const card = cards.get(lane.lane) ?? at("lanes").appendChild(part("article", { "data-lane": lane.lane }));
    showLane(card, lane, told);
    cards.delete(lane.lane);
  }
  for (const gone of cards.values()) gone.remove();
}

/** One look at a time; what comes meanwhile is answered by one more. */
async function refresh() {
  if (running) {
    asked = true;
    return undefined;
  }
  running = true;
  try {
    const [status, locks] = await Promise.all([readStatus(), readLocks()]);
    show(status);
    showLocks(at("locks"), locks, told);
    return status;
  } catch (failure) {
    stands(false);
    return undefined;
  } finally {
    running = false;
    if (asked) {
      asked = false;
      refresh();
    }
  }
}

function heard(fact) {
  const clock = part("time", { datetime: fact.at, title: fact.at }, new Date(fact.at).toLocaleTimeString([], { hourCycle: "h23" }));
  const refused = fact.kind === "command.declined";
  at("log").prepend(part("li", { class: refused ? "warn" : undefined }, clock, part("span", {}, fact.lane || "farm"), part("div", {}, fact.text)));
  while (at("log").children.length > LOG_LINES) at("log").lastChild.remove();
  refresh();
}

function stands(live) {
  at("connection").className = live ? "live" : "lost";
  at("connection").textContent = live
    ? `Live${mayChange ? "" : ", read only"}`
    : "The server is out of reach: what you see may be old. What is served goes on.";
}

async function find(event) {
  event.preventDefault();
  const form = new FormData(event.target);
  try {
    at("found").replaceChildren(...found(await commit(form.get("source"), form.get("commit"))));
  } catch (refused) {
    at("found").textContent = refused.message;
  }
}

at("where").addEventListener("submit", find);
const first = await refresh();
follow(Math.max(1, (first?.offset ?? 0) - FACTS_BEFORE), heard, stands);
setInterval(refresh, REFRESH_MS);
