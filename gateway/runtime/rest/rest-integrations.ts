import { randomUUID } from "node:crypto";
import type { HttpResponse } from "../../model/http/request";
import { LAMBDA_LIMITS } from "../../model/limits";
import { restError, type RestError } from "../../model/rest/gateway-responses";
import { interpretProxyResult } from "../../model/rest/lambda-proxy-result";
import { isBinaryType, mediaType } from "../../model/rest/media-types";
import type { LambdaOutcome } from "../../model/http/lambda-result";
import type { RestIntegrationModel } from "../../model/rest/rest-api-model";
import { buildRestEvent } from "../../model/rest/rest-event";
import { resolveFunction } from "../http/function-target";
import type { HttpProxy } from "../http/http-proxy-integration";
import { outcomeOf, withTimeout } from "../http/lambda-integration";
import type { PrivateBackends } from "../backends/private-backends";
import type { Program } from "../program";
import type { AwsServices } from "../services/aws-services";
import type { LocalServices } from "../services/local-services";
import { type BackendAnswer, CustomIntegration, type MappedRestRequest } from "./custom-integration";
import { callHttpBackend, proxiedRequest } from "./http-backend";
import type { RestExchange } from "./rest-exchange";
import { forwardedRestRequest } from "./rest-forwarding";
import { callServiceBackend } from "./service-backend";

/** The client's response, or the error that the gateway answers with. */
export type IntegrationResult = { response: HttpResponse } | { error: RestError };

/** Calls what a method leads to: a function, an HTTP backend, or nothing at all (MOCK). */
export class RestIntegrations {
  private readonly custom: CustomIntegration;

  constructor(
    private readonly proxy: HttpProxy,
    private readonly backends: PrivateBackends,
    private readonly services: AwsServices,
    private readonly local: LocalServices,
    private readonly log: (line: string) => void,
  ) {
    this.custom = new CustomIntegration(log);
  }

  async call(program: Program, exchange: RestExchange): Promise<IntegrationResult> {
    const written = exchange.method?.integration;
    if (written === undefined) {
      return this.misconfigured(exchange, "the method has no integration: API Gateway refuses to deploy it");
    }
    const integration = written.connectionType === "VPC_LINK" ? this.withLocalBackend(written) : written;
    if ("problem" in integration) {
      return this.misconfigured(exchange, integration.problem);
    }
    switch (integration.type) {
      case "AWS_PROXY":
        return this.callFunctionProxy(program, exchange, integration);
      case "HTTP_PROXY":
        return this.callHttpProxy(exchange, integration);
      case "MOCK":
        return this.custom.call(exchange, integration, (request) => Promise.resolve(mockAnswer(request.body)));
      case "HTTP":
        return this.custom.call(exchange, integration, (request) =>
          callHttpBackend(this.proxy, exchange, integration, request),
        );
      case "AWS":
        return integration.lambda === undefined
          ? this.custom.call(exchange, integration, (request) => this.callService(exchange, integration, request))
          : this.custom.call(exchange, integration, (request) =>
              this.callFunction(program, exchange, integration, request.body, request.headers),
            );
    }
  }

  /** The integration with the local backend in the place of the host that only the VPC knows. */
  private withLocalBackend(integration: RestIntegrationModel): RestIntegrationModel | { problem: string } {
    const uri = integration.uri ?? "";
    const host = /^https?:\/\/([^/:]+)/i.exec(uri)?.[1]?.toLowerCase();
    const local = this.backends.find([integration.targetArn, host]);
    return "problem" in local ? local : { ...integration, uri: uri.replace(/^https?:\/\/[^/]*/i, local.url) };
  }

  private async callService(
    exchange: RestExchange,
    integration: RestIntegrationModel,
    request: MappedRestRequest,
  ): Promise<BackendAnswer | { error: RestError }> {
    const started = performance.now();
    const work = callServiceBackend(this.services, this.local, exchange, integration, request);
    const answer = await withTimeout(work, integration.timeoutMs);
    const latency = Math.round(performance.now() - started);
    if (answer === undefined) {
      const error = this.misconfigured(
        exchange,
        `${integration.uri ?? "the AWS service"} does not run on this machine`,
      );
      return error;
    }
    if (answer === "timeout") {
      exchange.integration = { latency, error: `no answer within ${integration.timeoutMs} ms` };
      return { error: restError("INTEGRATION_TIMEOUT") };
    }
    exchange.integration = { latency, status: answer.status };
    return answer;
  }

  private async callFunctionProxy(
    program: Program,
    exchange: RestExchange,
    integration: RestIntegrationModel,
  ): Promise<IntegrationResult> {
    const { binaryMediaTypes } = exchange.definition;
    const isBinary = isBinaryType(mediaType(exchange.contentType), binaryMediaTypes);
    const event = buildRestEvent(forwardedRestRequest(exchange), exchange.data, isBinary);
    const outcome = await this.invoke(program, exchange, integration, JSON.stringify(event));
    if ("error" in outcome) {
      return outcome;
    }
    const { response, diagnosis } = interpretProxyResult(outcome.outcome, exchange.header("accept"), binaryMediaTypes);
    if (response === undefined) {
      this.log(`${exchange.label}: 502, ${diagnosis ?? ""}`);
      return { error: restError("INTEGRATION_FAILURE", { statusCode: 502, message: "Internal server error" }) };
    }
    exchange.addedHeaders.push(["x-amzn-trace-id", exchange.traceId]);
    return { response: { ...response, headers: remapped(response.headers) } };
  }

