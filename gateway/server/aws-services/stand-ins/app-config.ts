import { formatArn } from "../../../../aws/arn";
import type { GraphIndex } from "../../../../engine/graph/graph-index";
import { defined } from "../../../../language/defined";
import { pathOf, textOf } from "../emulator-request";
import {
  type EmulatorRequest,
  requiredParameter,
  type ServiceCall,
  ServiceError,
  type ServiceOperation,
  type ServiceRequest,
  UnsupportedActionError,
} from "../service-call";
import type { StandInAnswer, StandInDefinition } from "../stand-in";

/**
 * The hosted configurations of the program, the newest version of each.
 * https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetConfiguration.html
 */
export const appConfigStandIn: StandInDefinition = {
  service: "appconfig",
  firstClass: { subtype: "AppConfig" },
  protocol: { kind: "rest", read, write },
  start: (program) => ({
    resourceArn: (call) => formatArn(call, "appconfig", `application/${requiredParameter(call, "Application")}`),
    answer: (call) => configuration(program.index, call),
  }),
};

const PATH = /^applications\/([^/]+)\/environments\/([^/]+)\/configurations\/([^/]+)$/;

function read({ path, method, querystring }: ServiceRequest): ServiceOperation {
  const [, Application, Environment, Configuration] = PATH.exec(path) ?? [];
  const parameters = { Application, Environment, Configuration, ClientId: querystring.client_id };
  const isKnown = method === "GET" && Application !== undefined;
  return { operation: isKnown ? "GetConfiguration" : `${method} ${path}`, parameters: defined(parameters) };
}

function write(call: ServiceCall): EmulatorRequest {
  const [application, environment, profile] = ["Application", "Environment", "Configuration"].map((name) =>
    pathOf(call, [name]),
  );
  const client = encodeURIComponent(textOf(call, "ClientId") ?? "");
  const path = `/applications/${application}/environments/${environment}/configurations/${profile}?client_id=${client}`;
  return { path, method: "GET", headers: {} };
}

function configuration(index: GraphIndex | undefined, call: ServiceCall): StandInAnswer {
  if (call.operation !== "GetConfiguration") {
    throw new UnsupportedActionError(call);
  }
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
