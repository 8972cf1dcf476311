import assert from "node:assert/strict";
import type { ResourceNode } from "../../../../engine/graph/graph";
import type { ApiModel } from "../../../../gateway/model/api-model";
import { graphOf, node } from "../../../support/http-program";
import { readSnapshot } from "../../../../gateway/model/snapshot";
import { defined } from "../../../../language/defined";

type Fields = ResourceNode["inputs"];
const V2 = "aws:apigatewayv2/";

function domain(name: string, inputs: Fields = {}, type = `${V2}domainName:DomainName`): ResourceNode {
  return node(type, name, { domainName: "api.example.com", ...inputs });
}

function mapping(name: string, inputs: Fields): ResourceNode {
  return node(`${V2}apiMapping:ApiMapping`, name, { domainName: "api.example.com", ...inputs });
}

function read(...nodes: ResourceNode[]): ApiModel {
  return readSnapshot(graphOf(nodes)).model;
}

describe("readDomains", () => {
  it("gives a domain its mappings of both forms", () => {
    const { domains } = read(
      domain("one", { domainName: "API.example.com" }),
      mapping("root", { apiId: "a1", stage: "live" }),
      mapping("orders", { apiId: "a2", stage: "$default", apiMappingKey: "orders/v1" }),
      node("aws:apigateway/basePathMapping:BasePathMapping", "legacy", {
        domainName: "api.example.com",
        restApi: "r1",
        stageName: "prod",
        basePath: "legacy",
      }),
      node("aws:apigateway/basePathMapping:BasePathMapping", "none", {
        domainName: "api.example.com",
        restApi: "r2",
        stageName: "(none)",
        basePath: "(none)",
      }),
      mapping("other", { domainName: "other.example.com", apiId: "a3", stage: "live" }),
    );
    assert.deepEqual(
      domains.map(({ domainName, mappings }) => [domainName, mappings]),
      [
        [
          "api.example.com",
          [
            { apiId: "a1", stage: "live", path: "" },
            { apiId: "a2", stage: "$default", path: "orders/v1" },
            { apiId: "r1", stage: "prod", path: "legacy" },
            { apiId: "r2", path: "" },
          ],
        ],
      ],
    );
  });

  it("keeps the domains of two regions apart", () => {
    const { domains } = read(
      domain("eu", { region: "eu-west-1" }),
      domain("us", { region: "us-east-1" }),
      mapping("eu", { region: "eu-west-1", apiId: "e1", stage: "live" }),
      mapping("us", { region: "us-east-1", apiId: "u1", stage: "live" }),
    );
    assert.deepEqual(
      domains.map(({ region, mappings }) => [region, mappings.map(({ apiId }) => apiId)]),
      [
        ["eu-west-1", ["e1"]],
        ["us-east-1", ["u1"]],
      ],
    );
  });

  it("orders rules by priority, and has no mappings where the mode is rules only", () => {
    const rule = (name: string, priority: number, conditions: Fields[], stripBasePath?: boolean): ResourceNode =>
      node(`${V2}routingRule:RoutingRule`, name, {
        domainName: "api.example.com",
        priority,
        conditions,
        actions: [
          {
            invokeApi: defined({
              apiId: name,
              stage: "prod",
              stripBasePath: stripBasePath === true ? stripBasePath : undefined,
            }),
          },
        ],
      });
    const { domains } = read(
      domain("one", { routingMode: "ROUTING_RULE_ONLY" }),
      mapping("root", { apiId: "a1", stage: "live" }),
      rule("last", 20, []),
      rule(
        "first",
        10,
        [{ matchBasePaths: { anyOfs: ["/orders/"] } }, { matchHeaders: { anyOf: { header: "x-v", valueGlob: "b*" } } }],
        true,
      ),
    );
    assert.deepEqual(domains[0]?.mappings, []);
    assert.deepEqual(domains[0]?.rules, [
      {
        priority: 10,
        basePaths: ["orders"],
        headers: [{ name: "x-v", glob: "b*" }],
        apiId: "first",
        stage: "prod",
        stripBasePath: true,
      },
      { priority: 20, basePaths: [], headers: [], apiId: "last", stage: "prod", stripBasePath: false },
    ]);
  });

  it("passes over rules where the mode is mappings only", () => {
    const { domains } = read(
      domain("one", { routingMode: "API_MAPPING_ONLY" }),
      node(`${V2}routingRule:RoutingRule`, "rule", {
        domainName: "api.example.com",
        priority: 1,
        actions: [{ invokeApi: { apiId: "r", stage: "prod" } }],
      }),
    );
    assert.deepEqual(domains[0]?.rules, []);
  });

  it("finds the text of a truststore that the program uploads, and warns of one that it does not", () => {
    const object = { bucket: "trust", key: "ca.pem", content: "PEM" };
    const mutual = domain("one", { mutualTlsAuthentication: { truststoreUri: "s3://trust/ca.pem" } });
    const uploaded = read(mutual, node("aws:s3/bucketObjectv2:BucketObjectv2", "pem", object));
    assert.deepEqual(uploaded.domains[0]?.mutualTls, { truststoreUri: "s3://trust/ca.pem", pem: "PEM" });
    assert.deepEqual(uploaded.problems, []);
    const elsewhere = read(mutual);
    assert.deepEqual(elsewhere.domains[0]?.mutualTls, { truststoreUri: "s3://trust/ca.pem" });
    assert.deepEqual(
      elsewhere.problems.map(({ severity, text }) => [severity, text]),
      [["warning", "s3://trust/ca.pem is not in the program, so no client certificate is trusted here."]],
    );
  });
});
