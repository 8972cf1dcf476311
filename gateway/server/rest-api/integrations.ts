import { mockStatusCode } from "../../behavior/shared/mock-integration";
import { restError, type RestError } from "../../behavior/rest-api/gateway-responses";
import { remappedHeaders } from "../../behavior/rest-api/remapped-headers";
import type { RestIntegrationModel } from "../../model/rest-api/definition-model";
import type { PrivateBackends } from "../private-backends/private-backends";
import type { HttpClient } from "../transport/http-client";
import type { ServedApis } from "../served-apis";
import type { AwsServices } from "../aws-services/aws-services";
import type { LocalServices } from "../aws-services/local-services";
import { withTimeout } from "../shared/timeout";
import { type BackendAnswer, CustomIntegration, type MappedRestRequest } from "./custom-integration";
import { callHttpIntegration, proxiedRequest } from "./http-integration";
import { type IntegrationResult, misconfigured } from "./integration-result";
import { LambdaIntegration } from "./lambda-integration";
import type { RestRequestContext } from "./request-context";
import { callServiceBackend } from "./service-integration";

/** Calls what a method leads to: a function, an HTTP backend, an AWS service, or nothing at all (MOCK). */
export class RestIntegrations {
  private readonly custom: CustomIntegration;
  private readonly lambda: LambdaIntegration;

  constructor(
    private readonly client: HttpClient,
    private readonly backends: PrivateBackends,
    private readonly services: AwsServices,
    private readonly local: LocalServices,
    private readonly log: (line: string) => void,
  ) {
    this.custom = new CustomIntegration(log);
    this.lambda = new LambdaIntegration(log);
  }

  async call(served: ServedApis, exchange: RestRequestContext): Promise<IntegrationResult> {
    const written = exchange.method?.integration;
    if (written === undefined) {
      const why = "the method has no integration: API Gateway refuses to deploy it";
      return misconfigured(exchange, why, this.log);
    }
    const integration = written.connectionType === "VPC_LINK" ? this.withLocalBackend(written) : written;
    if ("problem" in integration) {
      return misconfigured(exchange, integration.problem, this.log);
    }
    switch (integration.type) {
      case "AWS_PROXY":
        return this.lambda.callProxy(served, exchange, integration);
      case "HTTP_PROXY":
        return this.callHttpProxy(exchange, integration);
      case "MOCK":
        return this.custom.call(exchange, integration, (request) => Promise.resolve(mockAnswer(request.body)));
      case "HTTP":
        return this.custom.call(exchange, integration, (request) =>
          callHttpIntegration(this.client, exchange, integration, request),
        );
      case "AWS":
        return this.custom.call(exchange, integration, (request) =>
          integration.lambda === undefined
            ? this.callService(exchange, integration, request)
            : this.lambda.callCustom(served, exchange, integration, request),
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
    exchange: RestRequestContext,
    integration: RestIntegrationModel,
    request: MappedRestRequest,
  ): Promise<BackendAnswer | { error: RestError }> {
    const { timeoutMs } = integration;
    const started = performance.now();
    const work = callServiceBackend(this.services, this.local, exchange, integration, request);
    const answer = await withTimeout(work, timeoutMs);
    const latency = Math.round(performance.now() - started);
    if (answer === undefined) {
      const why = `${integration.uri ?? "the AWS service"} does not run on this machine`;
      return misconfigured(exchange, why, this.log);
    }
    if (answer === "timeout") {
      exchange.integration = { latency, error: `no answer within ${timeoutMs} ms` };
      return { error: restError("INTEGRATION_TIMEOUT") };
    }
    exchange.integration = { latency, status: answer.status };
    return answer;
  }

  private async callHttpProxy(
    exchange: RestRequestContext,
    integration: RestIntegrationModel,
  ): Promise<IntegrationResult> {
    const answer = await callHttpIntegration(this.client, exchange, integration, proxiedRequest(exchange, integration));
    if ("error" in answer) {
      return answer;
    }
    exchange.addedHeaders.push(["x-amzn-trace-id", exchange.traceId]);
    const { status, headers, body, stream } = answer;
    return { response: { statusCode: status, headers: remappedHeaders(headers), body }, stream };
  }
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html */
function mockAnswer(body: Buffer): BackendAnswer | { error: RestError } {
  const status = mockStatusCode(body.toString("utf8"));
  return status === undefined
    ? { error: restError("API_CONFIGURATION_ERROR") }
    : { selectionSubject: String(status), status, headers: [], body: Buffer.alloc(0) };
}
