import { REST_API_LIMITS } from "../../../aws/quotas";
import { V1 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

const LARGEST = REST_API_LIMITS.minimumCompressionSize.value;

export const compressionRange = resourceRule({
  name: "compression-range",
  title: "The compression threshold is one that AWS takes",
  description: `minimumCompressionSize is from 0 to ${String(LARGEST)} bytes, or -1 for none.`,
  severity: "low",
  category: "correctness",
  blocks: "always",
  why: "API Gateway refuses other values when the API is created.",
  fix: `Set minimumCompressionSize to a number of bytes from 0 to ${String(LARGEST)}, or to -1.`,
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-enable-compression.html",
  equivalents: [],
  examples: {
    fails: `new apigateway.RestApi("shop", { minimumCompressionSize: "20000000" });`,
    passes: `new apigateway.RestApi("shop", { minimumCompressionSize: "1024" });`,
  },
  options: {},
  types: [V1.restApi],
  check(api, { report }) {
    const size = api.number("minimumCompressionSize") ?? api.text("minimumCompressionSize");
    if (size === undefined) {
      return;
    }
    const bytes = Number(size);
    if (!Number.isInteger(bytes) || bytes < -1 || bytes > LARGEST) {
      report(
        `minimumCompressionSize is ${String(size)}, and API Gateway takes 0 to ${String(LARGEST)} bytes, or -1 for none.`,
        `Set it to a number from 0 to ${String(LARGEST)}, or to -1.`,
      );
    }
  },
});
