import type { Soon } from "../../../language/soon";
import { mockStatusCode } from "../../behavior/shared/mock-integration";
import { restError, type RestError } from "../../behavior/rest-api/gateway-responses";
import { headerMappingProblem } from "../../behavior/rest-api/request-headers";
import { remappedHeaders } from "../../behavior/rest-api/remapped-headers";
import type { RestIntegrationModel } from "../../model/rest-api/definition-model";
import type { HttpClient } from "../transport/http-client";
import type { ServedApis } from "../served-apis";
import type { AwsServices } from "../aws-services/aws-services";
import { withTimeout } from "../shared/timeout";
import type { GatewayLog } from "../shared/request-record";
import { type BackendAnswer, CustomIntegration, type MappedRestRequest } from "./custom-integration";
import { callHttpIntegration, proxiedRequest } from "./http-integration";
import { type IntegrationError, type IntegrationResult, misconfigured } from "./integration-result";
import { LambdaIntegration } from "./lambda-integration";
import type { RestRequestContext } from "./request-context";
import { callServiceBackend } from "./service-integration";

/** Calls what a method routes to: a function, an HTTP backend, an AWS service, or nothing at all (MOCK). */
export class RestIntegrations {
  private readonly custom: CustomIntegration;
  private readonly lambda: LambdaIntegration;

  constructor(
    private readonly client: HttpClient,
    private readonly services: AwsServices,
    private readonly log: GatewayLog,
  ) {
    this.custom = new CustomIntegration(log);
    this.lambda = new LambdaIntegration(log);
  }

  call(served: ServedApis, context: RestRequestContext): Soon<IntegrationResult> {
    const written = context.method?.integration;
    if (written === undefined) {
      const why = "the method has no integration: API Gateway refuses to deploy it";
      return misconfigured(context, why, this.log);
    }
    const integration = written.connectionType === "VPC_LINK" ? withLocalBackend(served, written) : written;
    if ("problem" in integration) {
      return misconfigured(context, integration.problem, this.log);
    }
    const problem = headerMappingProblem(integration) ?? methodProblem(integration);
    if (problem !== undefined) {
      return misconfigured(context, problem, this.log);
    }
    switch (integration.type) {
      case "AWS_PROXY":
        return this.lambda.callProxy(served, context, integration);
      case "HTTP_PROXY":
        return this.callHttpProxy(context, integration);
      case "MOCK":
        return this.custom.call(context, integration, (request) => Promise.resolve(mockAnswer(request.body)));
      case "HTTP":
        return this.custom.call(context, integration, (request) => this.callHttp(context, integration, request));
      case "AWS":
        return this.custom.call(context, integration, (request) =>
          integration.lambda === undefined
            ? this.callService(context, integration, request)
            : this.lambda.callCustom(served, context, integration, request),
        );
    }
  }

  private async callService(
    context: RestRequestContext,
    integration: RestIntegrationModel,
    request: MappedRestRequest,
  ): Promise<BackendAnswer | IntegrationError> {
    const { timeoutMs } = integration;
    const started = performance.now();
    const work = callServiceBackend(this.services, context, integration, request);
    const answer = await withTimeout(work, timeoutMs);
    const latency = Math.round(performance.now() - started);
    if (answer === undefined) {
      const why = `${integration.uri ?? "the AWS service"} does not run on this machine`;
      return misconfigured(context, why, this.log);
    }
    if (answer === "timeout") {
      const why = `no answer within ${timeoutMs} ms`;
      return { error: restError("INTEGRATION_TIMEOUT"), integration: { latency, error: why } };
    }
    const addedHeaders: [string, string][] = [["x-amzn-trace-id", context.traceId]];
    return { ...answer, integration: { latency, status: answer.status }, addedHeaders };
  }

  private async callHttp(
    context: RestRequestContext,
    integration: RestIntegrationModel,
    request: MappedRestRequest,
  ): Promise<BackendAnswer | IntegrationError> {
    const answer = await callHttpIntegration(this.client, context, integration, request, this.log);
    return "error" in answer ? answer : { ...answer, addedHeaders: [["x-amzn-trace-id", context.traceId]] };
  }

  private async callHttpProxy(
    context: RestRequestContext,
    integration: RestIntegrationModel,
  ): Promise<IntegrationResult> {
    const answer = await callHttpIntegration(
      this.client,
      context,
      integration,
      proxiedRequest(context, integration),
      this.log,
    );
    if ("error" in answer) {
      return answer;
    }
    const { status, headers, body, stream, integration: trace } = answer;
    const response = { statusCode: status, headers: remappedHeaders(headers), body };
    return { response, stream, integration: trace };
  }
}

/** Returns the integration with the local backend instead of the host that only the VPC knows. */
function withLocalBackend(
  { backends }: ServedApis,
  integration: RestIntegrationModel,
): RestIntegrationModel | { problem: string } {
  const uri = integration.uri ?? "";
  const host = /^https?:\/\/([^/:]+)/i.exec(uri)?.[1]?.toLowerCase();
  const local = backends.find([integration.targetArn, host]);
  return "problem" in local ? local : { ...integration, uri: uri.replace(/^https?:\/\/[^/]*/i, local.url) };
}

/**
 * Lambda takes POST alone: an AWS_PROXY integration with another method answers 500.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/apigateway/test_apigateway_lambda.snapshot.json
 * (test_lambda_aws_proxy_integration_non_post_method)
 */
function methodProblem({ type, httpMethod, lambda }: RestIntegrationModel): string | undefined {
  return type === "AWS_PROXY" && lambda !== undefined && httpMethod !== undefined && httpMethod !== "POST"
    ? `the integration calls Lambda by ${httpMethod}, and Lambda takes POST alone: set integrationHttpMethod (httpMethod in OpenAPI) to POST`
    : undefined;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html */
function mockAnswer(body: Buffer): BackendAnswer | { error: RestError } {
  const status = mockStatusCode(body.toString("utf8"));
  return status === undefined
    ? { error: restError("API_CONFIGURATION_ERROR") }
    : { selectionSubject: String(status), status, headers: [], body: Buffer.alloc(0) };
}
