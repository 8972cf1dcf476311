import { parseFunctionArn } from "../../aws/lambda-arn";
import { LAMBDA, LOG_GROUP, V1, V2 } from "../../aws/resource-types";
import { defined } from "../../language/defined";
import { type Graph, type Link } from "../graph/graph";
import { type PolicyResource } from "../graph/resource";
import { ifKnown } from "../graph/unknown";
import { DOMAINS, domainShape } from "./domains";
import { resourceKey, resourceOf } from "./rest-resources";

const MAPPING = "mapping";
const REST: Link = { path: "restApi", type: V1.restApi };
const HTTP: Link = { path: "apiId", type: V2.api };
const DOMAIN: Link = { path: "domainName", type: DOMAINS, key: "domainName" };

/** A name that one may have on an API or a domain, or in an account and region. */
interface Named {
  kind: string;
  link?: Link;
  input: string;
  /** The service that refuses the second. @default API Gateway */
  by?: string;
}

/**
 * API Gateway answers to the second: "Stage already exists", "Model name already exists for this REST API" (recorded in
 * https://github.com/localstack/localstack test_model_validation), "Authorizer name must be unique", "Base path already exists for this domain
 * name", "ApiMapping key already exists for this domain name", "API Key already exists" (of one value, whatever the names:
 * https://github.com/serverless/serverless/issues/6458). "A custom domain name must be unique within a Region across all AWS accounts", made by
 * either API: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html. So must the names of functions
 * (https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html, ResourceConflictException) and of log groups
 * (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html) in an account.
 */
const NAMED: Record<string, Named | undefined> = {
  [V1.stage]: { kind: "stage", link: REST, input: "stageName" },
  [V2.stage]: { kind: "stage", link: HTTP, input: "name" },
  [V1.model]: { kind: "model", link: REST, input: "name" },
  [V1.authorizer]: { kind: "authorizer", link: REST, input: "name" },
  [V2.authorizer]: { kind: "authorizer", link: HTTP, input: "name" },
  [V1.basePathMapping]: { kind: MAPPING, link: DOMAIN, input: "basePath" },
  [V2.apiMapping]: { kind: MAPPING, link: DOMAIN, input: "apiMappingKey" },
  [V1.domainName]: { kind: "domain", input: "domainName" },
  [V2.domainName]: { kind: "domain", input: "domainName" },
  [V1.apiKey]: { kind: "API key value", input: "value" },
  [LAMBDA.function]: { kind: "function", input: "name", by: "Lambda" },
  [LOG_GROUP]: { kind: "log group", input: "name", by: "CloudWatch Logs" },
};

/** The types of what has a key that another must not have. */
export const KEYED_TYPES = [
  V1.method,
  V2.route,
  V1.methodResponse,
  V1.integrationResponse,
  LAMBDA.permission,
  ...Object.keys(NAMED),
];

/** The types of what has a name in an account and region, where programs often read by `get` what another made. */
export const NAMED_IN_ACCOUNT = Object.keys(NAMED).filter((type) => NAMED[type]?.link === undefined);

/** The place of a resource, and its key there. */
export interface Keyed {
  kind: string;
  /** For messages: `on shop`. */
  where: string;
  place: string;
  key: string;
  /** The input that has the key, for messages. */
  input: string;
  by?: string;
}

/** Returns the key of a resource; undefined where it has none, or where it is not known. Throws `Undecided` for a route or method. */
export function keyOf(graph: Graph, resource: PolicyResource): Keyed | undefined {
  switch (resource.type) {
    case V1.method:
    case V2.route:
      return routePlace(graph, resource);
    case V1.methodResponse:
    case V1.integrationResponse:
      return ifKnown(() => responsePlace(graph, resource));
    case LAMBDA.permission:
      return ifKnown(() => permissionPlace(graph, resource));
    default:
      return ifKnown(() => namedPlace(graph, resource));
  }
}

