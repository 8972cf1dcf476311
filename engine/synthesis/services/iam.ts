import type { Service } from "../shape";
import type { ResourceView } from "../view";

/**
 * Roles, policies, users.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html (ARNs and unique ids)
 */
export const iam: Service = {
  global: true,
  resources: {
    "aws:iam/role:Role": {
      id: (r) => r.text("name"),
      defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
      computed: {
        arn: (r) => iamArn(r, "role"),
        createDate: () => CREATED,
        uniqueId: (r) => `AROA${r.identifiers.upper(17)}`,
      },
      tagged: true,
    },
    "aws:iam/policy:Policy": {
      id: (r) => iamArn(r, "policy"),
      defaults: { path: "/" },
      computed: {
        arn: (r) => iamArn(r, "policy"),
        attachmentCount: () => 0,
        policyId: (r) => `ANPA${r.identifiers.upper(17)}`,
      },
      tagged: true,
    },
    "aws:iam/rolePolicy:RolePolicy": {
      id: (r) => `${r.text("role")}:${r.text("name")}`,
    },
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
      id: (r) => `${r.text("role")}/${r.text("policyArn")}`,
    },
    "aws:iam/user:User": {
      id: (r) => r.text("name"),
      defaults: { forceDestroy: false, path: "/" },
      computed: { arn: (r) => iamArn(r, "user"), uniqueId: (r) => `AIDA${r.identifiers.upper(17)}` },
      tagged: true,
    },
    "aws:iam/userPolicy:UserPolicy": {
      id: (r) => `${r.text("user")}:${r.text("name")}`,
    },
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": {
      id: (r) => `${r.text("user")}/${r.text("policyArn")}`,
    },
    "aws:iam/group:Group": {
      id: (r) => r.text("name"),
      defaults: { path: "/" },
      computed: { arn: (r) => iamArn(r, "group"), uniqueId: (r) => `AGPA${r.identifiers.upper(17)}` },
    },
    "aws:iam/accessKey:AccessKey": {
      id: (r) => `AKIA${r.identifiers.upper(16)}`,
      defaults: { status: "Active" },
      computed: {
        createDate: () => CREATED,
        secret: (r) => r.identifiers.mixed(40, "secret"),
        sesSmtpPasswordV4: (r) => `B${r.identifiers.mixed(43, "smtp")}`,
      },
      secrets: ["secret", "sesSmtpPasswordV4"],
    },
    "aws:iam/instanceProfile:InstanceProfile": {
      id: (r) => r.text("name"),
      defaults: { path: "/" },
      computed: {
        arn: (r) => iamArn(r, "instance-profile"),
        createDate: () => CREATED,
        uniqueId: (r) => `AIPA${r.identifiers.upper(17)}`,
      },
      tagged: true,
    },
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
      id: (r) => r.globalArn("iam", `oidc-provider/${issuerHost(r)}`),
      computed: {
        arn: (r) => r.globalArn("iam", `oidc-provider/${issuerHost(r)}`),
        thumbprintLists: (r) => [r.identifiers.hex(40)],
      },
      tagged: true,
    },
  },
};

const CREATED = "2024-01-01T00:00:00Z";

/** A path starts and ends with a slash, so it follows the kind directly. */
function iamArn(r: ResourceView, kind: string): string {
  return r.globalArn("iam", `${kind}${r.text("path") || "/"}${r.text("name")}`);
}

function issuerHost(r: ResourceView): string {
  return r.text("url").replace(/^https:\/\//, "");
}
