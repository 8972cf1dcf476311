import { ownValue } from "../../../language/own-value";
import { parsedJson } from "../../../language/parsed-json";
import type { QueryProtocol } from "./protocol";
import type { ServiceCall } from "./service-call";

/**
 * Returns the parameters of a call in the query protocol: members of lists and maps have numbers of their own.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests.html
 */
export function queryForm(call: ServiceCall, protocol: Pick<QueryProtocol, "lists" | "maps">): string {
  const form = new URLSearchParams({ Action: call.operation });
  for (const [name, value] of Object.entries(call.parameters)) {
    if (typeof value === "string") {
      for (const [key, text] of flattened(name, value, protocol)) {
        form.append(key, text);
      }
    }
  }
  return form.toString();
}

/** Returns the items of a list that is written as JSON; another text is the only item. */
export function listOf(text: string): string[] {
  const list = parsed(text);
  return Array.isArray(list) ? list.map(String) : [text];
}

/** Returns the values of parameters as parts of a path. */
export function pathOf(call: ServiceCall, names: readonly string[]): string {
  return names.map((name) => encodeURI(textOf(call, name) ?? "")).join("/");
}

/** Returns a parameter that is a text, or undefined. */
export function textOf({ parameters }: ServiceCall, name: string): string | undefined {
  const value = ownValue(parameters, name);
  return typeof value === "string" ? value : undefined;
}

function flattened(
  name: string,
  value: string,
  { lists = {}, maps = {} }: Pick<QueryProtocol, "lists" | "maps">,
): [string, string][] {
  const list = ownValue(lists, name);
  if (list !== undefined) {
    return listOf(value).map((item, index) => [`${list}.${index + 1}`, item]);
  }
  const map = ownValue(maps, name);
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

function parsed(text: string): object | undefined {
  const value = parsedJson(text);
  return typeof value === "object" && value !== null ? value : undefined;
}
