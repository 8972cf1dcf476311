import { LIMITS } from "../../aws/quotas";
import { accessLogProblems } from "../monitoring/access-log-group";
import { validateKnown, type Problem } from "../shared/problems";
import { inheritThrottle, stageVariableProblems, throttleProblems } from "../shared/stage-plan";
import { LoggingLevel, type RestApiArgs, type RestStageArgs } from "./args";

const REST_DEFAULT_STAGE = "live";
/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html */
const CACHE_SIZES = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"];

/** One stage with what it has from the API. */
export interface PlannedRestStage {
  name: string;
  args: RestStageArgs;
}

/** The stages to make: one unless `stages` names several. */
export function planRestStages(
  args: RestApiArgs,
  routeKeys: ReadonlySet<string>,
  problems: Problem[],
): PlannedRestStage[] {
  if (args.stages !== undefined && args.stage !== undefined) {
    const fix = "write the stage as one of stages";
    problems.push({ argument: "stage", received: args.stage, expected: "either stage or stages", fix });
  }
  const stages = Object.entries(args.stages ?? { [args.stage ?? REST_DEFAULT_STAGE]: {} }).map(([name, stage]) => ({
    name,
    args: inherit(args, stage),
  }));
  problems.push(...stages.flatMap((stage) => stageProblems(stage, args, routeKeys)));
  return stages;
}

function inherit(api: RestApiArgs, stage: RestStageArgs): RestStageArgs {
  return {
    ...stage,
    throttle: inheritThrottle(api.throttle, stage.throttle),
    accessLog: { ...api.accessLog, ...stage.accessLog },
    loggingLevel: stage.loggingLevel ?? api.loggingLevel,
    dataTrace: stage.dataTrace ?? api.dataTrace,
    detailedMetrics: stage.detailedMetrics ?? api.detailedMetrics,
    tracing: stage.tracing ?? api.tracing,
    cacheSize: stage.cacheSize ?? api.cacheSize,
    cache: stage.cache ?? api.cache,
    stageVariables: stage.stageVariables ?? api.stageVariables,
    clientCertificate: stage.clientCertificate ?? api.clientCertificate,
    webAclArn: stage.webAclArn ?? api.webAclArn,
    canary: stage.canary ?? api.canary,
  };
}

function stageProblems(stage: PlannedRestStage, api: RestApiArgs, routeKeys: ReadonlySet<string>): Problem[] {
  const argument = api.stages === undefined ? "stage" : `stages[${JSON.stringify(stage.name)}]`;
  const where = api.stages === undefined ? "" : `${argument}.`;
  const { args } = stage;
  const expected = "letters, digits, - and _, at most 128 of them";
  return [
    ...(/^[A-Za-z0-9_-]{1,128}$/.test(stage.name)
      ? []
      : [{ argument, received: stage.name, expected, fix: 'write "live", for instance: REST APIs have no $default' }]),
    ...accessLogProblems(args.accessLog, `${where}accessLog`),
    ...throttleProblems(args.throttle, `${where}throttle`),
    ...stageVariableProblems(args.stageVariables, `${where}stageVariables`),
    ...validateKnown<string>(args.loggingLevel, (level) => levelProblem(`${where}loggingLevel`, level)),
    ...cacheProblems(args, where),
    ...canaryProblems(args, where),
    ...Object.entries(args.routeThrottles ?? {}).flatMap(([key, throttle]) => [
      ...throttleProblems(throttle, `${where}routeThrottles[${JSON.stringify(key)}]`),
      ...(routeKeys.has(key)
        ? []
        : [
            {
              argument: `${where}routeThrottles`,
              received: key,
              expected: "the key of a route of this API",
              fix: "add the route",
            },
          ]),
    ]),
  ];
}

function levelProblem(argument: string, received: string): Problem | undefined {
  const levels: readonly string[] = Object.values(LoggingLevel);
  return levels.includes(received)
    ? undefined
    : { argument, received, expected: levels.join(", "), fix: 'write "ERROR"' };
}

function cacheProblems(args: RestStageArgs, where: string): Problem[] {
  const ttl = LIMITS.rest.cacheTtl;
  return [
    ...(args.cacheSize === undefined || CACHE_SIZES.includes(args.cacheSize)
      ? []
      : [
          {
            argument: `${where}cacheSize`,
            received: args.cacheSize,
            expected: CACHE_SIZES.join(", "),
            fix: 'write "0.5", the smallest',
          },
        ]),
    ...validateKnown<number>(args.cache?.ttlInSeconds, (received) =>
      Number.isInteger(received) && received >= 0 && received <= ttl.value
        ? undefined
        : {
            argument: `${where}cache.ttlInSeconds`,
            received,
            expected: `0 to ${ttl.value} seconds ("${ttl.name}", ${ttl.source})`,
            fix: "write 300",
          },
    ),
  ];
}

function canaryProblems({ canary }: RestStageArgs, where: string): Problem[] {
  return canary === undefined || (canary.percentTraffic >= 0 && canary.percentTraffic <= 100)
    ? []
    : [
        {
          argument: `${where}canary.percentTraffic`,
          received: canary.percentTraffic,
          expected: "0 to 100 percent",
          fix: "write 10, for instance",
        },
      ];
}
