import { V1, V2 } from "../../../aws/resource-types";
import { texts } from "../../pack/option";
import { resourceRule } from "../../pack/rule";
import { secretNames } from "../../sdk/secret-marks";
import { ClosedSecret } from "../../graph/readable-properties";
import { type PolicyResource } from "../../graph/resource";
import { ifKnown } from "../../graph/unknown";
import { isRecord } from "../../../language/is-record";

/** Forms that only credentials have. */
const VALUES = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./,
  /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^/\s:@]+@/i,
  // addresses of webhooks, whose path is the credential: https://api.slack.com/messaging/webhooks
  /^https:\/\/hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/\S{8,}/i,
  /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/\d+\/\S+/i,
  /^https:\/\/[^/]*\.webhook\.office\.com\/\S+/i,
  /^https:\/\/hooks\.zapier\.com\/hooks\/\S+/i,
  /^https?:\/\/\S+[?&](?:api_?key|access_?token|token|sig|signature|secret|password)=[^&\s$]{8,}/i,
  /\b[sr]k_live_[A-Za-z0-9]{16,}\b/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/,
  /\bAIza[A-Za-z0-9_-]{35}\b/,
];
/** Names of secrets, and what reports that the value only points to one. */
const NAMES = /(password|passwd|secret|api_?key|access_?key|private_?key|token|credential)s?$/i;
const POINTERS = /^(arn:|\/|https?:\/\/[^@]*$|\$\{|alias\/)/;

export const noSecretInStageVariables = resourceRule({
  name: "no-secret-in-stage-variables",
  title: "Stage variables hold no secrets",
  description: "No stage variable has a value that is marked secret, or a value or a name that looks like one.",
  severity: "critical",
  category: "security",
  blocks: "production",
  why: "Stage variables are plain text in the console, in exports and in logs. Lambda functions receive them with every event. A value is marked secret where the program says so (`secret`, `requireSecret`), where it comes from such a value, and where additionalSecretOutputs names the variables; the mark protects it in Pulumi's state, and not in API Gateway.",
  fix: "Keep the secret in Secrets Manager or Systems Manager Parameter Store, and let the function read it.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.stage-variables.html",
  equivalents: ["apigateway_restapi_... (Prowler)"],
  examples: {
    fails: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  stageVariables: { dbPassword: "hunter22" },
});`,
    passes: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  stageVariables: { dbSecretName: "shop/db" },
});`,
  },
  options: { allowed: texts([], "Names of stage variables that may look like secrets.") },
  types: [V1.stage, V2.stage],
  check(stage, { settings, report }) {
    const path = stage.type === V1.stage ? "variables" : "stageVariables";
    for (const [name, what] of secrets(stage, path)) {
      if (!settings.allowed.includes(name)) {
        report(
          `The stage variable ${name} of ${stage.name} ${what}, and stage variables are plain text.`,
          `Keep ${name} in Secrets Manager and pass the secret's name.`,
        );
      }
    }
    if (stage.isUnknown(path)) {
      stage.value(path);
    }
  },
});

/** The names of the variables that hold secrets, and what says so. No message holds a value. */
function secrets(stage: PolicyResource, path: string): Map<string, string> {
  const looking = Object.entries(ifKnown(() => stage.record(path)) ?? {}).filter(
    ([name, value]) => VALUES.some((form) => form.test(value)) || (NAMES.test(name) && !POINTERS.test(value)),
  );
  return new Map([
    ...looking.map(([name]) => [name, "looks like a secret"] as const),
    ...markedNames(stage, path).map((name) => [name, "is marked secret"] as const),
  ]);
}

/** The names are known even where a value is not. */
function markedNames(stage: PolicyResource, path: string): string[] {
  const variables = ifKnown(() => stage.value(path));
  const values = isRecord(variables) ? variables : {};
  const marked = secretNames(stage.source.props, path);
  const all = marked.has("*") || stage.source.opts.additionalSecretOutputs.includes(path);
  return Object.keys(values).filter((name) => all || marked.has(name) || isClosed(() => values[name]));
}

function isClosed(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch (error) {
    return error instanceof ClosedSecret;
  }
}
