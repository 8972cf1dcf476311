import { V1, V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";
import { fieldsAt } from "../../graph/value";
import { isRecord } from "../../../language/is-record";

const LIMITS = ["throttlingRateLimit", "throttlingBurstLimit"];

export const routeThrottleComplete = resourceRule({
  name: "route-throttle-complete",
  title: "Route settings set both limits",
  description: "Every block of route settings has a rate limit and a burst limit.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  advice: "limits that are 0 in so many words, with which a route can be closed on purpose.",
  why: "The provider sends 0 for a limit that is left out of a block of route settings, and a limit of 0 answers every request with 429 Too Many Requests.",
  fix: "Set throttlingRateLimit and throttlingBurstLimit in the block, both above 0.",
  // The provider's behaviour: https://github.com/pulumi/pulumi-aws/issues/2363, open, and so for HTTP and WebSocket APIs.
  url: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  defaultRouteSettings: { detailedMetricsEnabled: true },
});`,
    passes: `new apigatewayv2.Stage("live", {
  apiId: api.id,
  name: "$default",
  defaultRouteSettings: {
    detailedMetricsEnabled: true,
    throttlingRateLimit: 100,
    throttlingBurstLimit: 50,
  },
});`,
  },
  options: {},
  types: [V1.methodSettings, V2.stage],
  check(stage, { report, reportAdvisory }) {
    if (stage.type === V1.methodSettings) {
      const zero = LIMITS.filter(
        (limit) => !stage.isUnknown(`settings.${limit}`) && stage.number(`settings.${limit}`) === 0,
      );
      if (zero.length > 0) {
        reportAdvisory(
          `The settings for ${stage.maybeText("methodPath") ?? stage.name} set ${zero.join(" and ")} to 0, which closes them: every request is answered with 429.`,
          `Set ${LIMITS.join(" and ")} above 0 to open them.`,
        );
      }
      return;
    }
    const blocks: [path: string, what: string][] = stage
      .list("routeSettings")
      .map((_, index) => `routeSettings.${String(index)}`)
      .map((path) => [path, `the route ${stage.text(`${path}.routeKey`) ?? path}`]);
    if (isRecord(stage.value("defaultRouteSettings"))) {
      blocks.push(["defaultRouteSettings", "all routes"]);
    }
    for (const [path, what] of blocks) {
      const given = Object.keys(fieldsAt(stage.value(path)) ?? {}).filter((name) => name !== "__defaults");
      const known = LIMITS.filter((limit) => !stage.isUnknown(`${path}.${limit}`));
      const missing = known.filter((limit) => stage.number(`${path}.${limit}`) === undefined);
      const closed = known.filter((limit) => stage.number(`${path}.${limit}`) === 0);
      // An empty block is one that the provider filled in.
      if (given.length > 0 && missing.length > 0) {
        report(
          `The settings for ${what} leave out ${missing.join(" and ")}, which AWS receives as 0, so every request is answered with 429.`,
          `Set ${LIMITS.join(" and ")}.`,
        );
      } else if (closed.length > 0) {
        reportAdvisory(
          `The settings for ${what} set ${closed.join(" and ")} to 0, which closes them: every request is answered with 429.`,
          `Set ${LIMITS.join(" and ")} above 0 to open them.`,
        );
      }
    }
  },
});
