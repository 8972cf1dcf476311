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
    "one part below two parents": { other: resource("{id}", "items12345") },
    "a greedy variable beside another": { rest: resource("{proxy+}", "orders1234") },
  },
  fails: {
    "two path variables side by side": [
      { byNumber: resource("{orderId}", "orders1234") },
      /The resources byId \(\{id\}\) and byNumber \(\{orderId\}\) are path variables below one parent, where API Gateway takes one\.\nFix: Remove byNumber/,
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
    "a parent that is not known": [{ "byId.parentId": UNKNOWN, "byId.refs": {} }, /parentId is not known/],
  },
});
