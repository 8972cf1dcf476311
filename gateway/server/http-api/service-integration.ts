import type { HttpIntegrationModel } from "../../model/http-api/model";
import { evaluateExpression, type ExpressionSource } from "../../behavior/shared/selection-expression";
import type { ServiceCall } from "../aws-services/service-call";
import type { RequestContext } from "./request-context";

/** The names of services in their endpoints, by the first part of a subtype such as `SQS-SendMessage`. */
const SERVICES: Record<string, string> = {
  AppConfig: "appconfig",
  EventBridge: "events",
  Kinesis: "kinesis",
  SQS: "sqs",
  StepFunctions: "states",
};

/**
 * The call of a first-class integration: each parameter is static, or read from the request; what has no value is left out.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
 */
export function firstClassCall(
  integration: HttpIntegrationModel,
  context: RequestContext,
  source: ExpressionSource,
): ServiceCall | undefined {
  const [prefix = "", operation = ""] = (integration.subtype ?? "").split("-");
  const service = SERVICES[prefix];
  if (service === undefined) {
    return undefined;
  }
  const parameters = Object.entries(integration.requestParameters).flatMap(([name, expression]) => {
    const value = evaluateExpression(expression, source);
    return value === undefined ? [] : [[parameterName(service, name), value] as const];
  });
  const { Region, ...rest } = Object.fromEntries(parameters) as Record<string, string>;
  return {
    service,
    operation,
    parameters: rest,
    region: Region ?? context.api.region,
    account: context.api.account,
    partition: context.api.partition,
    accepts: "xml",
    credentialsArn: integration.credentialsArn,
    route: context.label,
  };
}

/** Step Functions' own names begin in lower case. */
function parameterName(service: string, name: string): string {
  return service === "states" ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
