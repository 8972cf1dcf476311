import type { GraphIndex } from "../../../../engine/graph/graph-index";
import { requiredParameter, type ServiceCall, ServiceError, type StandIn, type StandInAnswer } from "../service-call";

/**
 * Answers with the hosted configurations of the program, the newest version of each.
 * https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetConfiguration.html
 */
export function appConfigStandIn(index: () => GraphIndex | undefined): StandIn {
  return {
    protocol: { kind: "rest" },
    resourceArn: (call) =>
      `arn:${call.partition}:appconfig:${call.region}:${call.account}:application/${requiredParameter(call, "Application")}`,
    answer: (call) => configuration(index(), call),
  };
}

function configuration(index: GraphIndex | undefined, call: ServiceCall): StandInAnswer {
  const wanted = requiredParameter(call, "Configuration");
  const versions = (index?.ofType("aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion") ?? []).filter(
    (node) => index?.text(node, "configurationProfileId") === wanted,
  );
  const newest = versions.at(-1);
  if (index === undefined || newest === undefined) {
    throw new ServiceError("ResourceNotFoundException", `Configuration ${wanted} is not in this program`, 404);
  }
  return {
    reply: {
      status: 200,
      headers: [
        ["content-type", index.text(newest, "contentType") ?? "application/json"],
        ["configuration-version", String(versions.length)],
      ],
      body: Buffer.from(index.text(newest, "content") ?? ""),
    },
  };
}
