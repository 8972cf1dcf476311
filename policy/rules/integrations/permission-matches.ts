import { parseArn } from "../../../aws/arn";
import { LAMBDA, V1, V2 } from "../../../aws/resource-types";
import { stackRule } from "../../pack/rule";
import { type Graph } from "../../graph/graph";
import { type PolicyResource } from "../../graph/resource";
import { some } from "../../graph/value";
import { gatewayPermissions } from "../../facts/permissions";
import { calledArns, invokers } from "../../facts/invokers";

/** ArnLike: `*` and `?` stand for any characters within one of the six parts; the last part may hold slashes. */
function like(pattern: string, arn: string): boolean {
  const parts = (text: string): string[] => {
    const all = text.split(":");
    return [...all.slice(0, 5), all.slice(5).join(":")];
  };
  const own = parts(arn);
  return parts(pattern).every((part, index) => {
    const expression = part
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/\?/g, ".");
    return new RegExp(`^${expression}$`).test(own[index] ?? "");
  });
}

export const permissionMatches = stackRule({
  name: "permission-matches",
  title: "A permission matches the calls that it is for",
  description:
    "A permission's source ARN has the API's region, account and form, and its qualifier is the integration's.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "Lambda compares the caller's ARN, arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/PATH (for $default and WebSocket routes API/STAGE/ROUTE), with the source ARN. One that never matches is as good as none, and every call answers 500.",
  fix: "Use the API's executionArn followed by /*/*, and set the qualifier to the alias that the integration invokes.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html",
  equivalents: [],
  examples: {
    fails: `new lambda.Permission("orders", {
  action: "lambda:InvokeFunction",
  function: orders.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: api.arn,
});`,
    passes: `new lambda.Permission("orders", {
  action: "lambda:InvokeFunction",
  function: orders.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate\`\${api.executionArn}/*/*\`,
});`,
  },
  options: {},
  types: [LAMBDA.permission],
  check(permission, { graph, report }) {
    const principal = permission.text("principal");
    if (principal !== "apigateway.amazonaws.com") {
      if (principal !== undefined && principal !== "*" && isForApi(graph, permission)) {
        report(
          `The permission ${permission.name} has the source ARN of an API and the principal ${principal}, so it lets no API in.`,
          'Set principal to "apigateway.amazonaws.com".',
        );
      }
      return;
    }
    const { of, targets } = gatewayPermissions(graph);
    const target = targets.get(permission);
    const given = (target && of.get(target)) ?? [];
    const callers = target ? invokers(graph, target) : [];
    const qualifier = given.find(({ resource }) => resource === permission)?.qualifier;
    const qualifiers = new Set(callers.map((caller) => caller.qualifier));
    const covered = given.map((other) => other.qualifier);
    const lacking = [...qualifiers].filter((expected) => !covered.includes(expected));
    if (target && callers.length > 0 && !qualifiers.has(qualifier) && lacking.length > 0) {
      const expected = lacking[0];
      if (expected === undefined) {
        report(
          `The permission ${permission.name} is for the alias ${qualifier ?? ""} of ${target.name}, and the API invokes the function itself.`,
          `Remove the qualifier "${qualifier ?? ""}".`,
        );
      } else {
        const permitted = qualifier === undefined ? "the function itself" : `the alias ${qualifier}`;
        report(
          `The permission ${permission.name} is for ${permitted}, and the API invokes the alias ${expected} of ${target.name}.`,
          `Set qualifier to "${expected}".`,
        );
      }
    }
    const region = permission.region;
    const own = target && parseArn(target.maybeText("arn") ?? "")?.region;
    const named = parseArn(permission.maybeText("function") ?? "")?.region ?? own;
    if (region !== undefined && named !== undefined && named !== region) {
      report(
        `The permission ${permission.name} is made in ${region}, and its function is in ${named}, so Lambda does not find it.`,
        `Make the permission in ${named} (region: "${named}", or a provider for it).`,
      );
    }
    const source = permission.text("sourceArn");
    const arn = source === undefined ? undefined : parseArn(source);
    if (source === undefined) {
      return;
    }
    if (arn?.service !== "execute-api") {
      report(
        `The source ARN ${source} of ${permission.name} is no execution ARN, so it matches no call.`,
        "Use the API's executionArn followed by /*/*.",
      );
      return;
    }
    if (!arn.resource.includes("/") && !arn.resource.endsWith("*")) {
      report(
        `The source ARN ${source} of ${permission.name} ends with the API's id, so it matches no call.`,
        "Add /*/*.",
      );
      return;
    }
    const id = arn.resource.split("/")[0] ?? "";
    const api = graph.byKey(V2.api, "id", id) ?? graph.byKey(V1.restApi, "id", id);
    const execution = parseArn(api?.maybeText("executionArn") ?? "");
    if (
      api &&
      execution &&
      (!like(`${arn.region}:${arn.account}`, `${execution.region}:${execution.account}`) || arn.region === "")
    ) {
      report(
        `The source ARN ${source} of ${permission.name} is for ${arn.region}/${arn.account}, and ${api.name} is in ${execution.region}/${execution.account}.`,
        "Use the API's executionArn followed by /*/*.",
      );
      return;
    }
    const calls = api && target ? calledArns(graph, api, target, callers) : [];
    const refused = calls.filter(({ arns }) => !arns.some((call) => like(arn.resource, call)));
    const others = given.filter(({ resource }) => resource !== permission);
    if (calls.length > 0 && refused.length === calls.length && others.length === 0) {
      report(
        `The source ARN ${source} of ${permission.name} matches none of ${some(refused.map(({ route }) => route))}.`,
        "Use the API's executionArn followed by /*/*.",
      );
    }
  },
});

/** Returns true for a permission whose source ARN is an API's, by its value or by what it is made of. */
function isForApi(graph: Graph, permission: PolicyResource): boolean {
  if (!permission.isUnknown("sourceArn")) {
    return parseArn(permission.text("sourceArn") ?? "")?.service === "execute-api";
  }
  const sources = graph.dependencies(permission, "sourceArn");
  return sources.length > 0 && sources.every(({ type }) => type === V1.restApi || type === V2.api);
}
