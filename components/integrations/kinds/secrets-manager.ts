import * as pulumi from "@pulumi/pulumi";
import { type ArnForm, type ArnInput, arnTarget } from "../arn-target";
import { jsonString, jsonTarget } from "../json-template";
import {
  KEY_FIELDS,
  type KeyFields,
  REST_SERVICE_FIELDS,
  type RestServiceFields,
  SERVICE_FIELDS,
  type ServiceFields,
} from "../service-fields";
import { SERVICE_RESPONSES, type ServiceCall, serviceKind } from "../service-kind";

/** An integration with a secret. */
export interface SecretsManagerIntegration extends ServiceFields<"secretsManager">, RestServiceFields, KeyFields {
  /**
   * The staging label of the version that is read.
   *
   * @default "AWSCURRENT"
   * @example
   * ```ts
   * secretsManager(password, { versionStage: "AWSPREVIOUS" });
   * ```
   */
  versionStage?: pulumi.Input<string>;
}

/** The options of an integration with a secret. */
export type SecretsManagerOptions = Omit<SecretsManagerIntegration, "kind" | "targetArn" | "targetName">;

/**
 * Returns the value of a secret as `secretString` (or `secretBinary`, in Base64) beside its `versionId`, without a function
 * between (AWS). REST APIs only. The response must not be stored by anyone: it has `Cache-Control: no-store`.
 *
 * @param secret the secret, a reference with its ARN, or its whole ARN
 * @example
 * ```ts
 * const license = new aws.secretsmanager.Secret("license");
 * new RestApi("shop", { defaultAuthorizer: iam(), routes: { "GET /license": secretsManager(license) } });
 * ```
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export function secretsManager(secret: ArnInput, options: SecretsManagerOptions = {}): SecretsManagerIntegration {
  return { kind: "secretsManager", ...arnTarget(secret), ...options };
}

/** The role's policy matches the whole ARN only. https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html */
const SECRET: ArnForm = {
  service: "secretsmanager",
  resource: /^secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}$/,
  what: "a secret, with the six characters at its end",
  pass: "the secret itself",
};

export const secretsManagerKind = serviceKind<SecretsManagerIntegration>({
  fields: { ...SERVICE_FIELDS(SECRET), ...REST_SERVICE_FIELDS, ...KEY_FIELDS, versionStage: {} },
  target: SECRET,
  actions: {
    GetSecretValue: {
      iamAction: "secretsmanager:GetSecretValue",
      // https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
      keyActions: ["kms:Decrypt"],
      rest: getSecretValue,
    },
  },
  example: {
    kind: "secretsManager",
    targetArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:license-AbCdEf",
    encryptionKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
  },
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
function getSecretValue({ targetArn, versionStage }: SecretsManagerIntegration): ServiceCall {
  const template = pulumi
    .all([targetArn, versionStage])
    .apply(([SecretId, VersionStage]) => JSON.stringify({ SecretId, VersionStage }));
  return {
    service: "secretsmanager",
    action: "GetSecretValue",
    ...jsonTarget("secretsmanager.GetSecretValue", "1.1", template),
    responses: [
      { statusCode: "200", headers: { "Cache-Control": "'no-store'" }, templates: { "application/json": VALUE } },
      ...SERVICE_RESPONSES.slice(1),
    ],
  };
}

const VALUE = [
  `{"versionId":"$input.path('$.VersionId')",#set($text = $input.path('$.SecretString'))`,
  `#if($text && $text != "")"secretString":${jsonString("$text")}`,
  `#else"secretBinary":"$input.path('$.SecretBinary')"#end}`,
].join("");
