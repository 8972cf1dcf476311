import { send } from "./data.js";
import { byId, notice } from "./dom.js";

const dialog = byId("replay");
const form = byId("replay-form");
const problem = byId("replay-problem");
let original;
let onSent;

/** Opens the form with a request; what is sent is what stands there then. @param sent Takes the id of the request that was made. */
export function openReplay(request, sent) {
  original = request;
  onSent = sent;
  const { headers, body = "", url } = request.request;
  form.elements.method.value = request.method;
  form.elements.url.value = url;
  form.elements.headers.value = headers.map(([name, value]) => `${name}: ${value}`).join("\n");
  form.elements.body.value = body;
  problem.textContent = "";
  dialog.showModal();
}

function headersOf(text) {
  return text
    .split("\n")
    .filter((line) => line.includes(":"))
    .map((line) => [line.slice(0, line.indexOf(":")).trim(), line.slice(line.indexOf(":") + 1).trim()]);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { method, url, headers, body } = form.elements;
  const isSameBody = body.value === (original.request.body ?? "");
  try {
    const answer = await send("replay", {
      number: original.number,
      method: method.value.trim(),
      url: url.value.trim(),
      headers: headersOf(headers.value),
      ...(isSameBody ? {} : { body: body.value }),
    });
    dialog.close();
    notice(`Sent again: ${answer.status}`);
    onSent(answer.requestId);
  } catch (error) {
    problem.textContent = error.message;
  }
});
byId("replay-cancel").addEventListener("click", () => dialog.close());
