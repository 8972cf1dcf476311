import { type ResourceNode } from "../../../engine/graph/graph";
import { type PropertyValue } from "../../../engine/graph/value";
import { jsFunction } from "../../support/http-program";

/** A function that answers with the event that it got. */
export function echo(name = "echo"): ResourceNode {
  return jsFunction(name, `exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });`);
}

/** A function whose result is what the message's `answer` says, evaluated. */
export function evaluated(name = "evaluated", inputs: Record<string, PropertyValue> = {}): ResourceNode {
  return jsFunction(
    name,
    `exports.handler = async (event) => eval("(" + JSON.parse(event.body).answer + ")");`,
    inputs,
  );
}

/** A `$connect` function whose result is what the query's `answer` says, evaluated; without one it accepts. */
export function connectAnswers(name = "connect", inputs: Record<string, PropertyValue> = {}): ResourceNode {
  return jsFunction(
    name,
    `exports.handler = async (event) => eval("(" + ((event.queryStringParameters ?? {}).answer ?? "{ statusCode: 200 }") + ")");`,
    inputs,
  );
}

/** Remembers every event that it gets, and gives those of a connection (or all) to a message. */
export function recorder(name = "recorder"): ResourceNode {
  return jsFunction(
    name,
    `const seen = [];
exports.handler = async (event) => {
  if (event.requestContext.eventType !== "MESSAGE") { seen.push(event); return { statusCode: 200 }; }
  return { statusCode: 200, body: JSON.stringify(seen) };
};`,
  );
}

/** The query that asks a `connectAnswers` function for a result. */
export function asking(answer: string): { query: string } {
  return { query: `?answer=${encodeURIComponent(answer)}` };
}
