import { type PolicyResource } from "../graph/resource";

/** Names of properties of AWS's resources in fixes, each with the argument that sets it. */
type Names = readonly (readonly [property: string, argument: string])[];

const ACCESS_LOG: Names = [
  ["accessLogSettings.destinationArn", "accessLog.destinationArn"],
  ["accessLogSettings.format", "accessLog.format"],
  ["retentionInDays", "accessLog.retentionInDays"],
];

const STAGE: Names = [
  ["throttlingRateLimit and throttlingBurstLimit in defaultRouteSettings", "throttle"],
  ['throttlingRateLimit and throttlingBurstLimit in MethodSettings for "*/*"', "throttle"],
  ["throttlingRateLimit and throttlingBurstLimit", "rateLimit and burstLimit in the route's throttle"],
  ["defaultRouteSettings.detailedMetricsEnabled", "detailedMetrics"],
  ["settings.metricsEnabled", "detailedMetrics"],
  ["disableExecuteApiEndpoint", "disableExecuteApiEndpoint"],
  ...ACCESS_LOG,
];

const DEPLOYMENT: Names = [["autoDeploy to false and deploymentId to a Deployment", "autoDeploy to false"]];

const CORS: Names = [
  ["corsConfiguration from the API", "cors"],
  ["corsConfiguration", "cors"],
  ["allowHeaders", "cors.allowHeaders"],
  ["allowMethods", "cors.allowMethods"],
];

const TOKENS: Names = [
  ["jwtConfiguration.audiences", "audience in its jwt()"],
  ["jwtConfiguration.issuer", "issuer in its jwt()"],
];

const DOMAIN: Names = [
  ["domainNameConfiguration.securityPolicy", "securityPolicy"],
  ["securityPolicy", "securityPolicy"],
];

/** The arguments of Gatewright's components, by component: a name before its parts. */
export const ARGUMENTS: Readonly<Record<string, Names | undefined>> = {
  HttpApi: [...STAGE, ...DEPLOYMENT, ...CORS, ...TOKENS],
  RestApi: [
    ...STAGE,
    ["xrayTracingEnabled", "tracing"],
    ["settings.cacheDataEncrypted", "cache.encrypted"],
    ["loggingLevel", "loggingLevel"],
    ["clientCertificateId", "clientCertificate"],
    ["endpointConfiguration.types", "endpointType"],
    ["Add a wafv2.WebAclAssociation with its ARN", "Set webAclArn"],
  ],
  WebSocketApi: [...STAGE, ...DEPLOYMENT, ["defaultRouteSettings.loggingLevel", "loggingLevel"]],
  CustomDomain: DOMAIN,
  UsagePlan: [
    ["throttleSettings", "throttle"],
    ["quotaSettings", "quota"],
  ],
  UsagePlans: [
    ["throttleSettings.rateLimit", "throttle.rateLimit in plans"],
    ["throttleSettings.burstLimit", "throttle.burstLimit in plans"],
    ["quotaSettings.limit", "quota.limit in plans"],
  ],
};

const COMPONENT = /gatewright:index:(\w+)/g;
const SETS = /^Set ([\w.]+) to (true|false|"\w+")\.$/;

/**
 * Returns a fix as the program can make it. Who wrote `new RestApi()` finds no `xrayTracingEnabled` to set: in a component, what the fix
 * names are the component's arguments.
 */
export function fixInProgram(resource: PolicyResource, fix: string): string {
  const component = [...typesOf(resource.urn).matchAll(COMPONENT)].at(-1)?.[1] ?? "";
  const names = ARGUMENTS[component]?.filter(([property]) => fix.includes(property)) ?? [];
  if (names.length === 0) {
    return fix;
  }
  const named = names.reduce((text, [property, argument]) => text.replaceAll(property, argument), fix);
  const set = SETS.exec(named);
  if (set !== null) {
    return `Set ${set[1] ?? ""}: ${set[2] ?? ""} in the arguments of ${nameOf(resource, component)}.`;
  }
  const end = Math.max(
    ...names.map(([, argument]) => (named.includes(argument) ? named.lastIndexOf(argument) + argument.length : 0)),
  );
  return `${named.slice(0, end)} of ${nameOf(resource, component)}${named.slice(end)}`;
}

/** The types of a URN: those of all parents, and the resource's own. */
function typesOf(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** Names the component where the resource stands right below it. */
function nameOf({ source }: PolicyResource, component: string): string {
  const parent = source.opts.parent ?? source.parent?.urn ?? "";
  const [type, ...name] = parent.split("::").slice(2);
  return type?.endsWith(`gatewright:index:${component}`) === true
    ? `${component} ${name.join("::")}`
    : `its ${component}`;
}
