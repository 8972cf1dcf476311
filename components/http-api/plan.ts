import type * as pulumi from "@pulumi/pulumi";
import { checkApiDomain } from "../domains/custom-domain/api-domain";
import { addressed } from "../domains/custom-domain/addressed";
import { checkApiMonitoring } from "../monitoring/api-monitoring";
import { checkApiOfV2 } from "../shared/api-metadata";
import { plannedSignals } from "../monitoring/stage-signals";
import { checkArgumentNames, isObject } from "../shared/arguments";
import { checkCors, corsWarnings, preflightWarnings } from "../shared/cors";
import { IpAddressType } from "../shared/ip-address-type";
import { Problems, throwIfInvalid } from "../shared/problems";
import { logWarnings } from "../shared/warnings";
import { API_NAME, checkTags, checkText, DESCRIPTION } from "../shared/texts";
import { planRoutes, type RoutesPlan } from "../shared/routes";
import { jsonText, plainCors, plainRoutes } from "../shared/shorthands";
import { DeployAs, type HttpApiArgs, type PlainHttpApiArgs } from "./args";
import { givenRoutes } from "./document";
import { planStages, type StagePlan } from "./stage-plan";

/** All decisions about an API's resources, made from known values before the first resource is registered. */
export interface HttpApiPlan extends RoutesPlan {
  name: string;
  /** The API in error messages. */
  component: string;
  args: PlainHttpApiArgs;
  stages: StagePlan[];
  /** The OpenAPI document that the routes come from. */
  document: Record<string, unknown> | undefined;
  parent: pulumi.Resource;
}

/**
 * Decides on everything that an API needs.
 *
 * @throws ComponentError with every problem of the arguments
 */
export function planHttpApi<Key extends string>(
  name: string,
  given: HttpApiArgs<Key>,
  parent: pulumi.Resource,
): HttpApiPlan {
  const component = `HttpApi "${name}"`;
  const problems = new Problems();
  const plain = plainArgs(given);
  checkArgumentNames(component, problems, plain, "PlainHttpApiArgs");
  const args = withDeployForm(addressed(plain));
  const { routes: table, document, argumentOf } = givenRoutes(args, problems);
  const { defaultAuthorizer } = args;
  const routes = planRoutes({ table, defaultAuthorizer, argumentOf, api: "HTTP" }, problems);
  const stages = planStages(args, new Set(Object.keys(table)), problems);
  checkCors(problems.at("cors"), args.cors);
  checkAdoption(problems, args);
  checkSettings(problems, args);
  if (args.domain !== undefined) {
    checkApiDomain(problems.at("domain"), args.domain, parent);
  }
  if (args.monitoring !== undefined) {
    checkApiMonitoring(problems.at("monitoring"), name, args.monitoring, {
      kind: "HTTP",
      routeKeys: Object.keys(table),
      signals: plannedSignals(stages),
    });
  }
  throwIfInvalid(component, problems);
  const plan = { ...routes, name, component, args, stages, document, parent };
  logWarnings(component, [...problems.warnings, ...planWarnings(plan)], parent);
  return plan;
}

/**
 * Chooses how routes are deployed. A deployment is a snapshot, and Pulumi deletes a removed route only after it has made the new
 * snapshot, which would keep the route live. One body has the routes of an API that isn't deployed automatically: it changes, with
 * what is removed, before the snapshot is made.
 */
function withDeployForm(args: PlainHttpApiArgs): PlainHttpApiArgs {
  const isExplicit =
    args.autoDeploy === false || Object.values(args.stages ?? {}).some((stage) => stage.autoDeploy === false);
  return isExplicit && args.api === undefined && args.deployAs === undefined
    ? { ...args, deployAs: DeployAs.openapi }
    : args;
}

/** Writes the shorthands out. What is no object is left for the check of the arguments. */
function plainArgs<Key extends string>(args: HttpApiArgs<Key>): PlainHttpApiArgs {
  if (!isObject(args)) {
    return args;
  }
  const { routes, openapi, cors, ...rest } = args;
  return {
    ...rest,
    routes: plainRoutes(routes),
    cors: plainCors(cors),
    openapi: isObject(openapi)
      ? {
          ...openapi,
          // the check of the arguments refuses one that is known only later
          document: jsonText(openapi.document) as string,
          operations: plainRoutes(openapi.operations) ?? {},
        }
      : openapi,
  };
}

/** Returns what is not wrong but seldom meant, or near a limit. */
function planWarnings({ args, ...plan }: HttpApiPlan): string[] {
  const methods = plan.routes.map((route) => route.key.method);
  const unreachable = args.disableExecuteApiEndpoint === true && args.publicAddress === undefined;
  return [
    ...plan.warnings,
    ...corsWarnings(args.cors, methods, plan.authorizers.length > 0),
    ...preflightWarnings(args.cors, plan.routes),
    ...(args.deployAs !== DeployAs.openapi && plan.stages.some((stage) => stage.args.autoDeploy === false)
      ? ["a removed route stays live until the next deployment: Pulumi deletes it after the snapshot is made."]
      : []),
    ...(unreachable ? ["disableExecuteApiEndpoint is on and there is no publicAddress: nobody can call `url`."] : []),
  ];
}

/** The settings that belong to the program that made an API. */
const OWNED = ["cors", "name", "description", "disableExecuteApiEndpoint", "ipAddressType"] as const;

function checkAdoption(problems: Problems, args: PlainHttpApiArgs): void {
  if (args.api === undefined) {
    return;
  }
  checkApiOfV2(problems, "api", args.api);
  for (const argument of OWNED.filter((key) => args[key] !== undefined)) {
    const expected = "no value where the API exists already (api)";
    problems.add(argument, { expected, fix: "set it where the API is made" });
  }
  problems.unless(args.deployAs !== DeployAs.openapi, "deployAs", {
    received: args.deployAs,
    expected: '"resources" for an API that exists already',
    fix: "leave it out",
  });
}

function checkSettings(problems: Problems, args: PlainHttpApiArgs): void {
  problems.oneOf("deployAs", args.deployAs, Object.values(DeployAs));
  problems.oneOf("ipAddressType", args.ipAddressType, Object.values(IpAddressType));
  checkText(problems, "name", args.name, API_NAME);
  checkText(problems, "description", args.description, DESCRIPTION);
  checkTags(problems.at("tags"), args.tags);
}
