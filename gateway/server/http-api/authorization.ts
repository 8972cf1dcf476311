import { type Soon, soon } from "../../../language/soon";
import type { HttpAuthorizerModel, HttpRouteModel, JwtAuthorizerModel } from "../../model/http-api/model";
import type { HttpAuthorizerDecision } from "../../behavior/http-api/authorizer-decision";
import { JWT_REFUSALS, readToken, refuseMissingToken, refuseToken } from "../../behavior/http-api/jwt-authorizer";
import type { AuthorizerContext } from "../../behavior/shared/request";
import { isRsaAlgorithm, type SignedToken } from "../auth/signed-token";
import type { SignatureCheck, TokenSignatures } from "../auth/token-signatures";
import type { ServedApis } from "../served-apis";
import { IAM_UNCHECKED, localCaller } from "../shared/local-caller";
import type { GatewayLog } from "../shared/request-record";
import { type Answer, failure } from "./answer";
import { askLambdaAuthorizer } from "./lambda-authorizer";
import type { RequestContext } from "./request-context";
import { TokenDecisions } from "./token-decisions";

/** Indicates whether a request may go on to its integration: with the caller that the authorizer named, or with the answer instead. */
export type AuthorizationResult =
  { kind: "allow"; authorizer?: AuthorizerContext } | { kind: "refuse"; answer: Answer };

const ALLOWED: AuthorizationResult = { kind: "allow" };

/** Decides whether a request may go on to its integration. */
export class Authorization {
  private readonly decisions = new TokenDecisions();

  constructor(
    private readonly tokens: TokenSignatures,
    private readonly iam: "refuse" | "trust",
    private readonly log: GatewayLog,
  ) {}

  authorize(served: ServedApis, context: RequestContext): Soon<AuthorizationResult> {
    const { route } = context.selection;
    switch (route?.authorizationType) {
      case "AWS_IAM":
        return this.authorizeIam(context);
      case "JWT":
      case "CUSTOM":
        if (route.authorizer === undefined) {
          context.explain(this.log, `500, the route's authorizer is not in the program`);
          return { kind: "refuse", answer: { ...failure("internalServerError"), decidedBy: "no authorizer" } };
        }
        return this.ask(route, route.authorizer, served, context);
      default:
        return ALLOWED;
    }
  }

  private authorizeIam(context: RequestContext): AuthorizationResult {
    if (this.iam === "refuse") {
      context.explain(this.log, `403, ${IAM_UNCHECKED}`);
      return { kind: "refuse", answer: { ...failure("forbidden"), decidedBy: "IAM" } };
    }
    return { kind: "allow", authorizer: { kind: "iam", identity: localCaller(context.api) } };
  }

  private ask(
    route: HttpRouteModel,
    authorizer: HttpAuthorizerModel,
    served: ServedApis,
    context: RequestContext,
  ): Soon<AuthorizationResult> {
    const decision: Soon<HttpAuthorizerDecision> =
      authorizer.type === "JWT"
        ? this.checkToken(route, authorizer, context)
        : askLambdaAuthorizer(authorizer, served, context);
    // a token that was valid before is decided on at once
    return soon(decision, (decided) => this.resultOf(decided, authorizer, context));
  }

  private resultOf(
    decision: HttpAuthorizerDecision,
    authorizer: HttpAuthorizerModel,
    context: RequestContext,
  ): AuthorizationResult {
    if (decision.kind === "allow") {
      return { kind: "allow", authorizer: decision.context };
    }
    const { error, response, reason } = decision;
    context.explain(this.log, `${response.statusCode} from the authorizer ${authorizer.name}: ${reason}`);
    const decidedBy = `authorizer ${authorizer.name}`;
    return { kind: "refuse", answer: { response, error, authorizerError: reason, decidedBy } };
  }

  private checkToken(
    route: HttpRouteModel,
    authorizer: JwtAuthorizerModel,
    { request }: RequestContext,
  ): Soon<HttpAuthorizerDecision> {
    const text = readToken(authorizer.identitySources, request);
    if (text === undefined) {
      return refuseMissingToken();
    }
    const token = this.tokens.read(text);
    if (token === undefined) {
      return refuseToken(JWT_REFUSALS.malformed, route.authorizationScopes);
    }
    if (!isRsaAlgorithm(token.algorithm)) {
      return refuseToken(JWT_REFUSALS.algorithm, route.authorizationScopes);
    }
    return soon(this.tokens.check(token, authorizer.issuer), (signature) =>
      this.decide(route, authorizer, token, signature),
    );
  }

  private decide(
    route: HttpRouteModel,
    authorizer: JwtAuthorizerModel,
    token: SignedToken,
    signature: SignatureCheck,
  ): HttpAuthorizerDecision {
    return signature === "valid"
      ? this.decisions.decide(authorizer, route, token, Date.now())
      : refuseToken(JWT_REFUSALS[signature], route.authorizationScopes);
  }
}
