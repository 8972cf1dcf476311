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

export type RestAuthorizerModel = RestLambdaAuthorizerModel | CognitoAuthorizerModel;

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
}
