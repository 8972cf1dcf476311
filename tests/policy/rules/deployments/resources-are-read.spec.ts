import { V2 } from "../../../../aws/resource-types";
import { resourcesAreRead } from "../../../../policy/rules/deployments/resources-are-read";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(resourcesAreRead, {
  baseline: { shop: { type: V2.api, props: { protocolType: "HTTP" } } },
  fails: {
    "an API of AWS Cloud Control": [
      { native: { type: "aws-native:apigatewayv2:Api", props: { protocolType: "HTTP" } } },
      /native is an API of the type aws-native:apigatewayv2:Api, which no rule of this pack reads\.\nFix: Declare it with @pulumi\/aws/,
    ],
    "an API of a bridged Terraform provider": [
      { bridged: { type: "aws:index/apiGatewayRestApi:ApiGatewayRestApi", props: { name: "shop" } } },
      /bridged is an API of the type aws:index\/apiGatewayRestApi:ApiGatewayRestApi/,
    ],
  },
  unknown: { "an API of which nothing is known": [{ "shop.name": UNKNOWN }, "not needed"] },
});
