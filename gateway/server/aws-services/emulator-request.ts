import type { ServiceCall } from "./service-call";

/**
 * The parameters of a call in the query protocol: members of lists and maps have numbers of their own.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests.html
 */
export function queryForm(call: ServiceCall): string {
  const form = new URLSearchParams({ Action: call.operation });
  for (const [name, value] of Object.entries(call.parameters)) {
    if (typeof value === "string") {
      for (const [key, text] of flattened(name, value)) {
        form.append(key, text);
      }
    }
  }
  return form.toString();
}

/** The parameters of a call in the JSON protocol. A first-class integration has texts alone: they get their own forms. */
export function jsonParameters({ service, parameters, accepts }: ServiceCall): Record<string, unknown> {
  if (service === "events" && parameters.Entries === undefined) {
    const { Resources, ...entry } = parameters;
    return { Entries: [{ ...entry, ...(typeof Resources === "string" ? { Resources: listOf(Resources) } : {}) }] };
  }
  return service === "kinesis" && accepts === "xml" && typeof parameters.Data === "string"
    ? { ...parameters, Data: Buffer.from(parameters.Data).toString("base64") }
    : parameters;
}

/** A text parameter, or undefined. */
export function textOf({ parameters }: ServiceCall, name: string): string | undefined {
  const value = parameters[name];
  return typeof value === "string" ? value : undefined;
}

const LISTS: Record<string, string> = {
  AttributeNames: "AttributeName",
  MessageAttributeNames: "MessageAttributeName",
};
const MAPS: Record<string, string> = {
  MessageAttributes: "MessageAttribute",
  MessageSystemAttributes: "MessageSystemAttribute",
};

function flattened(name: string, value: string): [string, string][] {
  const list = LISTS[name];
  if (list !== undefined) {
    return listOf(value).map((item, index) => [`${list}.${index + 1}`, item]);
  }
  const map = MAPS[name];
  const members = map === undefined ? undefined : parsed(value);
  return members === undefined
    ? [[name, value]]
    : Object.entries(members).flatMap(([key, attribute], index) => [
        [`${map}.${index + 1}.Name`, key] as [string, string],
        ...Object.entries(attribute as Record<string, unknown>).map(([part, text]): [string, string] => [
          `${map}.${index + 1}.Value.${part}`,
          String(text),
        ]),
      ]);
}

function listOf(text: string): string[] {
  const list = parsed(text);
  return Array.isArray(list) ? list.map(String) : [text];
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
