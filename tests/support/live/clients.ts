import type { Aws } from "./aws";
import { AWS, type AwsObject, object, type ServedRoute, text } from "./aws-objects";

/** An answer that a request can get at an address. */
export interface Reached {
  /** The route of the API: its id, the stage and the route's key. */
  route: string;
  backend: string;
  authorizer: string;
  /** The reason why the answer is 5xx, where it is. */
  broken?: string;
}

/** All that clients can reach at one moment. */
export interface Reachable {
  /** By address: an API's own URL or a domain's, the stage or path, and the route. Beside a canary one route has two answers. */
  addresses: Map<string, Reached[]>;
  /** By route, at whatever address. */
  routes: Map<string, Reached[]>;
  /** The API and stage that each path of a domain is mapped to. */
  mapped: Map<string, string>;
}

/** Returns all that clients reach at this moment. */
export function reachable(aws: Aws): Reachable {
  const reached: Reachable = { addresses: new Map(), routes: new Map(), mapped: new Map() };
  const grants = grantsOf(aws);
  for (const { type, inputs } of aws.all()) {
    if (type === AWS.mapping) {
      reached.mapped.set(baseOf(inputs), `${text(inputs, "apiId")}/${text(inputs, "stage")}`);
    }
  }
  for (const stage of aws.all().filter(({ type }) => type === AWS.stage || type === AWS.restStage)) {
    const apiId = text(stage.inputs, "apiId") || text(stage.inputs, "restApi");
    const own = `${apiId}/${text(stage.inputs, "name") || text(stage.inputs, "stageName")}`;
    const bases = [...reached.mapped].filter(([, target]) => target === own).map(([base]) => base);
    if (aws.api(apiId)?.inputs.disableExecuteApiEndpoint !== true) {
      bases.push(own);
    }
    for (const route of stageRoutes(stage, apiId, aws)) {
      const answer = reach(route, `${own} ${route.key}`, apiId, aws, grants);
      add(reached.routes, answer.route, answer);
      bases.forEach((base) => add(reached.addresses, `${base} ${route.key}`, answer));
    }
  }
  return reached;
}

function baseOf(inputs: AwsObject["inputs"]): string {
  return `https://${text(inputs, "region")}/${text(inputs, "domainName")}/${text(inputs, "apiMappingKey")}`;
}

function add(map: Map<string, Reached[]>, key: string, answer: Reached): void {
  map.set(key, [...(map.get(key) ?? []), answer]);
}

function stageRoutes({ inputs }: AwsObject, apiId: string, aws: Aws): readonly ServedRoute[] {
  if (inputs.autoDeploy === true) {
    return aws.routes(apiId);
  }
  const ids = [
    text(inputs, "deploymentId"),
    text(inputs, "deployment"),
    text(object(inputs, "canarySettings"), "deploymentId"),
  ];
  return ids.flatMap((id) => (aws.find(AWS.deployment, id) ?? aws.find(AWS.restDeployment, id))?.snapshot ?? []);
}

function reach(served: ServedRoute, route: string, apiId: string, aws: Aws, grants: ReadonlySet<string>): Reached {
  const { authorizer, roles } = served;
  // a role is what it may do
  const backend = roles.reduce(
    (known, role) => known.replaceAll(`role/${role}`, `role/${rightsOf(role, aws).join("+")}`),
    served.backend,
  );
  const refused = served.functions.find((arn) => !grants.has(`${apiId} ${arn}`));
  const gone = roles.find((role) => aws.find(AWS.role, role) === undefined || rightsOf(role, aws).length === 0);
  const answer = { route, backend, authorizer };
  if (refused !== undefined) {
    return { ...answer, broken: `the API may not invoke ${refused}` };
  }
  return gone === undefined ? answer : { ...answer, broken: `role ${gone} has no rights` };
}

/** The policies of a role, which the program gives it. */
function rightsOf(role: string, aws: Aws): string[] {
  const policies = aws
    .all()
    .filter(({ type, inputs }) => type === AWS.rolePolicy && text(inputs, "role") === role)
    .map(({ inputs }) => text(inputs, "policy"));
  return [...new Set(policies)];
}

/** The functions that each API may invoke. */
function grantsOf(aws: Aws): Set<string> {
  const permissions = aws.all().filter(({ type }) => type === AWS.permission);
  return new Set(
    permissions.map(({ inputs }) => {
      const api = /execute-api:[^:]*:[^:]*:([^/]+)/.exec(text(inputs, "sourceArn"))?.[1] ?? "";
      const qualifier = text(inputs, "qualifier");
      return `${api} ${text(inputs, "function")}${qualifier === "" ? "" : `:${qualifier}`}`;
    }),
  );
}

/** The types whose loss clients, operators or auditors notice. */
const HELD: readonly string[] = [
  AWS.api,
  AWS.restApi,
  AWS.domain,
  AWS.restDomain,
  AWS.certificate,
  AWS.record,
  AWS.apiKey,
  AWS.usagePlan,
  AWS.logGroup,
];

export function isHeld(type: string): boolean {
  return HELD.includes(type);
}
