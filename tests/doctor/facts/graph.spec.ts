import assert from "node:assert/strict";
import { targetsOf } from "../../../doctor";
import { certificateFindings } from "../../../doctor/checks/certificate";
import type { ResourceNode } from "../../../engine/graph/graph";
import { UNKNOWN } from "../../../engine/graph/value";
import { graphOf, httpApi, node } from "../../support/http-program";
import { DOMAIN, program, TARGET, VALIDATION } from "../loopback/program";
import { readSnapshot } from "../../../gateway/model/snapshot";

const issuer = "https://issuer.example.test";

describe("targetsOf", () => {
  it("reads the API behind a custom domain, with the domain's target and its certificate", () => {
    const [target, ...others] = targetsOf(readSnapshot(graphOf(program({ issuer }))));
    assert.deepEqual(others, []);
    assert.equal(target?.url.href, `https://${DOMAIN}/orders`);
    assert.equal(target.basePath, "");
    assert.equal(target.domain?.target, TARGET);
    assert.equal(target.domain.region, "eu-west-1");
    assert.deepEqual(target.domain.certificate?.names, [DOMAIN]);
    assert.deepEqual(target.domain.certificate.validation, [
      { name: `${VALIDATION.name}.`, type: "CNAME", value: `${VALIDATION.value}.` },
    ]);
    assert.deepEqual(target.authorizers, [{ name: "tokens", issuer, audiences: ["app"] }]);
  });

  it("takes the execute-api endpoint of an API without domain, once for each stage", () => {
    const targets = targetsOf(
      readSnapshot(
        graphOf(httpApi({ routes: { "GET /a": { http: "http://127.0.0.1:1" } }, stages: { $default: {}, v2: {} } })),
      ),
    );
    const host = "https://apiabcdefg.execute-api.eu-west-1.amazonaws.com";
    assert.deepEqual(
      targets.map(({ url, basePath }) => [url.href, basePath]),
      [
        [`${host}/a`, ""],
        [`${host}/v2/a`, "/v2"],
      ],
    );
  });

  it("takes the endpoint of an API that the program knows by its id alone", () => {
    const adopted = httpApi({ routes: { "GET /a": { http: "http://127.0.0.1:1" } } }).filter(
      ({ type }) => type !== "aws:apigatewayv2/api:Api",
    );
    assert.deepEqual(
      targetsOf(readSnapshot(graphOf(adopted))).map(({ url }) => url.hostname.split(".")[0]),
      ["apiabcdefg"],
    );
  });

  it("asks first for a route that is open", () => {
    const jwt = { authorizationType: "JWT", authorizerId: "tokens" };
    const routes = {
      "GET /closed": { function: "orders", route: jwt },
      "GET /items/{id}": { function: "orders" },
      "GET /open": { function: "orders" },
    };
    assert.equal(targetsOf(readSnapshot(graphOf(program({ issuer, routes }))))[0]?.url.pathname, "/open");
  });

  it("joins a domain by what it depends on where ids are not known yet, and leaves unknown what AWS computes", () => {
    const nodes = program({ issuer }).map((resource): ResourceNode => {
      switch (resource.name) {
        case "api":
          return { ...resource, id: UNKNOWN };
        case "domain":
          return {
            ...resource,
            id: UNKNOWN,
            outputs: {},
            inputs: { ...resource.inputs, domainNameConfiguration: { certificateArn: UNKNOWN } },
            propertyDependencies: { domainNameConfiguration: [urnOf("certificate")] },
          };
        case "mapping":
          return {
            ...resource,
            outputs: {},
            inputs: { ...resource.inputs, apiId: UNKNOWN, domainName: UNKNOWN },
            propertyDependencies: { apiId: [urnOf("api")], domainName: [urnOf("domain")] },
          };
        default:
          return resource.inputs.apiId === undefined
            ? resource
            : {
                ...resource,
                outputs: {},
                inputs: { ...resource.inputs, apiId: UNKNOWN },
                propertyDependencies: { apiId: [urnOf("api")] },
              };
      }
    });
    const [target] = targetsOf(readSnapshot(graphOf(nodes)));
    assert.equal(target?.url.href, `https://${DOMAIN}/orders`);
    assert.equal(target.api?.id, undefined);
    assert.equal(target.domain?.target, undefined);
    assert.equal(target.domain?.certificate?.status, "ISSUED");
  });

  it("reads a REST API's domain and base path", () => {
    const rest = { name: "old", body: JSON.stringify({ openapi: "3.0.1", info: {}, paths: {} }) };
    const [target] = targetsOf(
      readSnapshot(
        graphOf([
          { ...node("aws:apigateway/restApi:RestApi", "old", rest), id: "rest123456" },
          node("aws:apigateway/stage:Stage", "prod", { restApi: "rest123456", stageName: "prod", deployment: "d1" }),
          node("aws:apigateway/domainName:DomainName", "domain", {
            region: "eu-west-1",
            domainName: DOMAIN,
            regionalDomainName: TARGET,
            regionalCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
          }),
          node("aws:apigateway/basePathMapping:BasePathMapping", "mapping", {
            region: "eu-west-1",
            restApi: "rest123456",
            domainName: DOMAIN,
            stageName: "prod",
            basePath: "v1",
          }),
        ]),
      ),
    );
    assert.equal(target?.url.href, `https://${DOMAIN}/v1/`);
    assert.equal(target.api?.kind, "rest");
    assert.equal(target.domain?.target, TARGET);
    assert.equal(target.domain.certificate?.region, "us-east-1");
    assert.equal(target.domain.isEdge, undefined);
  });

  it("reads an edge-optimized domain with its distribution and certificate", () => {
    const [target] = targetsOf(
      readSnapshot(
        graphOf([
          { ...node("aws:apigateway/restApi:RestApi", "old", { name: "old" }), id: "rest123456" },
          node("aws:apigateway/stage:Stage", "prod", { restApi: "rest123456", stageName: "prod", deployment: "d1" }),
          node("aws:apigateway/domainName:DomainName", "domain", {
            region: "eu-west-1",
            domainName: DOMAIN,
            endpointConfiguration: { types: "EDGE" },
            cloudfrontDomainName: "d3abc.cloudfront.net",
            certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1",
          }),
          node("aws:apigateway/basePathMapping:BasePathMapping", "mapping", {
            region: "eu-west-1",
            restApi: "rest123456",
            domainName: DOMAIN,
            stageName: "prod",
          }),
        ]),
      ),
    );
    assert.equal(target?.domain?.target, "d3abc.cloudfront.net");
    assert.equal(target.domain.isEdge, true);
    const [finding] = certificateFindings(target, [], 0).list;
    assert.match(
      JSON.stringify(finding),
      /CloudFront serves an edge-optimized domain.*Request the certificate in us-east-1/,
    );
  });
});

function urnOf(name: string): string {
  return program({ issuer }).find((resource) => resource.name === name)?.urn ?? "";
}
