import { gatewayError } from "../../model/http/gateway-errors";
import type { HttpIntegrationModel } from "../../model/http/http-api-model";
import type { LambdaTarget } from "../../model/lambda-function";
import type { LambdaFunction } from "../lambda/lambda-function";
import type { Program } from "../program";
import type { Exchange } from "./exchange";
import { forwardedRequest } from "./forwarding";
import type { Answer } from "./http-api-server";
import { type HttpProxy } from "./http-proxy-integration";
import { callLambda } from "./lambda-integration";

/** Calls what a route leads to: a Lambda function or an HTTP backend. */
export class Integrations {
  constructor(
    private readonly proxy: HttpProxy,
    private readonly log: (line: string) => void,
  ) {}

  async call(program: Program, exchange: Exchange): Promise<Answer> {
    const { route, request } = exchange;
    const integration = route?.integration;
    if (route === undefined || integration === undefined) {
      return this.failed(exchange, "the route has no integration: give it a target");
    }
    if (request.hasBody && !(await request.readBody())) {
      return { response: gatewayError("requestTooLarge") };
    }
    if (integration.subtype !== undefined) {
      return this.failed(exchange, `${integration.subtype} is an AWS service integration, which does not run locally`);
    }
    return integration.type === "AWS_PROXY"
      ? this.callFunction(program, exchange, integration)
      : this.failed(exchange, "not yet");
  }

  private async callFunction(program: Program, exchange: Exchange, integration: HttpIntegrationModel): Promise<Answer> {
    const target = resolveFunction(program, integration.lambda);
    const arn = integration.lambda?.arn ?? integration.uri ?? "";
    if (target === undefined) {
      return this.failed(exchange, `${arn} is no function of this program, so there is no code to run`);
    }
    if (exchange.route?.invokePermission === "missing") {
      return this.failed(
        exchange,
        `API Gateway may not invoke ${target.config.functionName}: add an aws.lambda.Permission with action "lambda:InvokeFunction", principal "apigateway.amazonaws.com" and sourceArn "${exchange.api.executionArn}/*"`,
      );
    }
    const { request } = exchange;
    const port = request.message.socket.localPort ?? 0;
    const forwarded = forwardedRequest(request, port, exchange.timeEpoch);
    return { response: await callLambda(target, arn, integration, forwarded, exchange, this.log) };
  }

  private failed(exchange: Exchange, why: string): Answer {
    this.log(`${exchange.route?.routeKey ?? exchange.request.path}: 500, ${why}`);
    return { response: gatewayError("internalServerError") };
  }
}

/** The local function that a target names. */
export function resolveFunction(program: Program, target: LambdaTarget | undefined): LambdaFunction | undefined {
  return target?.function === undefined ? undefined : program.functions.get(target.function.urn);
}
