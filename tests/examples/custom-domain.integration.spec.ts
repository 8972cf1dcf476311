import assert from "node:assert/strict";
import { resolve } from "node:path";
import { request } from "node:http";
import { type ResourceGraph } from "../../engine";
import { evaluate } from "../support/evaluate";
import { startGateway } from "../../gateway/server";
import { readSnapshot } from "../../gateway/model/snapshot";

const directory = resolve(__dirname, "../../examples/custom-domain");

describe("examples/custom-domain", () => {
  let graph: ResourceGraph;

  before(async () => {
    graph = (await evaluate({ directory, stack: "production" })).graph;
  });

  it("maps two APIs, whose URLs follow the domain", () => {
    assert.deepEqual(graph.outputs, {
      urls: { "": "https://api.example.com", orders: "https://api.example.com/orders" },
      ordersUrl: "https://api.example.com/orders",
    });
  });

  it("creates the validation and address records at the third party, and none at Route 53", () => {
    const records = graph.resources.filter(({ type }) => type === "cloudflare:index/dnsRecord:DnsRecord");
    const certificate = graph.resources.find(({ type }) => type === "aws:acm/certificate:Certificate")?.outputs;
    const domain = graph.resources.find(({ type }) => type === "aws:apigatewayv2/domainName:DomainName")?.outputs;
    const [proof] = certificate?.domainValidationOptions as {
      resourceRecordName: string;
      resourceRecordValue: string;
    }[];
    const { targetDomainName } = domain?.domainNameConfiguration as { targetDomainName: string };
    assert.deepEqual(
      records
        .map(({ name, inputs }) => [name, inputs.name, inputs.type, inputs.content])
        .sort()
        .reverse(),
      [
        [
          "validation-api.example.com",
          proof?.resourceRecordName.replace(/\.$/, ""),
          "CNAME",
          proof?.resourceRecordValue,
        ],
        ["address-api.example.com", "api.example.com", "CNAME", targetDomainName],
      ],
    );
    assert.equal(graph.resources.filter(({ type }) => type.startsWith("aws:route53/")).length, 0);
  });

  it("is served by the domain's name on this machine", async () => {
    const gateway = await startGateway(readSnapshot(graph), { port: 0 });
    try {
      const { port } = new URL(gateway.url);
      const status = (path: string): Promise<number> =>
        new Promise((done, fail) => {
          const headers = { host: "api.example.com" };
          request({ host: "127.0.0.1", port, path, headers, agent: false }, (response) => {
            response.resume();
            done(response.statusCode ?? 0);
          })
            .on("error", fail)
            .end();
        });
      assert.equal(await status("/nothing"), 404);
      assert.equal(await status("/orders/a/b"), 404);
    } finally {
      await gateway.close();
    }
  });
});
