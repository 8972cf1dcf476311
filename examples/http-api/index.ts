import { HttpApi, jwt, lambda } from "gatewright";
import { handler } from "./function";

const api = new HttpApi("http-api", {
  cors: {
    allowOrigins: ["https://myapp.com"],
    allowMethods: ["GET", "POST"],
    allowHeaders: ["Content-Type", "Authorization"],
  },
  defaultAuthorizer: jwt({
    identitySource: "$request.header.Authorization",
    audience: "my-app-client-id",
    issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI",
  }),
  routes: { "ANY /{proxy+}": lambda(handler, { payloadFormatVersion: "2.0" }) },
  stage: "production",
});

/** The URL of the API. */
export const url = api.url;
