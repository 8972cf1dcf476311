import { V2 } from "../../../../aws/resource-types";
import { corsNotOnWebsocket } from "../../../../policy/rules/cors/cors-not-on-websocket";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(corsNotOnWebsocket, {
  baseline: {
    chat: { type: V2.api, props: { protocolType: "WEBSOCKET" } },
    shop: { type: V2.api, props: { protocolType: "HTTP", corsConfiguration: { allowOrigins: ["*"] } } },
  },
  passes: { "an empty configuration that the provider filled in": { "chat.corsConfiguration": {} } },
  fails: {
    "a WebSocket API with CORS": [
      { "chat.corsConfiguration": { allowOrigins: ["https://chat.example.com"] } },
      /only HTTP APIs support\.\nFix: Remove it, and check the Origin header/,
    ],
  },
  unknown: {
    "a protocol that is not known yet": [{ "shop.protocolType": UNKNOWN }, /shop: protocolType is not known/],
  },
});
