import { send } from "./data.js";
import { byId, clock, element, notice, table } from "./dom.js";

const place = byId("sockets");
const clients = element("div", {});
const connections = element("div", {});
const transcript = element("pre", { tabindex: "0", role: "log", "aria-label": "Messages" });
let socket;

/** A client of one's own: connects to a stage, sends messages, and shows what comes. */
export function showSocketStages(stages) {
  const urls = stages.filter(({ isWebSocket }) => isWebSocket).map(({ url }) => url);
  if (urls.length === 0) {
    place.replaceChildren(element("p", { class: "note" }, "The program has no WebSocket API."));
    return;
  }
  const url = element(
    "select",
    { name: "stage" },
    urls.map((text) => element("option", {}, text)),
  );
  const query = element("input", { name: "query", placeholder: "token=...", autocomplete: "off" });
  const message = element("textarea", { name: "message", rows: 3, spellcheck: "false" });
  message.value = '{"action":""}';
  const connect = (event) => {
    event.preventDefault();
    open(query.value === "" ? url.value : `${url.value}?${query.value}`);
  };
  const post = (event) => {
    event.preventDefault();
    if (socket?.readyState === WebSocket.OPEN) {
      socket.send(message.value);
      log(`sent      ${message.value}`);
    } else {
      notice("Connect first");
    }
  };
  clients.replaceChildren(
    element("h2", {}, "Connect as a client"),
    element(
      "form",
      { class: "line", on: { submit: connect } },
      element("label", {}, "Stage ", url),
      element("label", { class: "grow" }, "Query string ", query),
      element("button", { type: "submit" }, "Connect"),
      element("button", { type: "button", on: { click: () => socket?.close() } }, "Disconnect"),
    ),
    element(
      "form",
      { class: "line", on: { submit: post } },
      element("label", { class: "grow" }, "Message ", message),
      element("button", { type: "submit", class: "primary" }, "Send"),
    ),
    transcript,
  );
  place.replaceChildren(clients, connections);
}

function open(url) {
  socket?.close();
  const own = new WebSocket(url);
  socket = own;
  own.addEventListener("open", () => log(`connected ${url.replace(/\?.*/, "")}`));
  own.addEventListener("message", ({ data }) => log(`received  ${data}`));
  own.addEventListener("close", ({ code, reason }) => log(`closed    ${code} ${reason}`));
}

function log(line) {
  transcript.textContent += `${new Date().toLocaleTimeString()}  ${line}\n`;
  transcript.scrollTop = transcript.scrollHeight;
}

/** The open connections, with what a backend can do: send a message, close. */
export function showConnections(open) {
  if (connections.contains(document.activeElement)) {
    return; // somebody is writing a message
  }
  connections.replaceChildren(
    element("h2", {}, "Open connections"),
    open.length === 0
      ? element("p", { class: "note" }, "No client is connected.")
      : table("Connections", ["API", "Stage", "Connection", "Since", "Last active", "To the client"], open.map(row)),
  );
}

function row({ api, stage, id, connectedAt, lastActiveAt, sourceIp }) {
  const text = element("input", { "aria-label": `Message to ${id}`, placeholder: "Message" });
  const act = async (path, body, done) => {
    try {
      await send(`connections/${encodeURIComponent(id)}/${path}`, body);
      notice(done);
    } catch (error) {
      notice(error.message);
    }
  };
  return [
    api,
    stage,
    element("span", {}, element("code", {}, id), element("br"), sourceIp),
    clock(connectedAt),
    clock(lastActiveAt),
    element(
      "div",
      { class: "line" },
      text,
      element(
        "button",
        { type: "button", on: { click: () => act("messages", { message: text.value }, "Sent") } },
        "Send",
      ),
      element("button", { type: "button", on: { click: () => act("close", {}, "Closed") } }, "Close"),
    ),
  ];
}
