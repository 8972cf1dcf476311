import { V1 } from "../../../../aws/resource-types";
import { uniquePathPart } from "../../../../policy/rules/deployments/unique-path-part";
import { describeRule, UNKNOWN } from "../../cases";

const resource = (pathPart: string, parentId: string, parent = "orders") => ({
  type: V1.resource,
  props: { restApi: "abcde12345", parentId, pathPart },
  refs: { restApi: ["api"], parentId: [parent] },
});

describeRule(uniquePathPart, {
  baseline: {
    api: { type: V1.restApi, props: { id: "abcde12345", rootResourceId: "root123456" } },
    orders: resource("orders", "root123456", "api"),
    byId: resource("{id}", "orders1234"),
    latest: resource("latest", "orders1234"),
  },
  passes: {
    "a part with braces within": { odd: resource("a{id}", "orders1234"), other: resource("{id}b", "orders1234") },
    "a resource whose part is not set": { odd: { type: V1.resource, props: { parentId: "orders1234" } } },
    "one part below two parents": { other: resource("{id}", "items12345") },
    "a greedy variable beside a part without one": { byId: undefined, rest: resource("{proxy+}", "orders1234") },
  },
  fails: {
    "one part twice below resources that are known by reference, beside their API": [
      {
        byId: { ...resource("{id}", UNKNOWN), refs: { restApi: ["api"], parentId: ["orders", "api"] } },
        latest: undefined,
        again: { ...resource("{id}", UNKNOWN), refs: { restApi: ["api"], parentId: ["api", "orders"] } },
      },
      /The resources again and byId have the path part \{id\} below one parent/,
    ],
    "two path variables side by side": [
      { byNumber: resource("{orderId}", "orders1234") },
      /The resources byId \(\{id\}\) and byNumber \(\{orderId\}\) are path variables below one parent, where API Gateway takes one\.\nFix: Remove byNumber/,
    ],
    // AWS: "A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed",
    // https://github.com/localstack/localstack test_create_proxy_resource_validation, recorded from AWS
    "a greedy variable beside another": [
      { rest: resource("{proxy+}", "orders1234") },
      /The resources byId \(\{id\}\) and rest \(\{proxy\+\}\) are path variables below one parent/,
    ],
    // AWS: "Cannot create a child of a resource with a greedy path variable: {proxy+}", the same test
    "a resource below a greedy variable": [
      {
        byId: undefined,
        rest: {
          ...resource("{proxy+}", "orders1234"),
          props: { id: "rest123456", restApi: "abcde12345", parentId: "orders1234", pathPart: "{proxy+}" },
        },
        below: resource("items", "rest123456", "rest"),
      },
      /The resource below \(items\) is below \{proxy\+\}, which takes the rest of the path, and API Gateway refuses it\.\nFix: Put below below another resource, or write \{proxy\} there/,
    ],
    "one part twice": [
      { newest: resource("latest", "orders1234") },
      /The resources latest and newest have the path part latest below one parent, and API Gateway refuses the second\.\nFix: Remove newest/,
    ],
    "two path variables in a preview": [
      { "byId.parentId": UNKNOWN, "latest.parentId": UNKNOWN, byNumber: resource("{orderId}", UNKNOWN) },
      /byId \(\{id\}\) and byNumber \(\{orderId\}\) are path variables/,
    ],
  },
  unknown: {
    "a parent that is one of two": [
      { "byId.parentId": UNKNOWN, "byId.refs": { restApi: ["api"], parentId: ["orders", "latest"] } },
      /parentId is not known/,
    ],
    "a parent that is not known": [{ "byId.parentId": UNKNOWN, "byId.refs": {} }, /parentId is not known/],
  },
});
