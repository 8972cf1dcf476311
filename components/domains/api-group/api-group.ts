import * as pulumi from "@pulumi/pulumi";
import type { RouteArgs } from "../../shared/route-args";
import { HttpApi } from "../../http-api/api";
import type { HttpApiArgs } from "../../http-api/args";
import { checkArgumentNames } from "../../shared/arguments";
import { Problems, throwIfInvalid } from "../../shared/problems";
import { CustomDomain } from "../custom-domain/custom-domain";
import type { DomainSettings } from "../shared/args";
import { domainPlace } from "../shared/region";
import { checkSettings } from "../custom-domain/settings";
import { type BasePathRoutes, splitRoutes } from "./base-paths";
import { renamed } from "../../shared/renamed";

/**
 * The arguments of an ApiGroup.
 *
 * @example { routes, domain: { domainName: "api.example.com" }, settings: { defaultAuthorizer: iam() } }
 */
export interface ApiGroupArgs {
  /**
   * The whole route table, by route key such as `GET /orders/{id}`.
   * @example { "GET /orders/{id}": { integration: lambda(readOrder) } }
   */
  routes: Record<string, RouteArgs>;
  /**
   * The domain that the APIs share.
   * @example { domainName: "api.example.com", hostedZoneId: zone.zoneId }
   */
  domain: DomainSettings;
  /**
   * Base paths with several segments, such as `orders/archive`, that get their own API. @default none
   * @example ["orders/archive"]
   */
  basePaths?: string[];
  /**
   * The settings of all APIs of the group; routes, `openapi`, `api`, `domain` and `publicAddress` are the group's own. @default none
   * @example { defaultAuthorizer: iam() }
   */
  settings?: HttpApiArgs;
}

/**
 * A route table that is larger than one API supports, distributed to HTTP APIs behind one domain: one API for each first segment of the
 * paths. The functions see the path below that part in `routeKey` and `rawPath`.
 *
 * @example
 * ```ts
 * new ApiGroup("shop", {
 *   routes: { "GET /orders/{id}": { integration: lambda(readOrder) }, "GET /stock": { integration: lambda(stock) } },
 *   domain: { domainName: "api.example.com", hostedZoneId: zone.zoneId },
 *   settings: { defaultAuthorizer: iam() },
 * });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html
 */
export class ApiGroup extends pulumi.ComponentResource {
  /** The URL of the domain, without a slash at the end. */
  readonly url: pulumi.Output<string>;
  /** The id of each API, by its base path; "" is the root. */
  readonly apiIds: pulumi.Output<Record<string, string>>;
  /** The number of routes of each API, by its base path. */
  readonly routeCounts: pulumi.Output<Record<string, number>>;
  /** The APIs by base path, and their domain. */
  readonly resources: ApiGroupResources;

  constructor(name: string, args: ApiGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:ApiGroup", name, {}, renamed(name, opts));
    const split = plannedSplit(name, args, this);

    const apis = groupApis(name, args, split, this);
    const mappings = Object.fromEntries(Object.entries(apis).map(([basePath, api]) => [basePath, { api }]));
    const domain = new CustomDomain(`${name}-domain`, { ...args.domain, mappings }, { parent: this });
    this.resources = { apis, domain };

    this.url = domain.url;
    this.apiIds = pulumi.output(Object.fromEntries(Object.entries(apis).map(([basePath, { id }]) => [basePath, id])));
    const counts = split.map(({ basePath, routes }) => [basePath, Object.keys(routes).length] as const);
    this.routeCounts = pulumi.output(Object.fromEntries(counts));
    this.registerOutputs({ url: this.url, apiIds: this.apiIds, routeCounts: this.routeCounts });
  }
}

/** The underlying resources of an ApiGroup. */
export interface ApiGroupResources {
  apis: Record<string, HttpApi>;
  domain: CustomDomain;
}

/** The arguments that the group decides on, and its APIs can't. */
const OWN = ["routes", "openapi", "api", "domain", "publicAddress", "stages"] as const;

function plannedSplit(name: string, args: ApiGroupArgs, group: pulumi.Resource): BasePathRoutes[] {
  const problems = new Problems();
  checkArgumentNames(`ApiGroup "${name}"`, problems, args, "ApiGroupArgs");
  const split = splitRoutes(args.routes, args, problems);
  const { plain } = domainPlace(group, args.domain.region, []);
  for (const key of OWN) {
    problems.unless(args.settings?.[key] === undefined, `settings.${key}`, {
      expected: "no value: the group decides on it",
      fix: "remove it",
    });
  }
  checkSettings(problems.at("domain"), args.domain, plain);
  throwIfInvalid(`ApiGroup "${name}"`, problems);
  return split;
}

function groupApis(
  name: string,
  args: ApiGroupArgs,
  split: BasePathRoutes[],
  parent: pulumi.Resource,
): Record<string, HttpApi> {
  const { domainName, mutualTls } = args.domain;
  const closed = mutualTls !== undefined && mutualTls.allowExecuteApiEndpoint !== true;
  const made = split.map(({ basePath, routes }): [string, HttpApi] => {
    const label = basePath === "" ? name : `${name}-${basePath}`;
    const publicAddress = { domainName, path: basePath };
    const shared = closed ? { disableExecuteApiEndpoint: true, ...args.settings } : args.settings;
    return [basePath, new HttpApi(label, { ...shared, routes, publicAddress }, { parent })];
  });
  return Object.fromEntries(made);
}
