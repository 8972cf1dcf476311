import { JavaList, JavaMap, type JavaObject, type JavaValue, jsonText, textOf } from "./java-values";

/** The request's parameters as `$input.params()` has them. */
export interface RequestParams {
  path: Record<string, string>;
  querystring: Record<string, string>;
  header: Record<string, string>;
  /** Returns the values of each parameter, by `multivaluequerystring` and `multivalueheader`; of REST APIs alone. */
  multiValues?: () => Record<string, ReadonlyMap<string, string[]>>;
}

/**
 * Returns `$input`.
 *
 * @param at Returns what a JSONPath expression finds in the payload; called where the template reads it as JSON.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#input-variable-reference
 */
export function inputVariable(
  body: string | undefined,
  params: RequestParams,
  at: (path: string) => JavaValue,
): JavaObject {
  const all = placesOf(params);
  const text = body === undefined || body === "" ? "{}" : body;
  return {
    javaClass: "input",
    property: (name) => (name === "body" ? text : null),
    invoke: (method, args) => {
      switch (method) {
        case "json":
          return args.length <= 1 ? jsonText(at(textOf(args[0] ?? "$")) ?? "", "plain") : undefined;
        case "path":
          return args.length <= 1 ? at(textOf(args[0] ?? "$")) : undefined;
        case "params":
          return args.length === 0 ? all : args.length === 1 ? parameter(params, textOf(args[0] ?? null)) : undefined;
        default:
          return undefined;
      }
    },
    text: () => "",
  };
}

function placesOf(params: RequestParams): JavaMap {
  return new JavaMap(PLACES.map((place) => [place, new JavaMap(Object.entries(params[place]))] as const));
}

/**
 * Returns `$method`: the request's parameters by the names that parameter mappings have for them, as in `$method.request.path.id` and
 * `$method.request.multivaluequerystring.get('flag')`.
 * undocumented: that templates have it. Programs of many public repositories read it, and one shows the list that a function got of it on AWS.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html (the names)
 */
export function methodVariable(params: RequestParams): JavaObject {
  const request = (): JavaMap => {
    const places = placesOf(params);
    for (const [place, values] of Object.entries(params.multiValues?.() ?? {})) {
      places.put(place, new JavaMap([...values].map(([name, each]) => [name, new JavaList(each)] as const)));
    }
    return places;
  };
  return {
    javaClass: "method",
    property: (name) => (name === "request" ? request() : null),
    invoke: () => undefined,
    text: () => "",
  };
}

/** A parameter is searched in the path, the query string and the headers, in that order. */
const PLACES = ["path", "querystring", "header"] as const;

function parameter({ path, querystring, header }: RequestParams, name: string): string {
  return own(path, name) ?? own(querystring, name) ?? own(header, name) ?? withoutCase(header, name) ?? "";
}

function own(record: Record<string, string>, name: string): string | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function withoutCase(headers: Record<string, string>, name: string): string | undefined {
  const lower = name.toLowerCase();
  return Object.entries(headers).find(([header]) => header.toLowerCase() === lower)?.[1];
}
