import type { CognitoUserPoolsFields } from "./kinds/cognito-user-pools";
import type { JwtFields } from "./kinds/jwt";
import type { LambdaAuthorizerFields } from "./kinds/lambda-authorizer";
import type { NoneFields } from "./kinds/none";
import type { ExistingAuthorizerFields } from "./kinds/existing-authorizer";

/** The kinds of authorizer, each made by a factory. */
export const AuthorizerKind = {
  jwt: "jwt",
  lambda: "lambda",
  cognito: "cognito",
  iam: "iam",
  none: "none",
  existing: "existing",
} as const;
export type AuthorizerKind = (typeof AuthorizerKind)[keyof typeof AuthorizerKind];

/** What every kind of authorizer has. */
export interface AuthorizerFields {
  /** Which kind this is; the factories set it. */
  kind: AuthorizerKind;
  /** A literal that names the authorizer among the API's children. @default its kind */
  name?: string;
}

/** Who may call a route: flat, plain data of one kind, made by a factory such as `jwt({...})`. */
export interface AuthorizerSpec
  extends
    AuthorizerFields,
    JwtFields,
    LambdaAuthorizerFields,
    CognitoUserPoolsFields,
    NoneFields,
    ExistingAuthorizerFields {}
