const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const DOMAINS = `${GUIDE}/apigateway-regional-api-custom-domain-create.html`;
const JWT = `${GUIDE}/http-api-jwt-authorizer.html`;
const JWT_TROUBLE = `${GUIDE}/http-api-troubleshooting-jwt.html`;
const CORS = `${GUIDE}/http-api-cors.html`;
const CERTIFICATES = "https://docs.aws.amazon.com/acm/latest/userguide";

/** The subject of a check, and the page that states the fact behind it. */
interface Check {
  title: string;
  docs: string;
}

/** Every check of the doctor, in the order in which a request meets them. */
export const CHECKS = {
  "dns-resolves": { title: "the name has an address", docs: `${GUIDE}/how-to-custom-domains.html` },
  "dns-target": { title: "the record points to the domain's regional target", docs: DOMAINS },
  "tls-connects": { title: "the server takes a TLS connection", docs: `${GUIDE}/how-to-custom-domains.html` },
  "tls-trusted": {
    title: "clients trust the certificate that is served",
    docs: `${GUIDE}/how-to-custom-domains-prerequisites.html`,
  },
  "tls-names": {
    title: "the certificate that is served names the host",
    docs: `${GUIDE}/how-to-custom-domains-prerequisites.html`,
  },
  "tls-expiry": {
    title: "the certificate that is served lasts 30 days more",
    docs: `${CERTIFICATES}/managed-renewal.html`,
  },
  "tls-version": {
    title: "the server refuses TLS before 1.2",
    docs: `${GUIDE}/apigateway-custom-domain-tls-version.html`,
  },
  "certificate-region": {
    title: "the certificate is in the API's region",
    docs: `${GUIDE}/how-to-custom-domains-prerequisites.html`,
  },
  "certificate-issued": { title: "the certificate has been issued", docs: `${CERTIFICATES}/dns-validation.html` },
  "certificate-names": {
    title: "the certificate names the domain",
    docs: `${GUIDE}/how-to-custom-domains-prerequisites.html`,
  },
  "certificate-expiry": { title: "the certificate lasts 30 days more", docs: `${CERTIFICATES}/managed-renewal.html` },
  "jwt-issuer-form": { title: "the issuer is an https URL of the pool's own region", docs: JWT },
  "jwt-discovery": { title: "API Gateway can read the issuer's discovery document", docs: JWT_TROUBLE },
  "jwt-issuer": { title: "the issuer equals the one in its discovery document", docs: JWT },
  "jwt-keys": { title: "the issuer publishes RSA keys", docs: JWT },
  "jwt-token-form": { title: "the token is a JWT", docs: JWT_TROUBLE },
  "jwt-token-issuer": { title: "the token's iss equals the authorizer's issuer", docs: JWT_TROUBLE },
  "jwt-token-audience": { title: "the token's aud or client_id is one of the authorizer's", docs: JWT_TROUBLE },
  "jwt-token-time": { title: "the token is valid now, by the API's clock", docs: JWT_TROUBLE },
  "jwt-token-algorithm": { title: "the token is signed with an RSA algorithm", docs: JWT },
  "jwt-token-key": { title: "the token's kid is among the issuer's keys", docs: JWT },
  "jwt-token-signature": { title: "the token's signature holds", docs: JWT },
  "jwt-token-scope": { title: "the token has a scope of the route", docs: JWT },
  "cors-preflight": { title: "the preflight is answered", docs: CORS },
  "cors-origin": { title: "the origin is allowed", docs: CORS },
  "cors-method": { title: "the method is allowed", docs: CORS },
  "cors-headers": { title: "the request's headers are allowed", docs: CORS },
  "cors-credentials": { title: "no wildcard with credentials", docs: CORS },
  "cors-owner": { title: "one owner answers CORS", docs: CORS },
  "cors-answer": { title: "the answer itself carries the allowed origin", docs: CORS },
  "endpoint-answers": { title: "the API answers", docs: `${GUIDE}/http-api-troubleshooting.html` },
  "endpoint-enabled": {
    title: "the execute-api endpoint is on where it is used",
    docs: `${GUIDE}/rest-api-disable-default-endpoint.html`,
  },
  "route-found": { title: "a stage and a route take the request", docs: `${GUIDE}/http-api-develop-routes.html` },
  "request-authorized": { title: "the request is allowed", docs: `${GUIDE}/http-api-access-control.html` },
  "integration-response": {
    title: "the function's answer has the proxy format",
    docs: `${GUIDE}/handle-errors-in-lambda-integration.html`,
  },
  "integration-permission": {
    title: "API Gateway may invoke the function",
    docs: `${GUIDE}/http-api-troubleshooting-lambda.html`,
  },
  "integration-timeout": { title: "the integration answers in time", docs: `${GUIDE}/http-api-quotas.html` },
  "integration-reachable": {
    title: "the integration's backend can be reached",
    docs: `${GUIDE}/http-api-develop-integrations-http.html`,
  },
  "integration-error": {
    title: "the integration answers without an error",
    docs: `${GUIDE}/http-api-troubleshooting-lambda.html`,
  },
  throttled: { title: "the request is not throttled", docs: `${GUIDE}/http-api-throttling.html` },
  quota: { title: "the usage plan's quota is not used up", docs: `${GUIDE}/api-gateway-api-usage-plans.html` },
  "api-key": {
    title: "the request has an API key of the stage's usage plan",
    docs: `${GUIDE}/api-gateway-api-usage-plans.html`,
  },
  "websocket-handshake": {
    title: "the WebSocket handshake succeeds",
    docs: `${GUIDE}/apigateway-websocket-api-route-keys-connect-disconnect.html`,
  },
} as const satisfies Record<string, Check>;

export type CheckName = keyof typeof CHECKS;
