import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { generate } from "selfsigned";
import { CustomDomain, HttpApi, httpProxy, type MutualTlsArgs, none } from "../../../../components";
import { deploy } from "../../../support/deploy";
import { refused } from "../../../support/refused";

function api(domain: { mutualTls: MutualTlsArgs }): HttpApi {
  return new HttpApi("shop", {
    defaultAuthorizer: none("clients present certificates"),
    routes: { "GET /": httpProxy("https://backend.example.com") },
    domain: { domainName: "api.example.com", hostedZoneId: "Z1", ...domain },
  });
}

function problemOf(mutualTls: MutualTlsArgs): string[] {
  return refused(() => new CustomDomain("domain", { domainName: "api.example.com", mutualTls })).slice(1);
}

describe("mutual TLS from PEM text", () => {
  let pem: string;
  let key: string;

  before(async () => {
    const made = await generate([{ name: "commonName", value: "Clients" }], { keySize: 2048 });
    pem = made.cert;
    key = made.private;
  });

  it("uploads the text into a versioned, closed bucket and pins the version", async () => {
    const { inputsOf } = await deploy(() => api({ mutualTls: { pem } }));
    assert.deepEqual(inputsOf("apigatewayv2/domainName:DomainName").mutualTlsAuthentication, {
      truststoreUri: "s3://shop-domain-truststore-id/truststore.pem",
      truststoreVersion: "version-1",
    });
    assert.deepEqual(inputsOf("s3/bucketVersioning:BucketVersioning").versioningConfiguration, { status: "Enabled" });
    assert.deepEqual(inputsOf("s3/bucketPublicAccessBlock:BucketPublicAccessBlock"), {
      bucket: "shop-domain-truststore-id",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    assert.equal(inputsOf("s3/bucketObjectv2:BucketObjectv2").content, pem);
    assert.equal(inputsOf("apigatewayv2/api:Api").disableExecuteApiEndpoint, true);
  });

  it("leaves the API's own URL on where that is asked for", async () => {
    const { inputsOf } = await deploy(() => api({ mutualTls: { pem, allowExecuteApiEndpoint: true } }));
    assert.equal(inputsOf("apigatewayv2/api:Api").disableExecuteApiEndpoint, undefined);
  });

  it("takes a text that is known later", async () => {
    const { inputsOf } = await deploy(() => api({ mutualTls: { pem: pulumi.output(pem) } }));
    assert.equal(inputsOf("s3/bucketObjectv2:BucketObjectv2").content, pem);
  });

  it("refuses a private key without repeating it", () => {
    assert.deepEqual(problemOf({ pem: `${pem}\n${key}` }), [
      "  - mutualTls.pem: expected certificates only, no private key. Fix: remove the key; API Gateway needs none",
    ]);
  });

  it("refuses a path, and a certificate that is cut", () => {
    assert.match(
      problemOf({ pem: "ca.pem" })[0] ?? "",
      /expected at least one certificate .* Fix: give the text of the file/,
    );
    const cut = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
    assert.deepEqual(problemOf({ pem: `${pem}\n${cut}` }), [
      '  - mutualTls.pem: got "certificate 2 of 2", expected an X.509 certificate. Fix: export it again as PEM',
    ]);
  });

  it("refuses a text and a URI at once, neither, and a URI of another service", () => {
    assert.match(
      problemOf({ pem, truststoreUri: "s3://trust/ca.pem" })[0] ?? "",
      /expected either pem or truststoreUri/,
    );
    assert.match(problemOf({})[0] ?? "", /Fix: give the authorities' certificates as pem/);
    assert.match(
      problemOf({ truststoreUri: "https://example.com/ca.pem" })[0] ?? "",
      /truststoreUri: got "https:\/\/example\.com\/ca\.pem", expected s3:\/\/bucket\/key/,
    );
  });
});
