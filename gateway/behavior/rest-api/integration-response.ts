import { byMediaType, firstAccepted } from "./media-types";
import { SlowPatternError } from "../shared/bounded-match";
import { matchesWhole } from "../shared/java-pattern";
import type { RestIntegrationModel, RestIntegrationResponseModel } from "../../model/rest-api/definition-model";

/**
 * The integration response that a backend's answer selects: the first whose pattern matches all of the status, or of a
 * function's error message; otherwise the one without a pattern. Undefined is 500: there is nothing to answer with.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 */
export function selectIntegrationResponse(
  integration: RestIntegrationModel,
  subject: string | undefined,
): RestIntegrationResponseModel | undefined {
  const { type, responses } = integration;
  // of a MOCK's, that whose own status it is goes before others whose pattern matches, as measured: https://github.com/ministackorg/ministack/pull/1756
  const ordered =
    type === "MOCK"
      ? responses.toSorted((a, b) => Number(b.statusCode === subject) - Number(a.statusCode === subject))
      : responses;
  const matching = ordered.find(
    ({ selectionPattern }) =>
      selectionPattern !== undefined && subject !== undefined && matches(selectionPattern, subject),
  );
  return matching ?? responses.find(({ selectionPattern }) => selectionPattern === undefined);
}

function matches(pattern: string, subject: string): boolean {
  try {
    return matchesWhole(pattern, subject);
  } catch (error) {
    if (error instanceof SlowPatternError) {
      throw error;
    }
    return pattern === subject;
  }
}

/**
 * The response template that the request's `Accept` selects: its own, that of `application/json`, or the first.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html#selecting-mapping-templates
 */
export function selectResponseTemplate(
  templates: Record<string, string>,
  accept: string | undefined,
): [contentType: string, template: string] | undefined {
  const wanted = firstAccepted(accept) ?? "application/json";
  return byMediaType(templates, wanted) ?? byMediaType(templates, "application/json") ?? Object.entries(templates)[0];
}
