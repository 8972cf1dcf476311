import { restError, type RestError } from "../../behavior/rest-api/gateway-responses";
import type { CognitoAuthorizerModel } from "../../model/rest-api/authorizer-model";
import { judgeResourcePolicy } from "../../behavior/rest-api/resource-policy";
import { decideCognito, type RestAuthorizerDecision } from "../../behavior/rest-api/lambda-authorizer";
import { hasValidSignature, isRsaAlgorithm, parseToken } from "../auth/signed-token";
import type { IssuerKeys } from "../auth/issuer-keys";
import { IAM_UNCHECKED, localCaller } from "../shared/local-caller";
import type { ServedApis } from "../served-apis";
import { askLambdaAuthorizer } from "./lambda-authorizer";
import type { RestRequestContext } from "./request-context";

/**
 * Decides whether a request may go on: by the resource policy, the method's authorizer, and both together.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export class RestAuthorization {
  constructor(
    private readonly keys: IssuerKeys,
    private readonly iam: "refuse" | "trust",
    private readonly log: (line: string) => void,
  ) {}

  /** The refusal, or undefined; what the authorizer says of the caller is then in the exchange. */
  async authorize(served: ServedApis, exchange: RestRequestContext): Promise<RestError | undefined> {
    const { method } = exchange;
    const type = method?.authorizationType ?? "NONE";
    const before = type === "CUSTOM" ? this.policyRefusal(exchange, "denialOnly") : undefined;
    if (before !== undefined) {
      return before;
    }
    if (type === "NONE") {
      return this.policyRefusal(exchange, "allowNeeded");
    }
    if (type === "AWS_IAM") {
      return this.authorizeIam(exchange) ?? this.policyRefusal(exchange, "denialOnly");
    }
    if (method?.authorizer === undefined) {
      this.log(`${exchange.label}: 500, the method's authorizer is not in the program`);
      return restError("AUTHORIZER_CONFIGURATION_ERROR");
    }
    const { authorizer } = method;
    const decision =
      authorizer.type === "COGNITO_USER_POOLS"
        ? await this.checkToken(authorizer, exchange)
        : await askLambdaAuthorizer(authorizer, served, exchange);
    if (decision.kind === "refuse") {
      exchange.authorizerError = decision.diagnosis;
      this.log(
        `${exchange.label}: ${decision.error.statusCode} from the authorizer ${authorizer.name}: ${decision.diagnosis}`,
      );
      return decision.error;
    }
    exchange.authorizer = decision.context;
    exchange.usageIdentifierKey = decision.usageIdentifierKey;
    if (authorizer.type === "COGNITO_USER_POOLS") {
      return this.policyRefusal(exchange, "allowNeeded");
    }
    return decision.kind === "allow" || this.policyAllows(exchange) ? undefined : restError("ACCESS_DENIED");
  }

  private policyRefusal(exchange: RestRequestContext, mode: "allowNeeded" | "denialOnly"): RestError | undefined {
    const judgement = this.judge(exchange);
    if (judgement === undefined || judgement === "allow" || (judgement === "implicitDeny" && mode === "denialOnly")) {
      return undefined;
    }
    if (typeof judgement === "object") {
      this.log(`${exchange.label}: 500, the resource policy cannot be judged: ${judgement.invalid}`);
      return restError("API_CONFIGURATION_ERROR");
    }
    this.log(
      `${exchange.label}: 403, the resource policy ${judgement === "explicitDeny" ? "denies" : "does not allow"} it`,
    );
    const ending = judgement === "explicitDeny" ? " with an explicit deny" : "";
    const resource = exchange.methodArn.replace(/:\d{8}(\d{4}):/, ":********$1:");
    return restError("ACCESS_DENIED", {
      message: `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${resource}${ending}`,
    });
  }

  private policyAllows(exchange: RestRequestContext): boolean {
    return this.judge(exchange) === "allow";
  }

  private judge(exchange: RestRequestContext): ReturnType<typeof judgeResourcePolicy> | undefined {
    const { policy } = exchange.definition;
    const iam = exchange.authorizer?.kind === "iam" ? exchange.authorizer.identity : undefined;
    const caller = {
      sourceIp: exchange.request.sourceIp,
      ...(iam === undefined ? {} : { arn: iam.userArn, account: iam.accountId }),
    };
    return policy === undefined
      ? undefined
      : judgeResourcePolicy(policy, exchange.api.executionArn, exchange.methodArn, caller);
  }

  private authorizeIam(exchange: RestRequestContext): RestError | undefined {
    if (this.iam === "refuse") {
      this.log(`${exchange.label}: 403, ${IAM_UNCHECKED}`);
      const isSigned =
        exchange.header("authorization") !== undefined ||
        exchange.parameter("querystring", "X-Amz-Signature") !== undefined;
      return restError(isSigned ? "INVALID_SIGNATURE" : "MISSING_AUTHENTICATION_TOKEN");
    }
    exchange.authorizer = { kind: "iam", identity: localCaller(exchange.api) };
    return undefined;
  }

  private async checkToken(
    authorizer: CognitoAuthorizerModel,
    exchange: RestRequestContext,
  ): Promise<RestAuthorizerDecision> {
    const refuse = (diagnosis: string): RestAuthorizerDecision => ({
      kind: "refuse",
      error: restError("UNAUTHORIZED"),
      diagnosis,
    });
    const written = exchange.read(authorizer.identitySources[0] ?? "");
    if (written === undefined || written.trim() === "") {
      return refuse("the token is missing");
    }
    const token = parseToken(written.replace(/^Bearer /i, "").trim());
    const { iss } = (token?.claims ?? {}) as { iss?: unknown };
    if (token === undefined || typeof iss !== "string" || !isRsaAlgorithm(token.algorithm)) {
      return refuse("the token is no RSA-signed JWT");
    }
    if (!authorizer.issuers.includes(iss)) {
      return refuse(`the token's iss ${iss} is none of ${authorizer.issuers.join(", ")}`);
    }
    const key = await this.keys.find(iss, token.kid);
    if (key === "unknown" || key === "unreachable" || !hasValidSignature(token, key)) {
      return refuse("the token's signature is not the user pool's");
    }
    const scopes = exchange.method?.authorizationScopes ?? [];
    return decideCognito(authorizer, token.claims, scopes, Date.now());
  }
}
