import type { Soon } from "../../../language/soon";
import { restError, type RestError } from "../../behavior/rest-api/gateway-responses";
import type { RestAuthorizerModel, RestTokenAuthorizerModel } from "../../model/rest-api/authorizer-model";
import { SlowPatternError } from "../../behavior/shared/bounded-match";
import { judgeResourcePolicy } from "../../behavior/rest-api/resource-policy";
import { unsignedError } from "../../behavior/rest-api/incomplete-signature";
import { decideRestJwt } from "../../behavior/rest-api/jwt-authorizer";
import { decideCognito, type RestAuthorizerDecision } from "../../behavior/rest-api/lambda-authorizer";
import { RSA_ALGORITHMS } from "../auth/signed-token";
import type { TokenSignatures } from "../auth/token-signatures";
import { IAM_UNCHECKED, localCaller } from "../shared/local-caller";
import type { ServedApis } from "../served-apis";
import { askLambdaAuthorizer } from "./lambda-authorizer";
import type { RestFindings, RestRequestContext } from "./request-context";
import type { GatewayLog } from "../shared/request-record";

/** The caller that the authorizer named, and the error where the request may not go on. */
export interface RestAuthorizationResult extends Pick<
  RestFindings,
  "authorizer" | "authorizerError" | "usageIdentifierKey"
> {
  error?: RestError;
}

/**
 * Decides whether a request may go on: by the resource policy, the method's authorizer, and both together.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export class RestAuthorization {
  constructor(
    private readonly tokens: TokenSignatures,
    private readonly iam: "refuse" | "trust",
    private readonly log: GatewayLog,
  ) {}

  authorize(served: ServedApis, context: RestRequestContext): Soon<RestAuthorizationResult> {
    const { method } = context;
    const type = method?.authorizationType ?? "NONE";
    const before = type === "CUSTOM" ? this.policyRefusal(context, "denialOnly") : undefined;
    if (before !== undefined) {
      return { error: before };
    }
    if (type === "NONE") {
      return { error: this.policyRefusal(context, "allowNeeded") };
    }
    if (type === "AWS_IAM") {
      return this.authorizeIam(context);
    }
    if (method?.authorizer === undefined) {
      context.explain(this.log, `500, the method's authorizer is not in the program`);
      return { error: restError("AUTHORIZER_CONFIGURATION_ERROR") };
    }
    return this.ask(method.authorizer, served, context);
  }

  private async ask(
    authorizer: RestAuthorizerModel,
    served: ServedApis,
    context: RestRequestContext,
  ): Promise<RestAuthorizationResult> {
    const decision = await this.decide(authorizer, served, context);
    if (decision.kind === "refuse") {
      context.explain(
        this.log,
        `${decision.error.statusCode} from the authorizer ${authorizer.name}: ${decision.diagnosis}`,
      );
      return { error: decision.error, authorizerError: decision.diagnosis };
    }
    const caller = { authorizer: decision.context, usageIdentifierKey: decision.usageIdentifierKey };
    const known = context.with(caller);
    if (authorizer.type === "COGNITO_USER_POOLS" || authorizer.type === "JWT") {
      return { ...caller, error: this.policyRefusal(known, "allowNeeded") };
    }
    const isAllowed = decision.kind === "allow" || this.judge(known) === "allow";
    return { ...caller, error: isAllowed ? undefined : restError("ACCESS_DENIED") };
  }

  private async decide(
    authorizer: RestAuthorizerModel,
    served: ServedApis,
    context: RestRequestContext,
  ): Promise<RestAuthorizerDecision> {
    try {
      return authorizer.type === "COGNITO_USER_POOLS" || authorizer.type === "JWT"
        ? await this.checkToken(authorizer, context)
        : await askLambdaAuthorizer(authorizer, served, context);
    } catch (error) {
      if (error instanceof SlowPatternError || error instanceof SyntaxError) {
        const diagnosis = `its identity validation expression cannot be used: ${error.message}`;
        return { kind: "refuse", error: restError("AUTHORIZER_CONFIGURATION_ERROR"), diagnosis };
      }
      throw error;
    }
  }

  private policyRefusal(context: RestRequestContext, mode: "allowNeeded" | "denialOnly"): RestError | undefined {
    const judgement = this.judge(context);
    if (judgement === undefined || judgement === "allow" || (judgement === "implicitDeny" && mode === "denialOnly")) {
      return undefined;
    }
    if (typeof judgement === "object") {
      context.explain(this.log, `500, the resource policy cannot be judged: ${judgement.invalid}`);
      return restError("API_CONFIGURATION_ERROR");
    }
    context.explain(
      this.log,
      `403, the resource policy ${judgement === "explicitDeny" ? "denies" : "does not allow"} it`,
    );
    const ending = judgement === "explicitDeny" ? " with an explicit deny" : "";
    const resource = context.methodArn.replace(/:\d{8}(\d{4}):/, ":********$1:");
    return restError("ACCESS_DENIED", {
      message: `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${resource}${ending}`,
    });
  }

  private judge(context: RestRequestContext): ReturnType<typeof judgeResourcePolicy> | undefined {
    const { policy } = context.definition;
    if (policy === undefined) {
      return undefined;
    }
    return judgeResourcePolicy(policy, context.api.executionArn, context.methodArn, context.caller);
  }

  private authorizeIam(context: RestRequestContext): RestAuthorizationResult {
    if (this.iam === "refuse") {
      context.explain(this.log, `403, ${IAM_UNCHECKED}`);
      const isSigned = context.parameter("querystring", "X-Amz-Signature") !== undefined;
      const unsigned = isSigned ? undefined : unsignedError(context.request.headers);
      return { error: unsigned ?? restError("INVALID_SIGNATURE") };
    }
    const authorizer = { kind: "iam", identity: localCaller(context.api) } as const;
    return { authorizer, error: this.policyRefusal(context.with({ authorizer }), "denialOnly") };
  }

  private async checkToken(
    authorizer: RestTokenAuthorizerModel,
    context: RestRequestContext,
  ): Promise<RestAuthorizerDecision> {
    const refuse = (diagnosis: string): RestAuthorizerDecision => ({
      kind: "refuse",
      error: restError("UNAUTHORIZED"),
      diagnosis,
    });
    const written = context.read(authorizer.identitySources[0] ?? "");
    if (written === undefined || written.trim() === "") {
      return refuse("the token is missing");
    }
    const token = this.tokens.read(written.replace(/^Bearer /i, "").trim());
    const { iss } = (token?.claims ?? {}) as { iss?: unknown };
    const algorithms = authorizer.type === "JWT" ? authorizer.algorithms : RSA_ALGORITHMS;
    if (token === undefined || typeof iss !== "string" || !algorithms.includes(token.algorithm)) {
      return refuse(`the token is no JWT that is signed by ${algorithms.join(", ")}`);
    }
    if (!authorizer.issuers.includes(iss)) {
      return refuse(`the token's iss ${iss} is none of ${authorizer.issuers.join(", ")}`);
    }
    const types = authorizer.type === "JWT" ? (["rsa", "ec"] as const) : undefined;
    if ((await this.tokens.check(token, iss, types)) !== "valid") {
      return refuse("the token's signature is not the issuer's");
    }
    const scopes = context.method?.authorizationScopes ?? [];
    return authorizer.type === "JWT"
      ? decideRestJwt(authorizer, token.claims, scopes, Date.now())
      : decideCognito(authorizer, token.claims, scopes, Date.now());
  }
}
