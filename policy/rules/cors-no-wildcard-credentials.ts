import { V2 } from "../aws";
import { gatewayCors } from "../http-api";
import { resourceRule } from "../rule";

export const corsNoWildcardCredentials = resourceRule({
  name: "cors-no-wildcard-credentials",
  title: "CORS with credentials names its origins",
  description: "An API that allows credentials in CORS does not allow every origin.",
  severity: "high",
  category: "security",
  blocks: "always",
  why: 'Browsers refuse a response with credentials whose Access-Control-Allow-Origin is "*", so no page can read it; and origins such as "https://*" would let every site act for the user.',
  fix: "List the origins that may call the API with credentials, or set allowCredentials to false.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Api("shop", {
  protocolType: "HTTP",
  corsConfiguration: { allowOrigins: ["*"], allowCredentials: true },
});`,
    passes: `new apigatewayv2.Api("shop", {
  protocolType: "HTTP",
  corsConfiguration: { allowOrigins: ["https://shop.example.com"], allowCredentials: true },
});`,
  },
  options: {},
  types: [V2.api],
  check(api, { report }) {
    if (api.flag("corsConfiguration.allowCredentials") === false) {
      return;
    }
    const cors = gatewayCors(api);
    const open = cors?.origins.filter((origin) => ["*", "http://*", "https://*"].includes(origin)) ?? [];
    if (cors?.credentials && open.length > 0) {
      report(
        `CORS allows credentials from every origin (${open.join(", ")}), which browsers refuse: list the origins in allowOrigins, or set allowCredentials to false.`,
      );
    }
  },
});
