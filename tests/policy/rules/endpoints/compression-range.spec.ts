import { V1 } from "../../../../aws/resource-types";
import { compressionRange } from "../../../../policy/rules/endpoints/compression-range";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(compressionRange, {
  baseline: { api: { type: V1.restApi, props: { minimumCompressionSize: "1024" } } },
  passes: {
    none: { "api.minimumCompressionSize": "-1" },
    "an API that does not say": { "api.minimumCompressionSize": "" },
  },
  fails: {
    "too large a size": [
      { "api.minimumCompressionSize": "20000000" },
      /is 20000000, and API Gateway takes 0 to 10485760/,
    ],
    "no number": [{ "api.minimumCompressionSize": "1k" }, /is 1k/],
  },
  unknown: {
    "a size that is not known yet": [{ "api.minimumCompressionSize": UNKNOWN }, /minimumCompressionSize is not known/],
  },
});
