// The API as the page uses it. The token comes in the address's fragment once, and stays in this tab.

const KEY = "speeder-token";

function token() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEY);
}

const held = token();

export const mayChange = Boolean(held);

/** Not obeyed: the same sentence and remedy as on the command line. */
export class Refused extends Error {
  constructor(problem) {
    super(`${problem.sentence} ${problem.remedy} (${problem.code})`);
  }
}

async function answer(response) {
  const body = await response.json();
  if (!response.ok) throw new Refused(body);
  return body;
}

function headers() {
  return held ? { Authorization: `Bearer ${held}` } : {};
}

function path(text) {
  return text.split("/").map(encodeURIComponent).join("/");
}

async function read(where) {
  return answer(await fetch(where, { headers: headers(), cache: "no-store" }));
}

export const status = () => read("/api/status");
export const locks = () => read("/api/locks");
export const rollouts = (lane, limit) => read(`/api/rollouts?lane=${encodeURIComponent(lane)}&limit=${limit}`);
export const rollout = (id) => read(`/api/rollouts/${id}`);
export const release = (id) => read(`/api/releases/${encodeURIComponent(id)}`);
export const convergence = () => read("/api/convergence");
export const audit = (limit) => read(`/api/audit?limit=${limit}`);
export const next = (lane) => read(`/api/next?lane=${encodeURIComponent(lane)}`);
export const autonomy = () => read("/api/autonomy");
export const log = (key) => read(`/api/logs/${path(key)}`);
export const commit = (source, id) => read(`/api/commits/${path(source)}/${encodeURIComponent(id)}`);

/** Asks with an id of its own. A call that broke off is made again: it is obeyed once. */
export async function ask(command) {
  const body = JSON.stringify({ id: crypto.randomUUID(), on_behalf_of: "page", ...command });
  const request = { method: "POST", headers: { ...headers(), "Content-Type": "application/json" }, body };
  const call = () => fetch("/api/commands", request);
  return answer(await call().catch(call));
}

/** Tells of facts from an offset on; says whether the stream stands. */
export function follow(from, heard, stands) {
  const events = new EventSource(`/api/events?from=${from}`);
  events.onmessage = (event) => heard(JSON.parse(event.data));
  events.onopen = () => stands(true);
  events.onerror = () => stands(false);
}
