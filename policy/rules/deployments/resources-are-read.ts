import { UNREAD_APIS } from "../../../aws/unread-types";
import { resourceRule } from "../../pack/rule";

export const resourcesAreRead = resourceRule({
  name: "resources-are-read",
  title: "The rules read every API of the stack",
  description: "No API of the stack is of another provider's types, which the rules of this pack do not read.",
  severity: "medium",
  category: "correctness",
  blocks: "never",
  why: "The rules look at the types of the classic AWS provider (aws:...). An API of AWS Cloud Control (aws-native), or of a Terraform provider that was added to the program is not looked at, and a stack without findings may be one that nobody read.",
  fix: "Declare the API with @pulumi/aws, or check it by other means and exempt it here with the reason.",
  url: "https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/what-is-cloudcontrolapi.html",
  equivalents: [],
  examples: {
    fails: `new awsnative.apigatewayv2.Api("shop", { protocolType: "HTTP" });`,
    passes: `new aws.apigatewayv2.Api("shop", { protocolType: "HTTP" });`,
  },
  options: {},
  types: UNREAD_APIS,
  check(api, { report }) {
    report(
      `${api.name} is an API of the type ${api.type}, which no rule of this pack reads.`,
      "Declare it with @pulumi/aws, or check it by other means and exempt it with the reason.",
    );
  },
});
