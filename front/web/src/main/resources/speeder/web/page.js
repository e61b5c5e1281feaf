// The page: status as it stands, and facts as they come. Whatever it shows can be read from the API by anyone.

import { follow, mayChange, read } from "./api.js";
import { laneCard } from "./lane.js";
import { part } from "./parts.js";

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

async function told(deed) {
  try {
    notice();
    await deed();
  } catch (refused) {
    notice(refused.message);
  }
}

function show(status) {
  at("farm").textContent = status.farm;
  const focused = document.activeElement?.closest?.("article")?.dataset.lane;
  const word = document.activeElement?.textContent;
  at("lanes").replaceChildren(...status.lanes.map((lane) => laneCard(lane, told)));
  if (!focused) return;
  const buttons = document.querySelectorAll(`article[data-lane="${CSS.escape(focused)}"] button`);
  [...buttons].find((button) => button.textContent === word)?.focus();
}

/** One look at a time; what comes meanwhile is answered by one more. */
async function refresh() {
  if (running) {
    asked = true;
    return undefined;
  }
  running = true;
  try {
    const status = await read("/api/status");
    show(status);
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
  const time = part("time", { datetime: fact.at, title: fact.at }, fact.at.slice(11, 19));
  const lane = part("span", {}, fact.lane || "farm");
  at("log").prepend(part("li", {}, time, lane, part("div", {}, fact.text)));
  while (at("log").children.length > LOG_LINES) at("log").lastChild.remove();
  refresh();
}

function stands(live) {
  at("connection").textContent = live
    ? `Live${mayChange ? "" : ", read only: open the page with its token to change anything"}`
    : "The server is out of reach. What is served goes on.";
}

async function find(event) {
  event.preventDefault();
  const form = new FormData(event.target);
  const source = form.get("source").split("/").map(encodeURIComponent).join("/");
  try {
    const where = await read(`/api/commits/${source}/${encodeURIComponent(form.get("commit"))}`);
    at("found").textContent = where.sentence;
  } catch (refused) {
    at("found").textContent = refused.message;
  }
}

at("where").addEventListener("submit", find);
const first = await refresh();
follow(Math.max(1, (first?.offset ?? 0) - FACTS_BEFORE), heard, stands);
setInterval(refresh, REFRESH_MS);
