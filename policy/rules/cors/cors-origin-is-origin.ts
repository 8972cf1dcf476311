import { domainToASCII } from "node:url";
import { V2 } from "../../../aws/resource-types";
import { resourceRule } from "../../pack/rule";

/** API Gateway refuses it: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html lists three forms with a star. */
const STAR = "has a star in its host, which API Gateway takes only in *, http://* and https://*";

/** Returns the fault of an entry of allowOrigins; undefined for a right one. */
function problem(origin: string): string | undefined {
  if (["*", "http://*", "https://*"].includes(origin)) {
    return undefined;
  }
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\s]+)(.*)$/i.exec(origin);
  if (!parts) {
    return "has no scheme and host";
  }
  const [, scheme = "", host = "", rest = ""] = parts;
  if (rest !== "") {
    return rest === "/" ? "ends with a slash" : `has a path (${rest})`;
  }
  if (host.includes("*")) {
    return STAR;
  }
  if (/[^\x20-\x7e]/.test(host)) {
    return "has letters that browsers send in punycode";
  }
  if (scheme !== scheme.toLowerCase() || host !== host.toLowerCase()) {
    return "has upper-case letters";
  }
  return (scheme === "https" && host.endsWith(":443")) || (scheme === "http" && host.endsWith(":80"))
    ? "names the default port, which browsers leave out"
    : undefined;
}

function repaired(origin: string): string {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(origin) ? origin : `https://${origin.replace(/^\/+/, "")}`;
  const origins = /^[^/]+:\/\/[^/?#\s]+/.exec(whole)?.[0] ?? "https://shop.example.com";
  const [, scheme = "", host = "", port = ""] = /^([^/]+:\/\/)([^:]+)(.*)$/.exec(origins) ?? [];
  return `${scheme}${domainToASCII(host) || host}${port}`
    .toLowerCase()
    .replace(/^(https:.*):443$/, "$1")
    .replace(/^(http:.*):80$/, "$1");
}

export const corsOriginIsOrigin = resourceRule({
  name: "cors-origin-is-origin",
  title: "Each allowed origin is what a browser sends",
  description:
    "Each entry of allowOrigins is scheme://host[:port] in lower case, without a path or a slash at the end.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  why: "The Origin header has a scheme, a host and a port other than the default one, and nothing after it. An entry of another form equals no origin that a browser sends.",
  fix: "Write the origin as the browser sends it, such as https://shop.example.com.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Api("shop", {
  protocolType: "HTTP",
  corsConfiguration: { allowOrigins: ["https://shop.example.com/"] },
});`,
    passes: `new apigatewayv2.Api("shop", {
  protocolType: "HTTP",
  corsConfiguration: { allowOrigins: ["https://shop.example.com"] },
});`,
  },
  options: {},
  types: [V2.api],
  check(api, { report }) {
    const { known, complete } = api.knownTexts("corsConfiguration.allowOrigins");
    for (const origin of known) {
      const what = problem(origin);
      if (what !== undefined) {
        const fix =
          what === STAR ? "List each host, or let the integration answer CORS." : `Write "${repaired(origin)}".`;
        report(`allowOrigins has "${origin}", which ${what}, so no browser sends it.`, fix);
      }
    }
    if (!complete) {
      api.texts("corsConfiguration.allowOrigins");
    }
  },
  remediate(properties, api) {
    const cors = properties.corsConfiguration;
    if (typeof cors === "object" && cors !== null && api.has("corsConfiguration.allowOrigins")) {
      const allowOrigins = api
        .texts("corsConfiguration.allowOrigins")
        .map((origin) => ([undefined, STAR].includes(problem(origin)) ? origin : repaired(origin)));
      Object.assign(cors, { allowOrigins });
    }
  },
});
