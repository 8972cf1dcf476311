import * as pulumi from "@pulumi/pulumi";
import type { RouteSegment } from "../../aws/route-key";
import { throwIfInvalid } from "./problems";
import type { ApiTarget } from "./api-ref";
import type { HttpApiArgs, PublicAddress } from "../http-api/args";
import type { HttpApiPlan } from "../http-api/plan";
import { HTTP_DEFAULT_STAGE } from "./stage-plan";
import type { StageNodes } from "./stage-resources";

/** One stage, for those who call it or read its log. */
export interface StageInfo {
  /** Where to call it, without a slash at the end. */
  url: string;
  /** The stage's ARN. */
  arn: string;
  /** The name of its access log's group, where it has one of its own. */
  accessLogGroupName?: string;
}

/** Where clients call a stage: the custom domain where there is one, else the API's own URL. */
export function apiUrl(api: ApiTarget, args: HttpApiArgs, stage: string = HTTP_DEFAULT_STAGE): pulumi.Output<string> {
  return args.publicAddress === undefined ? stageUrl(api, stage) : addressUrl(args.publicAddress);
}

/** The URL of a path of a custom domain. */
export function addressUrl({ domainName, path }: PublicAddress): pulumi.Output<string> {
  return pulumi.all([domainName, path]).apply(([domain, under]) => `https://${domain}${asPath(under)}`);
}

/** Every stage by its own URL. */
export function stageInfos(
  api: ApiTarget,
  args: HttpApiArgs,
  plan: HttpApiPlan,
  nodes: Record<string, StageNodes>,
): pulumi.Output<Record<string, StageInfo>> {
  const infos = plan.stages.map(({ name }, index) => {
    const group = nodes[name]?.accessLogGroup;
    const url = index === 0 ? apiUrl(api, args, name) : stageUrl(api, name);
    return [
      name,
      { url, arn: nodes[name]?.stage.arn ?? "", ...(group === undefined ? {} : { accessLogGroupName: group.name }) },
    ];
  });
  return pulumi.output<Record<string, StageInfo>>(
    Object.fromEntries(infos) as Record<string, pulumi.Unwrap<StageInfo>>,
  );
}

/** The URL of one route, with its path parameters filled in. */
export function routeUrl(
  component: string,
  base: pulumi.Output<string>,
  plan: Pick<HttpApiPlan, "routes">,
  routeKey: string,
  parameters: Record<string, string>,
): pulumi.Output<string> {
  const route = plan.routes.find(({ key }) => key.key === routeKey);
  if (route === undefined) {
    const expected = `one of ${plan.routes.map(({ key }) => JSON.stringify(key.key)).join(", ")}`;
    throwIfInvalid(component, [{ argument: "urlFor", received: routeKey, expected, fix: "name a route of this API" }]);
  }
  const segments = route?.key.segments ?? [];
  const missing = segments.flatMap((part) =>
    part.kind !== "literal" && parameters[part.name] === undefined ? [part.name] : [],
  );
  throwIfInvalid(
    component,
    missing.map((name) => ({
      argument: `urlFor(${JSON.stringify(routeKey)})`,
      expected: `a value for {${name}}`,
      fix: `pass { ${name}: ... }`,
    })),
  );
  const path = segments.map((part) => `/${fill(part, parameters)}`).join("");
  return pulumi.interpolate`${base}${path === "" && route?.key.isDefault !== true ? "/" : path}`;
}

function fill(part: RouteSegment, parameters: Record<string, string>): string {
  if (part.kind === "literal") {
    return part.text;
  }
  const value = parameters[part.name] ?? "";
  return part.kind === "greedy" ? value.split("/").map(encodeURIComponent).join("/") : encodeURIComponent(value);
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-publish.html */
function stageUrl(api: ApiTarget, stage: string): pulumi.Output<string> {
  return pulumi.interpolate`${api.apiEndpoint}${stage === HTTP_DEFAULT_STAGE ? "" : `/${stage}`}`;
}

function asPath(path: string | undefined): string {
  const bare = (path ?? "").replace(/^\/+|\/+$/g, "");
  return bare === "" ? "" : `/${bare}`;
}