function routePlace(graph: Graph, resource: PolicyResource): Keyed | undefined {
  const isRoute = resource.type === V2.route;
  const key = resource.text(isRoute ? "routeKey" : "httpMethod");
  const owner = isRoute ? graph.find(resource, { path: "apiId", type: V2.api }) : resourceOf(graph, resource);
  const place = isRoute ? (owner?.urn ?? resource.text("apiId")) : resourceKey(graph, resource);
  return key === undefined || place === undefined
    ? undefined
    : { kind: resource.type, where: whereOn(owner), place, key, input: "key" };
}

/**
 * "Response already exists for this resource" for a method's second response of a status, as in
 * https://github.com/hashicorp/terraform/issues/11395; "Integration response with selection pattern default already exists" for a second one
 * without a pattern: https://github.com/hashicorp/terraform/pull/5893
 */
function responsePlace(graph: Graph, resource: PolicyResource): Keyed | undefined {
  const above = resourceKey(graph, resource);
  const method = resource.text("httpMethod");
  const isOfMethod = resource.type === V1.methodResponse;
  const input = isOfMethod ? "statusCode" : "selectionPattern";
  const value = resource.text(input) ?? (isOfMethod ? undefined : "(default)");
  return above === undefined || method === undefined || value === undefined
    ? undefined
    : {
        kind: resource.type,
        where: whereOn(resourceOf(graph, resource), method),
        place: `${above} ${method}`,
        key: `The ${isOfMethod ? "response" : "selection pattern"} ${value}`,
        input,
      };
}

/**
 * "The statement id (...) provided already exists", of the function or of its alias, which has a policy of its own:
 * https://github.com/hashicorp/terraform-provider-aws/issues/1524, https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
function permissionPlace(graph: Graph, resource: PolicyResource): Keyed | undefined {
  const given = resource.text("function") ?? "";
  const id = resource.text("statementId");
  const { arn, qualifier } = parseFunctionArn(given) ?? {
    // other forms may have a qualifier
    arn: /^[\w-]+$/.test(given) ? (graph.byKey(LAMBDA.function, "name", given)?.text("arn") ?? given) : undefined,
  };
  return id === undefined || arn === undefined
    ? undefined
    : {
        kind: resource.type,
        where: `on ${given}`,
        place: `${accountOf(resource)} ${arn} ${resource.text("qualifier") ?? qualifier ?? ""}`,
        key: `The statement id ${id}`,
        input: "statementId",
        by: "Lambda",
      };
}

function namedPlace(graph: Graph, resource: PolicyResource): Keyed | undefined {
  const { kind, link, input, by } = NAMED[resource.type] ?? {};
  const isDomain = resource.type === V1.domainName || resource.type === V2.domainName;
  // each private domain has an id: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html
  if (kind === undefined || input === undefined || (isDomain && mayBePrivate(graph, resource))) {
    return undefined;
  }
  const owner = link && graph.find(resource, link);
  const above = link === undefined ? accountOf(resource, isDomain) : (owner?.urn ?? resource.text(link.path));
  const name = resource.text(input) ?? "";
  return above === undefined || (name === "" && kind !== MAPPING)
    ? undefined
    : {
        kind,
        where: link === undefined ? `in ${resource.region ?? "its region"}` : whereOn(owner),
        place: `${resource.region ?? ""} ${above}${resource.type === V1.apiKey ? name : ""}`,
        key: resource.type === V1.apiKey ? "The value of an API key" : `The ${kind} ${name === "" ? "(none)" : name}`,
        input,
        ...defined({ by }),
      };
}

function whereOn(owner: PolicyResource | undefined, method?: string): string {
  return `on ${method === undefined ? "" : `${method} of `}${owner?.name ?? "its API"}`;
}

/** The region and, unless names are of all accounts, the provider: two providers may be of two accounts. */
function accountOf({ region, source }: PolicyResource, isOfAll = false): string {
  return region !== undefined && isOfAll ? region : `${region ?? ""} ${source.provider?.urn ?? ""}`;
}

function mayBePrivate(graph: Graph, domain: PolicyResource): boolean {
  const types = "endpointConfiguration.types";
  return (
    domainShape(domain).endpoint === "PRIVATE" ||
    (domain.type === V1.domainName && domain.isUnknown(types) && !graph.isFilledIn(domain, types))
  );
}
