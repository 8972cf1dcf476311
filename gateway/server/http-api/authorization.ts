import type { HttpAuthorizerModel, JwtAuthorizerModel } from "../../model/http-api/model";
import {
  decideJwt,
  JWT_REFUSALS,
  type JwtDecision,
  readToken,
  refuseMissingToken,
  refuseToken,
} from "../../behavior/http-api/jwt-authorizer";
import { GATEWAY_ERRORS } from "../../behavior/http-api/errors";
import type { HttpResponse } from "../../behavior/shared/request";
import type { IssuerKeys } from "../auth/issuer-keys";
import { IAM_UNCHECKED, localCaller } from "../shared/local-caller";
import type { ServedApis } from "../served-apis";
import type { RequestContext } from "./request-context";
import { askLambdaAuthorizer } from "./lambda-authorizer";
import { hasValidSignature, isRsaAlgorithm, parseToken } from "../auth/signed-token";

/** Decides whether a request may go on to its integration. */
export class Authorization {
  constructor(
    private readonly keys: IssuerKeys,
    private readonly iam: "refuse" | "trust",
    private readonly log: (line: string) => void,
  ) {}

  /** The refusal, or undefined; what the authorizer says of the caller is then in the exchange. */
  authorize(
    served: ServedApis,
    exchange: RequestContext,
  ): HttpResponse | undefined | Promise<HttpResponse | undefined> {
    const { route } = exchange;
    switch (route?.authorizationType) {
      case "AWS_IAM":
        return this.authorizeIam(exchange);
      case "JWT":
      case "CUSTOM":
        if (route.authorizer === undefined) {
          this.log(`${exchange.label}: 500, the route's authorizer is not in the program`);
          return exchange.fail("internalServerError");
        }
        return this.ask(route.authorizer, served, exchange);
      default:
        return undefined;
    }
  }

  private authorizeIam(exchange: RequestContext): HttpResponse | undefined {
    if (this.iam === "refuse") {
      this.log(`${exchange.label}: 403, ${IAM_UNCHECKED}`);
      return exchange.fail("forbidden");
    }
    exchange.authorizer = { kind: "iam", identity: localCaller(exchange.api) };
    return undefined;
  }

  private async ask(
    authorizer: HttpAuthorizerModel,
    served: ServedApis,
    exchange: RequestContext,
  ): Promise<HttpResponse | undefined> {
    const decision =
      authorizer.type === "JWT"
        ? await this.checkToken(authorizer, exchange)
        : await askLambdaAuthorizer(authorizer, served, exchange);
    if (decision.kind === "allow") {
      exchange.authorizer = decision.context;
      return undefined;
    }
    const { response, reason } = decision;
    exchange.authorizerError = reason;
    exchange.error = Object.values(GATEWAY_ERRORS).find(({ statusCode }) => statusCode === response.statusCode);
    this.log(`${exchange.label}: ${response.statusCode} from the authorizer ${authorizer.name}: ${reason}`);
    return response;
  }

  private async checkToken(authorizer: JwtAuthorizerModel, { request, route }: RequestContext): Promise<JwtDecision> {
    const text = readToken(authorizer.identitySources, request);
    if (text === undefined) {
      return refuseMissingToken();
    }
    const scopes = route?.authorizationScopes ?? [];
    const token = parseToken(text);
    if (token === undefined) {
      return refuseToken(JWT_REFUSALS.malformed, scopes);
    }
    if (!isRsaAlgorithm(token.algorithm)) {
      return refuseToken(JWT_REFUSALS.algorithm, scopes);
    }
    const key = await this.keys.find(authorizer.issuer, token.kid);
    if (key === "unknown" || key === "unreachable") {
      return refuseToken(key === "unknown" ? JWT_REFUSALS.key : JWT_REFUSALS.unreachable, scopes);
    }
    if (!hasValidSignature(token, key)) {
      return refuseToken(JWT_REFUSALS.signature, scopes);
    }
    return decideJwt(authorizer, token.claims, scopes, Date.now());
  }
}
