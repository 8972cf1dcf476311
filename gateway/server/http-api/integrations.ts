import { type Soon, soon } from "../../../language/soon";
import type { HttpIntegrationModel } from "../../model/http-api/model";
import { mapRequest, mapResponse, type MappedRequest } from "../../behavior/http-api/parameter-mapping";
import { headerValues } from "../../behavior/shared/request";
import { HTTP_API_LIMITS } from "../../../aws/quotas";
import type { AwsServices } from "../aws-services/aws-services";
import { callableFunction } from "../lambda/function-target";
import type { ServedApis } from "../served-apis";
import { withTimeout } from "../shared/timeout";
import type { HttpClient } from "../transport/http-client";
import type { GatewayLog } from "../shared/request-record";
import { type Answer, failure } from "./answer";
import { callHttpBackend } from "./http-integration";
import { callLambda } from "./lambda-integration";
import type { RequestContext } from "./request-context";
import { firstClassCall } from "./service-integration";

/** Methods that send something. */
const SENDING: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);

/** Calls the integration of a route, with the request and the response mapped as the integration configures it. */
export class Integrations {
  /** Integrations for which the log names a request without a body already. */
  private readonly withoutType = new WeakSet<HttpIntegrationModel>();

  constructor(
    private readonly client: HttpClient,
    private readonly services: AwsServices,
    private readonly log: GatewayLog,
  ) {}

  /** Most requests have no body: they wait for their integration alone. */
  call(served: ServedApis, context: RequestContext): Soon<Answer> {
    const integration = context.selection.route?.integration;
    if (integration === undefined) {
      return this.misconfigured(context, "the route has no integration: give it a target");
    }
    return context.request.hasBody
      ? this.callWithBody(served, context, integration)
      : this.callMapped(served, context, integration);
  }

  private async callWithBody(
    served: ServedApis,
    context: RequestContext,
    integration: HttpIntegrationModel,
  ): Promise<Answer> {
    const { request } = context;
    const { declaredLength } = request;
    if (declaredLength !== undefined && declaredLength > HTTP_API_LIMITS.payload.value) {
      await request.discardBody();
      return failure("requestTooLarge");
    }
    const streams = integration.type === "HTTP_PROXY" && declaredLength !== undefined && !readsBody(integration);
    if (!streams && !(await request.readBody())) {
      return failure("requestTooLarge");
    }
    return this.callMapped(served, context, integration);
  }

  private callMapped(served: ServedApis, context: RequestContext, integration: HttpIntegrationModel): Soon<Answer> {
    const mapped = mappedRequest(integration, context);
    const answer =
      integration.type === "AWS_PROXY"
        ? this.callAws(served, context, integration, mapped)
        : this.callBackend(served, context, integration, mapped);
    return integration.responseParameters.length === 0
      ? answer
      : soon(answer, (unmapped) => mappedAnswer(context, integration, unmapped));
  }

  private callAws(
    served: ServedApis,
    context: RequestContext,
    integration: HttpIntegrationModel,
    mapped: MappedRequest,
  ): Soon<Answer> {
    if (integration.subtype !== undefined) {
      return this.callService(context, integration);
    }
    const { stage, route } = context.selection;
    const isAllowed = route?.stagesWithoutPermission.includes(stage?.name ?? "") !== true;
    const sourceArn = `${context.api.executionArn}/*`;
    const { credentialsArn } = integration;
    const permission = { isAllowed, sourceArn, credentialsArn };
    const target = callableFunction(served, integration.lambda, stage?.variables, permission);
    if ("problem" in target) {
      return this.misconfigured(context, target.problem);
    }
    return callLambda(target.function, target.arn, integration, mapped, context, this.log);
  }

  private async callService(context: RequestContext, integration: HttpIntegrationModel): Promise<Answer> {
    const { subtype, timeoutMs } = integration;
    const call = firstClassCall(integration, context, context.expressionSource);
    if (call?.credentialsArn === undefined) {
      const why = call === undefined ? "is no service that runs locally" : "has no credentialsArn: give it a role";
      return this.misconfigured(context, `${subtype} ${why}`);
    }
    const started = performance.now();
    const reply = await withTimeout(this.services.call(call), timeoutMs);
    const latency = Math.round(performance.now() - started);
    if (reply === undefined) {
      return this.misconfigured(context, `${subtype} does not run on this machine`);
    }
    if (reply === "timeout") {
      context.explain(this.log, `503, ${subtype} gave no answer within ${timeoutMs} ms`);
      return failure("serviceUnavailable", { latency, error: `no answer within ${timeoutMs} ms` });
    }
    const { status, headers, body } = reply;
    const integrationLog = { latency, status, serviceStatus: status };
    return { response: { statusCode: status, headers, body }, integration: integrationLog };
  }

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
  private tellOfType(context: RequestContext, integration: HttpIntegrationModel): void {
    const { request, label } = context;
    const isTyped = headerValues(request.headers, "content-type").length > 0;
    if (!SENDING.has(request.method) || request.hasBody || isTyped || this.withoutType.has(integration)) {
      return;
    }
    this.withoutType.add(integration);
    this.log(
      `${label}: API Gateway adds a Content-Type to a request without a body. Which isn't known: the backend gets none here`,
    );
  }

  private async callBackend(
    served: ServedApis,
    context: RequestContext,
    integration: HttpIntegrationModel,
    mapped: MappedRequest,
  ): Promise<Answer> {
    this.tellOfType(context, integration);
    const isPrivate = integration.connectionType === "VPC_LINK";
    const local = isPrivate ? served.backends.find([integration.uri, integration.urn]) : undefined;
    if (local !== undefined && "problem" in local) {
      return this.misconfigured(context, local.problem);
    }
    const result = await callHttpBackend(this.client, context, integration, mapped, local?.url);
    if (result.kind === "outside") {
      context.explain(this.log, `404, the request's path leaves that of the integration's URL`);
      return failure("notFound");
    }
    if (result.kind === "invalidUrl") {
      const why = `the integration's URL ${JSON.stringify(result.url)} is not an http or https URL`;
      return this.misconfigured(context, why);
    }
    if (result.why !== undefined) {
      context.explain(this.log, `503, the backend ${result.why}`);
    }
    return result.answer;
  }

  private misconfigured(context: RequestContext, why: string): Answer {
    context.explain(this.log, `500, ${why}`);
    return failure("internalServerError", { error: why });
  }
}

function mappedAnswer(context: RequestContext, { responseParameters }: HttpIntegrationModel, answer: Answer): Answer {
  if (answer.error !== undefined) {
    return answer;
  }
  const source = { ...context.expressionSource, integration: answer.integration };
  return { ...answer, response: mapResponse(responseParameters, answer.response, source) };
}

function readsBody(integration: HttpIntegrationModel): boolean {
  return Object.values(integration.requestParameters).some((value) => value.includes("request.body"));
}

function mappedRequest(integration: HttpIntegrationModel, context: RequestContext): MappedRequest {
  const { headers, rawQueryString } = context.request;
  return Object.keys(integration.requestParameters).length === 0
    ? { headers, rawQueryString }
    : mapRequest(integration.requestParameters, context.expressionSource);
}
