import type { Problem } from "../shared/problems";
import type { ApiKind } from "./integration-kind";
import type { IntegrationKind, IntegrationSpec } from "./integration-spec";

/** A field that AWS has no place for on a kind of API: left in, it would be dropped without a word. */
interface ForeignField {
  field: keyof IntegrationSpec;
  /** The kinds of API that have no place for it. */
  on: readonly ApiKind[];
  /** The kinds of integration that it is for after all, on these APIs. @default none */
  not?: readonly IntegrationKind[];
  /** Who has it: the rest of "left out: only ... have it". */
  only: string;
  fix: string;
}

const PRIVATE_KINDS: readonly IntegrationKind[] = ["loadBalancer", "cloudMap"];
const REST_ONLY = { on: ["HTTP"], only: "REST APIs", fix: "leave it out, or make the API a RestApi" } as const;

/**
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 */
const FOREIGN: readonly ForeignField[] = [
  { field: "requestTemplates", ...REST_ONLY },
  { field: "passthroughBehavior", ...REST_ONLY },
  { field: "contentHandling", ...REST_ONLY },
  { field: "responses", ...REST_ONLY },
  { field: "streaming", ...REST_ONLY, on: ["HTTP", "WEBSOCKET"] },
  {
    field: "connectionId",
    on: ["HTTP"],
    not: PRIVATE_KINDS,
    only: "REST and WebSocket APIs",
    fix: "use loadBalancer(listener, { vpcLink }) or cloudMap(service, { vpcLink })",
  },
  {
    field: "integrationTarget",
    on: ["HTTP", "WEBSOCKET"],
    only: "REST APIs",
    fix: "use loadBalancer(listener, { vpcLink }) on an HttpApi",
  },
  {
    field: "hostName",
    on: ["HTTP"],
    only: "REST APIs",
    fix: 'leave it out, or write requestParameters: requestMapping({ overwrite: { "header.host": ... } })',
  },
  {
    field: "tlsServerName",
    on: ["REST", "WEBSOCKET"],
    not: PRIVATE_KINDS,
    only: "HTTP APIs",
    fix: "leave it out: the certificate has to be for the URL's own host",
  },
  {
    field: "responseParameters",
    on: ["REST", "WEBSOCKET"],
    only: "HTTP APIs",
    fix: "let the backend answer so, or map its answers with responses on a kind that is no proxy",
  },
];

/** What is wrong with fields that the API's kind has no place for. */
export function foreignFieldProblems(spec: IntegrationSpec, argument: string, api: ApiKind): Problem[] {
  const foreign = FOREIGN.filter(({ field, on, not = [] }) => {
    return on.includes(api) && !not.includes(spec.kind) && spec[field] !== undefined;
  });
  return foreign.map(({ field, only, fix }) => ({
    argument: `${argument}.${field}`,
    expected: `left out: only ${only} have it`,
    fix,
  }));
}
