import { V2 } from "../../../../aws/resource-types";
import { corsOriginIsOrigin } from "../../../../policy/rules/cors/cors-origin-is-origin";
import { describeRule, UNKNOWN } from "../../cases";

const origins = "api.corsConfiguration.allowOrigins";

describeRule(corsOriginIsOrigin, {
  baseline: {
    api: {
      type: V2.api,
      props: {
        protocolType: "HTTP",
        corsConfiguration: {
          allowOrigins: ["https://shop.example.com", "http://localhost:5173", "capacitor://localhost"],
        },
      },
    },
  },
  passes: {
    "ports that are no default of their scheme": {
      [origins]: ["http://a.example.com:443", "https://a.example.com:80", "https://a.example.com:8443"],
    },
    "the wildcards that AWS takes": { [origins]: ["*", "https://*", "http://*"] },
    "an API without CORS": { "api.corsConfiguration": undefined },
  },
  fails: {
    "the default port of HTTP": [
      { [origins]: ["http://a.example.com:80"] },
      /names the default port, which browsers leave out, so no browser sends it\.\nFix: Write "http:\/\/a\.example\.com"\./,
    ],
    "an upper-case scheme": [
      { [origins]: ["HTTPS://shop.example.com"] },
      /has upper-case letters, so no browser sends it\.\nFix: Write "https:\/\/shop\.example\.com"\./,
    ],
    "a page's address with a port, a query and another address": [
      { [origins]: ["https://a.example.com:8443/back?to=https://b.example.com"] },
      /has a path \(\/back\?to=https:\/\/b\.example\.com\), so no browser sends it\.\nFix: Write "https:\/\/a\.example\.com:8443"\./,
    ],
    "a host after slashes alone": [
      { [origins]: ["//shop.example.com"] },
      /"\/\/shop\.example\.com", which has no scheme and host, so no browser sends it\.\nFix: Write "https:\/\/shop\.example\.com"\./,
    ],
    "a word before an origin": [{ [origins]: ["see https://shop.example.com"] }, /has no scheme and host/],
    "nothing but a scheme": [
      { [origins]: ["https://"] },
      /has no scheme and host, so no browser sends it\.\nFix: Write "https:\/\/shop\.example\.com"\./,
    ],
    "a star in the host": [
      { [origins]: ["https://*.example.com"] },
      /has a star in its host, which API Gateway takes only in \*, http:\/\/\* and https:\/\/\*, so no browser sends it\.\nFix: List each host/,
    ],
    "letters that are not ASCII": [
      { [origins]: ["https://bücher.example"] },
      /has letters that browsers send in punycode, so no browser sends it\.\nFix: Write "https:\/\/xn--bcher-kva\.example"/,
    ],
    "a slash at the end": [
      { [origins]: ["https://shop.example.com/"] },
      /"https:\/\/shop\.example\.com\/", which ends with a slash, so no browser sends it\.\nFix: Write "https:\/\/shop\.example\.com"/,
    ],
    "a path": [
      { [origins]: ["https://example.com/shop"] },
      /has a path \(\/shop\).*\nFix: Write "https:\/\/example\.com"/,
    ],
    "a host without a scheme": [
      { [origins]: ["shop.example.com"] },
      /has no scheme and host.*\nFix: Write "https:\/\/shop\.example/,
    ],
    "upper-case letters": [
      { [origins]: ["https://Shop.Example.com"] },
      /upper-case letters.*\nFix: Write "https:\/\/shop\.example/,
    ],
    "the default port": [
      { [origins]: ["https://a.example.com:443"] },
      /default port.*\nFix: Write "https:\/\/a\.example\.com"/,
    ],
    "a known origin beside one that is not known yet": [
      { [origins]: ["https://shop.example.com/", "https://ok.example.com"] },
      /ends with a slash/,
    ],
  },
  unknown: {
    "an origin that is not known yet": [
      { [origins]: ["https://ok.example.com", UNKNOWN] },
      /allowOrigins\.1 is not known/,
    ],
  },
  remediates: {
    "what is written well": [
      { [origins]: ["https://shop.example.com", "http://a.example.com:80"] },
      "api",
      "corsConfiguration.allowOrigins",
      ["https://shop.example.com", "http://a.example.com"],
    ],
    "a slash at the end": [
      { [origins]: ["https://shop.example.com/", "https://B.example.com"] },
      "api",
      "corsConfiguration.allowOrigins",
      ["https://shop.example.com", "https://b.example.com"],
    ],
  },
});
