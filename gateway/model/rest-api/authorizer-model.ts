import type { InvokePermission, LambdaTarget } from "../shared/lambda-function";

interface RestAuthorizerIdentity {
  urn: string;
  id: string;
  name: string;
  /** `method.request.header.Authorization` and the like. */
  identitySources: string[];
  /** 0 caches nothing. @default 300 */
  resultTtlSeconds: number;
}

export type RestAuthorizerModel = RestLambdaAuthorizerModel | RestTokenAuthorizerModel;

/** An authorizer that API Gateway decides by itself, by the tokens of issuers. */
export type RestTokenAuthorizerModel = CognitoAuthorizerModel | RestJwtAuthorizerModel;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html */
export interface RestLambdaAuthorizerModel extends RestAuthorizerIdentity {
  type: "TOKEN" | "REQUEST";
  lambda: LambdaTarget;
  /** A TOKEN that does not match is answered 401 without asking the function. */
  identityValidationExpression?: string;
  credentialsArn?: string;
  invokePermission: InvokePermission;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html */
export interface CognitoAuthorizerModel extends RestAuthorizerIdentity {
  type: "COGNITO_USER_POOLS";
  /** `https://cognito-idp.<region>.amazonaws.com/<pool id>` of each user pool. */
  issuers: string[];
  /** A token whose `aud` does not match is answered 401: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html */
  identityValidationExpression?: string;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer.html */
export interface RestJwtAuthorizerModel extends RestAuthorizerIdentity {
  type: "JWT";
  /** The URL of each trusted issuer. */
  issuers: string[];
  /** The demands on the tokens of each issuer. */
  trusted: TrustedIssuer[];
  /** `RS256` and the like. */
  algorithms: string[];
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_JwtIssuerInput.html */
export interface TrustedIssuer {
  issuer: string;
  audiences: string[];
  claims: AdditionalClaim[];
}

/** A further claim that is looked at. */
export interface AdditionalClaim {
  name: string;
  required: boolean;
  /** The accepted values; empty for any. */
  values: string[];
}
