import type { Service } from "../shape";
import type { ResourceView } from "../view";

/**
 * Secrets, parameters and keys.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html (ARNs)
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html (ARNs)
 */
export const secrets: Service = {
  resources: {
    "aws:secretsmanager/secret:Secret": {
      id: secretArn,
      defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
      computed: { arn: secretArn, policy: () => "" },
      tagged: true,
    },
    "aws:secretsmanager/secretVersion:SecretVersion": {
      id: (r) => `${r.text("secretId")}|terraform-${r.identifiers.digits(26)}`,
      computed: {
        arn: (r) => r.text("secretId"),
        hasSecretStringWo: (r) => r.has("secretStringWo"),
        secretArn: (r) => r.text("secretId"),
        versionId: (r) => `terraform-${r.identifiers.digits(26)}`,
        versionStages: () => ["AWSCURRENT"],
      },
      secrets: ["secretBinary", "secretString", "secretStringWo"],
    },
    "aws:ssm/parameter:Parameter": {
      id: (r) => r.text("name"),
      computed: {
        arn: (r) => r.arn("ssm", `parameter/${r.text("name").replace(/^\//, "")}`),
        dataType: () => "text",
        hasValueWo: (r) => r.has("valueWo"),
        insecureValue: (r) => (r.text("type") === "SecureString" ? "" : r.text("value")),
        keyId: (r) => (r.text("type") === "SecureString" ? "alias/aws/ssm" : ""),
        tier: () => "Standard",
        value: (r) => r.text("insecureValue"),
        version: () => 1,
      },
      secrets: ["value", "valueWo"],
      tagged: true,
    },
    "aws:kms/key:Key": {
      id: (r) => (r.value("multiRegion") === true ? `mrk-${r.identifiers.hex(32)}` : r.identifiers.uuid()),
      defaults: {
        bypassPolicyLockoutSafetyCheck: false,
        customerMasterKeySpec: "SYMMETRIC_DEFAULT",
        enableKeyRotation: false,
        isEnabled: true,
        keyUsage: "ENCRYPT_DECRYPT",
      },
      computed: {
        arn: (r) => r.arn("kms", `key/${r.id}`),
        description: () => "",
        keyId: (r) => r.id,
        multiRegion: () => false,
        rotationPeriodInDays: () => 0,
      },
      tagged: true,
    },
    "aws:kms/alias:Alias": {
      id: (r) => r.text("name"),
      computed: {
        arn: (r) => r.arn("kms", r.text("name")),
        targetKeyArn: (r) =>
          r.text("targetKeyId").startsWith("arn:")
            ? r.text("targetKeyId")
            : r.arn("kms", `key/${r.text("targetKeyId")}`),
      },
    },
  },
};

/** Secrets Manager ends every secret's ARN with six characters of its own. */
function secretArn(r: ResourceView): string {
  return r.arn("secretsmanager", `secret:${r.text("name")}-${r.identifiers.mixed(6)}`);
}
