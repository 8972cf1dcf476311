import type { HttpIntegrationModel } from "../../model/http-api/model";
import { backendUrl, mapRequest, mapResponse, type MappedRequest } from "../../behavior/http-api/parameter-mapping";
import type { ExpressionSource } from "../../behavior/shared/selection-expression";
import { HTTP_API_LIMITS } from "../../../aws/quotas";
import type { PrivateBackends } from "../private-backends/private-backends";
import { missingPermission, resolveFunction } from "../lambda/function-target";
import type { ServedApis } from "../served-apis";
import type { AwsServices } from "../aws-services/aws-services";
import { withTimeout } from "../shared/timeout";
import type { Answer } from "../transport/answer";
import type { RequestContext } from "./request-context";
import type { HttpClient } from "../transport/http-client";
import { callLambda } from "./lambda-integration";
import { firstClassCall } from "./service-integration";

/** Calls what a route leads to, with the request and the response mapped as the integration says. */
export class Integrations {
  constructor(
    private readonly client: HttpClient,
    private readonly backends: PrivateBackends,
    private readonly services: AwsServices,
    private readonly log: (line: string) => void,
  ) {}

  async call(served: ServedApis, exchange: RequestContext): Promise<Answer> {
    const { route, request } = exchange;
    const integration = route?.integration;
    if (integration === undefined) {
      return this.failed(exchange, "the route has no integration: give it a target");
    }
    const streams =
      integration.type === "HTTP_PROXY" && request.declaredLength !== undefined && !readsBody(integration);
    if (request.declaredLength !== undefined && request.declaredLength > HTTP_API_LIMITS.payload.value) {
      return { response: exchange.fail("requestTooLarge") };
    }
    if (!streams && request.hasBody && !(await request.readBody())) {
      return { response: exchange.fail("requestTooLarge") };
    }
    const mapped = mappedRequest(integration, exchange);
    const answer =
      integration.type === "AWS_PROXY"
        ? await this.callFunction(served, exchange, integration, mapped)
        : await this.callBackend(exchange, integration, mapped);
    const isOwnError = exchange.error !== undefined;
    return isOwnError || integration.responseParameters.length === 0
      ? answer
      : { ...answer, response: mapResponse(integration.responseParameters, answer.response, source(exchange)) };
  }

  private callFunction(
    served: ServedApis,
    exchange: RequestContext,
    integration: HttpIntegrationModel,
    mapped: MappedRequest,
  ): Answer | Promise<Answer> {
    if (integration.subtype !== undefined) {
      return this.callService(exchange, integration);
    }
    const target = resolveFunction(served, integration.lambda, exchange.stage?.variables);
    if (target.function === undefined) {
      return this.failed(exchange, `${target.arn} is no function of this program, so there is no code to run`);
    }
    if (exchange.route?.stagesWithoutPermission.includes(exchange.stage?.name ?? "") === true) {
      const { functionName } = target.function.config;
      return this.failed(exchange, missingPermission(functionName, `${exchange.api.executionArn}/*`));
    }
    return callLambda(target.function, target.arn, integration, mapped, exchange, this.log);
  }

  private async callService(exchange: RequestContext, integration: HttpIntegrationModel): Promise<Answer> {
    const { subtype, timeoutMs } = integration;
    const call = firstClassCall(integration, exchange, source(exchange));
    if (call?.credentialsArn === undefined) {
      const why = call === undefined ? "is no service that runs locally" : "has no credentialsArn: give it a role";
      return this.failed(exchange, `${subtype} ${why}`);
    }
    const started = performance.now();
    const reply = await withTimeout(this.services.call(call), timeoutMs);
    const latency = Math.round(performance.now() - started);
    if (reply === "timeout" || reply === undefined) {
      this.log(`${exchange.label}: 503, ${subtype} gave no answer within ${timeoutMs} ms`);
      exchange.integration = { latency, error: `no answer within ${timeoutMs} ms` };
      return { response: exchange.fail("serviceUnavailable") };
    }
    const { status, headers, body } = reply;
    exchange.integration = { latency, status, serviceStatus: status };
    return { response: { statusCode: status, headers, body } };
  }

  private async callBackend(
    exchange: RequestContext,
    integration: HttpIntegrationModel,
    mapped: MappedRequest,
  ): Promise<Answer> {
    const isPrivate = integration.connectionType === "VPC_LINK";
    const local = isPrivate ? this.backends.find([integration.uri, integration.urn]) : undefined;
    if (local !== undefined && "problem" in local) {
      return this.failed(exchange, local.problem);
    }
    const { request, stage, route, routePath, pathParameters } = exchange;
    const stagePath = stage === undefined || stage.name === "$default" ? "" : `/${stage.name}`;
    const target = {
      // a private backend gets the stage in the path, unless a mapping overwrites it
      routePath: isPrivate ? `${stagePath}${routePath}` : routePath,
      isDefaultRoute: isPrivate || route?.key.isDefault === true,
      pathParameters,
      stageVariables: stage?.variables,
    };
    const url = backendUrl(local?.url ?? integration.uri ?? "", target, mapped);
    if (!URL.canParse(url) || !/^https?:/.test(url)) {
      return this.failed(exchange, `the integration's URL ${JSON.stringify(url)} is not an http or https URL`);
    }
    const method =
      integration.method === undefined || integration.method === "ANY" ? request.method : integration.method;
    const started = performance.now();
    const body = request.body ?? (request.hasBody ? request.message : undefined);
    const { sourceIp } = request;
    const { response, stream, problem } = await this.client.send({
      method,
      url: new URL(url),
      request: { headers: mapped.headers, sourceIp },
      body,
      timeoutMs: integration.timeoutMs,
      clientHost: request.message.headers.host ?? "",
      clientScheme: request.scheme,
      timeEpoch: exchange.timeEpoch,
    });
    const latency = Math.round(performance.now() - started);
    if (problem !== undefined || response === undefined) {
      exchange.integration = { latency, error: problem };
      this.log(`${exchange.label}: 503, the backend ${problem}`);
      return { response: exchange.fail("serviceUnavailable") };
    }
    exchange.integration = { latency, status: response.statusCode, serviceStatus: response.statusCode };
    return { response, stream };
  }

  private failed(exchange: RequestContext, why: string): Answer {
    this.log(`${exchange.label}: 500, ${why}`);
    exchange.integration = { error: why };
    return { response: exchange.fail("internalServerError") };
  }
}

function readsBody(integration: HttpIntegrationModel): boolean {
  return Object.values(integration.requestParameters).some((value) => value.includes("request.body"));
}

function mappedRequest(integration: HttpIntegrationModel, exchange: RequestContext): MappedRequest {
  const { headers, rawQueryString } = exchange.request;
  return Object.keys(integration.requestParameters).length === 0
    ? { headers, rawQueryString }
    : mapRequest(integration.requestParameters, source(exchange));
}

function source(exchange: RequestContext): ExpressionSource {
  return { ...exchange.data, routePath: exchange.routePath };
}
