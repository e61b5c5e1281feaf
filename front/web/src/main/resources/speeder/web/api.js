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

export class Refused extends Error {
  constructor(problem) {
    super(`${problem.sentence} ${problem.remedy}`);
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

export async function read(path) {
  return answer(await fetch(path, { headers: headers(), cache: "no-store" }));
}

/** Asks with an id of its own: asking again with it is safe. */
export async function ask(command) {
  const body = JSON.stringify({ id: crypto.randomUUID(), on_behalf_of: "page", ...command });
  const request = { method: "POST", headers: { ...headers(), "Content-Type": "application/json" }, body };
  return answer(await fetch("/api/commands", request));
}

/** Tells of facts from an offset on; says whether the stream stands. */
export function follow(from, heard, stands) {
  const events = new EventSource(`/api/events?from=${from}`);
  events.onmessage = (event) => heard(JSON.parse(event.data));
  events.onopen = () => stands(true);
  events.onerror = () => stands(false);
}
