import { validateKnown } from "../../shared/problems";
import { type FunctionInput, functionTarget } from "../function-target";
import { timeoutProblems } from "../integration-fields";
import type { IntegrationKindDefinition } from "../integration-kind";
import type { IntegrationFields, IntegrationSpec } from "../integration-spec";
import { fittingUri, functionArnProblem, lambdaKind } from "./lambda";
import { commonExtension, longestTimeout, mappingExtension, restFieldProblems } from "../rest-extension";
import type { RestIntegrationFields } from "../rest-fields";

/** What can be said about a Lambda integration with mapping templates. */
export type LambdaCustomOptions = Omit<IntegrationFields, "kind" | "responseParameters"> &
  Omit<RestIntegrationFields, "streaming" | "connectionId" | "integrationTarget">;

/**
 * Sends requests to a Lambda function through mapping templates: the function gets what `requestTemplates` make, and its
 * result goes through the template of the response whose `selectionPattern` matches its error message (AWS). REST and WebSocket APIs only.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
 */
export function lambdaCustom(fn: FunctionInput, options: LambdaCustomOptions = {}): IntegrationSpec {
  return { kind: "lambdaCustom", ...functionTarget(fn), ...options };
}

export const lambdaCustomKind: IntegrationKindDefinition = {
  apiKinds: ["REST", "WEBSOCKET"],
  mapsPayload: true,
  label: (spec) => lambdaKind.label(spec),
  problems: (spec, argument) => [
    ...(spec.functionArn === undefined
      ? [{ argument: `${argument}.functionArn`, expected: "a function", fix: "use lambdaCustom(fn)" }]
      : validateKnown<string>(spec.functionArn, (arn) => functionArnProblem(`${argument}.functionArn`, arn))),
    ...timeoutProblems(spec, argument, longestTimeout("REST", spec)),
    ...restFieldProblems(spec, argument, false),
  ],
  inputs: () => ({ integrationType: "AWS" }),
  extension: (component, spec) => ({
    type: "aws",
    httpMethod: "POST",
    uri: fittingUri(component, spec, "REST"),
    ...commonExtension(component, spec),
    ...mappingExtension(spec),
  }),
  invokes: (spec) => ({
    functionArn: spec.functionArn ?? "",
    functionInvokeArn: spec.functionInvokeArn,
    name: spec.name,
  }),
};
