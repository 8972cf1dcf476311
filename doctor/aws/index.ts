import { executeApiHost } from "../checks/dns";
import type { LogEvidence } from "../checks/failure";
import type { Finding } from "../finding";
import type { RouteFacts, Target } from "../target";
import { type DeployedApi, readApi } from "./api";
import { type DeployedDomain, readDomain } from "./domain";
import { readEvidence } from "./evidence";
import { AwsReader } from "./reader";
import { defined } from "../../language/defined";

/** A target with what AWS's control plane says of it in place of what the program says. */
export interface DeployedTarget {
  target: Target;
  /** Reads what explains a 5xx. */
  logs: (target: Target, route: RouteFacts | undefined) => Promise<LogEvidence>;
  /** Returns what could not be read: ask for it once the diagnosis is done. */
  refused: () => Finding[];
}

/** The sources where the SDK finds credentials by itself without asking a metadata service. */
const CREDENTIAL_VARIABLES = [
  "AWS_ACCESS_KEY_ID",
  "AWS_PROFILE",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/** Returns whether the environment names AWS credentials. */
export function hasAwsCredentials(environment: NodeJS.ProcessEnv): boolean {
  return CREDENTIAL_VARIABLES.some((name) => (environment[name] ?? "") !== "");
}

/**
 * Reads what is deployed behind a target's URL, with the SDK's own credentials. Undefined where its region is not known.
 *
 * @param region The region of a URL that does not tell its own.
 */
export async function readDeployed(target: Target, region: string | undefined): Promise<DeployedTarget | undefined> {
  const host = executeApiHost(target.url.hostname);
  const where = host?.region ?? target.domain?.region ?? target.api?.region ?? region;
  if (where === undefined) {
    return undefined;
  }
  const reader = new AwsReader(where);
  const domain = host === undefined ? await readDomain(reader, target.url.hostname, target.url.pathname) : undefined;
  const mapped = host === undefined ? domain?.mapping : { apiId: host.id, ...stageOf(target.url.pathname) };
  const api = mapped === undefined ? undefined : await findApi(reader, mapped.apiId, mapped.stage);
  return {
    target: merge(target, api, domain, host === undefined ? mapped?.basePath : basePathOf(api)),
    logs: (asked, route) => readEvidence(reader, asked, route, api?.accessLogGroup),
    refused: () => reader.findings.list,
  };
}

/** A default endpoint has the stage's name first in the path, or serves `$default`. */
function stageOf(path: string): { stage: string; basePath: string } {
  const [, first = ""] = path.split("/");
  return first === "" ? { stage: "$default", basePath: "" } : { stage: first, basePath: `/${first}` };
}

function basePathOf(api: DeployedApi | undefined): string | undefined {
  return api === undefined ? undefined : api.facts.stage === "$default" ? "" : `/${api.facts.stage}`;
}

/** The stage that the path names, otherwise `$default`: its first part can be a route's. */
async function findApi(reader: AwsReader, id: string, stage: string): Promise<DeployedApi | undefined> {
  const named = await readApi(reader, id, stage);
  return named === undefined || named.stageExists || stage === "$default" ? named : readApi(reader, id, "$default");
}

function merge(
  target: Target,
  api: DeployedApi | undefined,
  domain: DeployedDomain | undefined,
  basePath: string | undefined,
): Target {
  return {
    ...target,
    basePath: basePath ?? target.basePath,
    ...defined({
      api: api?.facts,
      authorizers: api?.authorizers,
      domain: domain?.facts,
    }),
  };
}
