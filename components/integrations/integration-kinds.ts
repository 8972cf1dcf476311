import { requestMappingProblems, responseMappingProblems } from "../../aws/parameter-mapping";
import { API_COMPONENTS, API_NAMES, type ApiProtocol } from "../shared/api-protocol";
import { checkFields, protocolsOf } from "../shared/field-support";
import { nearFix, type Problem, Problems } from "../shared/problems";
import type { IntegrationKind, IntegrationSpec, IntegrationWith } from "./integration-spec";
import type { IntegrationKindDefinition } from "./kind";
import { integrationKinds, type IntegrationKinds } from "./kinds";
import { isRecord } from "../../language/is-record";

/** Returns the definition of an integration's kind. */
export function integrationKind<Kind extends IntegrationKind>(
  spec: IntegrationKinds[Kind] & { kind: Kind },
): IntegrationKindDefinition<IntegrationKinds[Kind]> {
  return integrationKinds[spec.kind];
}

/** Returns whether the kind of an integration has a field. */
export function hasField<Field extends string>(spec: IntegrationSpec, field: Field): spec is IntegrationWith<Field> {
  return Object.hasOwn(integrationKind(spec).fields, field);
}

/** Returns whether requests and answers go through as they are on a REST API. */
export function isProxy(spec: IntegrationSpec): boolean {
  return integrationKind(spec).rest?.isProxy !== false;
}

/** Returns the problems of an integration on one kind of API; a program that is not type-checked may write anything. */
export function integrationProblems(spec: unknown, argument: string, api: ApiProtocol): readonly Problem[] {
  const problems = new Problems().at(argument);
  checkIntegration(problems, spec, api);
  return problems.all;
}

function checkIntegration(problems: Problems, spec: unknown, api: ApiProtocol): void {
  if (!isIntegration(spec)) {
    const received = isRecord(spec) && "kind" in spec ? spec.kind : spec;
    const kinds = Object.keys(integrationKinds);
    const fix = nearFix(received, kinds, "make it with lambda(fn) or httpProxy(url)");
    problems.add("", { received, expected: `an integration of kind ${kinds.join(", ")}`, fix });
    return;
  }
  const definition = integrationKind(spec);
  const protocols = protocolsOf(definition);
  if (!protocols.includes(api)) {
    const components = protocols.map((protocol) => API_COMPONENTS[protocol]).join(" or ");
    const able = Object.entries(integrationKinds).filter(([, other]) => protocolsOf(other).includes(api));
    const expected = `an integration that ${API_NAMES[api]} can have: ${able.map(([name]) => name).join(", ")}`;
    problems.add("", { received: spec.kind, expected, fix: `use one of these, or ${components}` });
    return;
  }
  if (!checkFields(problems, spec, { fields: definition.fields, protocols }, api)) {
    return;
  }
  definition.check?.(problems, spec, api);
  if (api === "HTTP") {
    checkMappings(problems, spec);
  }
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html */
function checkMappings(problems: Problems, spec: IntegrationSpec): void {
  const requests = hasField(spec, "requestParameters") ? Object.keys(spec.requestParameters ?? {}) : [];
  const given = hasField(spec, "responseParameters") ? spec.responseParameters : undefined;
  const responses = (Array.isArray(given) ? given : []).filter(
    (it, index) => isRecord(it) && problems.at(`responseParameters[${index}]`).knownFirst(it) && isRecord(it.mappings),
  );
  const found = [
    ...requests.flatMap((key) =>
      requestMappingProblems({ [key]: "" }).map((it) => ["requestParameters", key, it] as const),
    ),
    ...responses.flatMap(({ statusCode, mappings }) => [
      ...responseMappingProblems({ statusCode, mappings: {} }).map(
        (it) => ["responseParameters", statusCode, it] as const,
      ),
      ...Object.keys(mappings).flatMap((key) =>
        responseMappingProblems({ statusCode: "200", mappings: { [key]: "" } }).map(
          (it) => ["responseParameters", key, it] as const,
        ),
      ),
    ]),
  ];
  for (const [argument, received, problem] of found) {
    const expected = problem
      .replace(/^\S+ (of status )?".*?": /, "")
      .replace(/\.$/, "")
      .replace(/^(write|the status must be) /, "");
    problems.add(argument, { received, expected, fix: "requestMapping() and responseMapping() write the keys" });
  }
}

function isIntegration(spec: unknown): spec is IntegrationSpec {
  return (
    isRecord(spec) && "kind" in spec && typeof spec.kind === "string" && Object.hasOwn(integrationKinds, spec.kind)
  );
}
