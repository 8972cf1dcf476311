import { V2 } from "../../../aws/resource-types";
import { gatewayCors } from "../../facts/http-api";
import { resourceRule } from "../../pack/rule";

export const corsNoWildcardCredentials = resourceRule({
  name: "cors-no-wildcard-credentials",
  title: "CORS with credentials names its origins",
  description: "An API that allows credentials in CORS does not allow every origin.",
  severity: "high",
  category: "security",
  blocks: "always",
  advice:
    "credentials from `http://*` or `https://*`. API Gateway takes them, and for an API that is open to every site on purpose they are right.",
  why: 'API Gateway refuses the origin "*" beside credentials, as browsers do: "allow-credentials is not supported if \'allow-origin\' is *". It takes "https://*" and "http://*" and answers each site with its own origin, which lets every site act for the user.',
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
  check(api, { report, reportAdvisory }) {
    if (api.flag("corsConfiguration.allowCredentials") === false) {
      return;
    }
    const cors = gatewayCors(api);
    if (!cors?.credentials) {
      return;
    }
    const fix = "List the origins in allowOrigins, or set allowCredentials to false.";
    const open = cors.origins.filter((origin) => ["http://*", "https://*"].includes(origin));
    if (cors.origins.includes("*")) {
      report("CORS allows credentials from every origin (*), which API Gateway refuses.", fix);
    } else if (open.length > 0) {
      reportAdvisory(
        `CORS allows credentials from every origin of ${open.join(" and ")}, so any site acts for the user.`,
        fix,
      );
    }
  },
});