  private async callFunction(
    program: Program,
    exchange: RestExchange,
    integration: RestIntegrationModel,
    body: Buffer,
    headers: Record<string, string>,
  ): Promise<BackendAnswer | { error: RestError }> {
    const payload = body.length === 0 ? "{}" : body.toString("utf8");
    if (!isJson(payload)) {
      this.log(`${exchange.label}: 400, the function's event is not JSON; make it so with a mapping template`);
      return { error: restError("BAD_REQUEST_BODY", { message: "Could not parse request body into json" }) };
    }
    const invocationType = Object.entries(headers).find(
      ([name]) => name.toLowerCase() === "x-amz-invocation-type",
    )?.[1];
    if (invocationType === "Event") {
      void this.invoke(program, exchange, integration, payload);
      return { subject: undefined, status: 202, headers: [], body: Buffer.alloc(0) };
    }
    const result = await this.invoke(program, exchange, integration, payload);
    if ("error" in result) {
      return result;
    }
    const { outcome } = result;
    exchange.addedHeaders.push(["x-amzn-trace-id", exchange.traceId]);
    if (outcome.kind === "result") {
      return { subject: undefined, status: 200, headers: [], body: Buffer.from(outcome.payload) };
    }
    const { errorMessage, errorType } = outcome;
    const text = JSON.stringify({ errorMessage, errorType });
    return { subject: errorMessage, status: 200, headers: [], body: Buffer.from(text) };
  }

  private async invoke(
    program: Program,
    exchange: RestExchange,
    integration: RestIntegrationModel,
    payload: string,
  ): Promise<{ outcome: LambdaOutcome } | { error: RestError }> {
    const target = resolveFunction(program, integration.lambda, exchange.stageVariables);
    if (target.function === undefined) {
      return this.misconfigured(exchange, `${target.arn} is no function of this program, so there is no code to run`);
    }
    const name = target.function.config.functionName;
    if (exchange.method?.invokePermission === "missing") {
      const fix = `add an aws.lambda.Permission with function "${name}", action "lambda:InvokeFunction", principal "apigateway.amazonaws.com" and sourceArn "${exchange.api.executionArn}/*"`;
      return this.misconfigured(exchange, `API Gateway may not invoke ${name}: ${fix}`);
    }
    if (payload.length > LAMBDA_LIMITS.synchronousPayload.value) {
      return { error: restError("REQUEST_TOO_LARGE") };
    }
    const awsRequestId = randomUUID();
    const started = performance.now();
    const work = target.function.invoke({ awsRequestId, invokedFunctionArn: target.arn, payload });
    const result = await withTimeout(work, integration.timeoutMs);
    exchange.integration = { latency: Math.round(performance.now() - started), requestId: awsRequestId, status: 200 };
    if (result === "timeout") {
      this.log(`${exchange.label}: 504, ${name} did not answer within the integration's ${integration.timeoutMs} ms`);
      return { error: restError("INTEGRATION_TIMEOUT") };
    }
    const outcome = outcomeOf(result);
    if (outcome === undefined) {
      const why =
        result.kind === "throttled" ? "is throttled: its reserved concurrency is used up" : "does not run locally";
      return this.misconfigured(exchange, `${name} ${why}`);
    }
    return { outcome };
  }

  private async callHttpProxy(exchange: RestExchange, integration: RestIntegrationModel): Promise<IntegrationResult> {
    const answer = await callHttpBackend(this.proxy, exchange, integration, proxiedRequest(exchange, integration));
    if ("error" in answer) {
      return answer;
    }
    exchange.addedHeaders.push(["x-amzn-trace-id", exchange.traceId]);
    return { response: { statusCode: answer.status, headers: remapped(answer.headers), body: answer.body } };
  }

  private misconfigured(exchange: RestExchange, why: string): { error: RestError } {
    this.log(`${exchange.label}: 500, ${why}`);
    exchange.integration = { ...exchange.integration, error: why };
    return { error: restError("API_CONFIGURATION_ERROR") };
  }
}

/**
 * Headers of a backend's response that API Gateway does not pass on under their own name.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
const REMAPPED = new Set(["authorization", "connection", "date", "host", "server", "www-authenticate"]);
const DROPPED = new Set(["content-length", "transfer-encoding", "keep-alive"]);

function remapped(headers: [string, string][]): [string, string][] {
  return headers.flatMap(([name, value]): [string, string][] =>
    DROPPED.has(name) ? [] : [[REMAPPED.has(name) ? `x-amzn-remapped-${name}` : name, value]],
  );
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html */
function mockAnswer(body: Buffer): BackendAnswer | { error: RestError } {
  const status = statusCodeOf(body.toString("utf8"));
  return status === undefined
    ? { error: restError("API_CONFIGURATION_ERROR") }
    : { subject: String(status), status, headers: [], body: Buffer.alloc(0) };
}

function statusCodeOf(text: string): number | undefined {
  // templates of MOCK integrations are often lenient JSON, such as {statusCode: 200}
  const lenient = /["']?statusCode["']?\s*:\s*["']?(\d{3})["']?/.exec(text)?.[1];
  return lenient === undefined ? undefined : Number(lenient);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
