import type { HttpIntegrationModel } from "../../model/http-api/model";
import { evaluateExpression, type ExpressionSource } from "../../behavior/shared/selection-expression";
import type { ServiceCall } from "../aws-services/service-call";
import { standIns } from "../aws-services/stand-ins";
import type { RequestContext } from "./request-context";

/** The services by the first part of a subtype such as `SQS-SendMessage`. */
const SERVICES = new Map(
  standIns.flatMap(({ service, firstClass }) =>
    firstClass === undefined ? [] : [[firstClass.subtype, { service, ...firstClass }] as const],
  ),
);

/**
 * Returns the call of a first-class integration: each parameter is static, or read from the request; what has no value is left out.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
 */
export function firstClassCall(
  integration: HttpIntegrationModel,
  context: RequestContext,
  source: ExpressionSource,
): ServiceCall | undefined {
  const [prefix = "", operation = ""] = (integration.subtype ?? "").split("-");
  const called = SERVICES.get(prefix);
  if (called === undefined) {
    return undefined;
  }
  const { service, parameterName = (name) => name } = called;
  const parameters = Object.entries(integration.requestParameters).flatMap(([name, expression]) => {
    const value = evaluateExpression(expression, source);
    return value === undefined ? [] : [[parameterName(name), value] as const];
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
