import { defined } from "../../../language/defined";
import { JsonSyntaxError, parseJson, parseJsonOrText } from "./json";
import { JavaMap, type JavaValue, textOf } from "./java-values";
import { inputVariable, methodVariable, type RequestParams } from "./input-variable";
import { utilVariable } from "./util-variable";
import { JsonPaths } from "./json-path/evaluate";
import { compileTemplate, type VelocityTemplate } from "./velocity";
import { isRecord } from "../../../language/is-record";

export type { RequestParams };

/** The input of a mapping template. */
export interface TemplateData {
  /** The payload as text: base64 of a binary one. Undefined where the message has none. */
  body: string | undefined;
  params: RequestParams;
  /** `$context`, nested. */
  context: Record<string, unknown>;
  stageVariables: Record<string, string>;
}

/** The overrides that a template sets beside the text that it renders. */
export interface Overrides {
  header: Record<string, string>;
  path: Record<string, string>;
  querystring: Record<string, string>;
  /** Of a response template. */
  status?: number;
}

/** The payload is not JSON, and the template reads it as JSON. */
export class PayloadParseError extends Error {}

/**
 * The overrides of one request: what its request template sets is still there when its response template reads
 * `$context.requestOverride` and `$context.responseOverride`, and a status or header set there is in force.
 * (As recorded from AWS in LocalStack's test_integration_mock_with_response_override_in_request_template.)
 */
export class TemplateOverrides {
  readonly requestOverride = overrideArea("", ["header", "path", "querystring"]);
  readonly responseOverride = overrideArea("", ["header"]);

  /** Returns what the templates have set for the request to the backend. */
  get request(): Overrides {
    return overridesIn(this.requestOverride);
  }

  /** Returns what the templates have set for the response to the client. */
  get response(): Overrides {
    return overridesIn(this.responseOverride);
  }
}

/**
 * A mapping template, ready to be rendered.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export class MappingTemplate {
  private readonly template: VelocityTemplate;
  private readonly paths = new JsonPaths();

  /** @throws TemplateSyntaxError where the text is not a template. */
  constructor(text: string) {
    this.template = compileTemplate(text);
  }

  /**
   * Renders the template.
   *
   * @throws PayloadParseError where the template reads a payload as JSON that is not JSON.
   * @throws Error where the template fails, as one does that overrides a parameter twice.
   */
  render({ body, params, context, stageVariables }: TemplateData, overrides: TemplateOverrides): string {
    let payload: { value: JavaValue } | undefined;
    const at = (path: string): JavaValue =>
      this.paths.evaluate(path, (payload ??= { value: parsePayload(body) }).value);
    const variables = new Map<string, JavaValue>([
      ["input", inputVariable(body, params, at)],
      ["util", utilVariable],
      ["context", contextVariable(context, overrides)],
      ["stageVariables", new JavaMap(Object.entries(stageVariables))],
    ]);
    if (params.multiValues !== undefined) {
      variables.set("method", methodVariable(params));
    }
    return this.template(variables);
  }
}

/** Templates are few and rendered often; their texts are the program's. */
const templates = new Map<string, MappingTemplate>();

/** Renders the mapping template of a text. */
export function renderTemplate(text: string, data: TemplateData, overrides: TemplateOverrides): string {
  const template = templates.get(text) ?? new MappingTemplate(text);
  templates.set(text, template);
  return template.render(data, overrides);
}

function contextVariable(
  context: Record<string, unknown>,
  { requestOverride, responseOverride }: TemplateOverrides,
): JavaMap {
  const variable = new JavaMap(entriesOf(context));
  variable.put("requestOverride", requestOverride);
  variable.put("responseOverride", responseOverride);
  return variable;
}

function parsePayload(body: string | undefined): JavaValue {
  if (body === undefined || body === "") {
    return new JavaMap();
  }
  try {
    return parseJsonOrText(body);
  } catch (error) {
    throw error instanceof JsonSyntaxError ? new PayloadParseError(error.message) : error;
  }
}

/**
 * A map inside `$context`, which prints nothing by itself. Its keys are there for what the request does not have, too.
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/apigateway/test_apigateway_sqs.snapshot.json
 * (test_sqs_amz_json_protocol)
 */
class ContextMap extends JavaMap {
  constructor(
    name: string,
    value: Record<string, unknown>,
    /** "Calling $context.authorizer.claims returns null." */
    override readonly isNothing = name === "claims",
  ) {
    super(entriesOf(value));
  }

  override text(): string {
    return "";
  }
}

function entriesOf(value: Record<string, unknown>): [string, JavaValue][] {
  return Object.entries(value).flatMap(([key, item]): [string, JavaValue][] =>
    item === undefined ? [] : [[key, toJava(item, key)]],
  );
}

/** `$context` holds texts, and maps of them. */
function toJava(value: unknown, name: string): JavaValue {
  if (typeof value === "boolean" || typeof value === "string") {
    return value;
  }
  if (typeof value === "number") {
    return Number.isInteger(value) ? BigInt(value) : value;
  }
  return isRecord(value) ? new ContextMap(name, value) : parseJson(JSON.stringify(value ?? null));
}

/**
 * "Overrides are final. An override may only be applied to each parameter once": a second one is a 5XX answer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
class OverrideMap extends JavaMap {
  constructor(
    private readonly prefix: string,
    entries: Iterable<readonly [JavaValue, JavaValue]> = [],
  ) {
    super(entries);
  }

  /** Prints nothing, as the other maps of `$context`. */
  override text(): string {
    return "";
  }

  override put(key: JavaValue, value: JavaValue): JavaValue {
    if (this.entries.has(key)) {
      throw new Error(`the mapping template overrides ${this.prefix}${textOf(key)} twice; set it once, at the end`);
    }
    return super.put(key, value);
  }
}

function overrideArea(prefix: string, places: readonly string[]): OverrideMap {
  return new OverrideMap(
    prefix,
    places.map((place) => [place, new OverrideMap(`${place}.`)] as const),
  );
}

function overridesIn(area: OverrideMap): Overrides {
  const status = area.get("status");
  return {
    header: texts(area.get("header")),
    path: texts(area.get("path")),
    querystring: texts(area.get("querystring")),
    ...defined({ status: status === null ? undefined : Number(textOf(status)) }),
  };
}

function texts(value: JavaValue): Record<string, string> {
  const entries = value instanceof JavaMap ? [...value.entries] : [];
  return Object.fromEntries(entries.map(([key, item]) => [textOf(key), textOf(item)]));
}
