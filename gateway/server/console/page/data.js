/** The page's URL is its key: everything is asked for below it. */

export async function read(name) {
  return answer(await fetch(`data/${name}`));
}

export async function send(name, body = {}) {
  const headers = { "content-type": "application/json" };
  return answer(await fetch(`data/${name}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function answer(response) {
  const value = await response.json();
  if (!response.ok) {
    throw new Error(value.problem ?? `The gateway answered ${response.status}.`);
  }
  return value;
}

/** Calls listeners by the name of what happens; `open` and `lost` with each connection to the gateway. */
export function listen(listeners) {
  const source = new EventSource("data/events");
  source.addEventListener("open", () => listeners.open());
  source.addEventListener("error", () => listeners.lost());
  for (const name of ["requests", "program", "activity"]) {
    source.addEventListener(name, (event) => listeners[name](JSON.parse(event.data)));
  }
}
