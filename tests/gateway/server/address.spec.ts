import assert from "node:assert/strict";
import type { ResourceNode } from "../../../engine/graph/graph";
import { type Address, locateApi, locateByDomain, stagePath } from "../../../gateway/server/address";
import { InvokingRoles } from "../../../gateway/server/lambda/invoking-roles";
import { BackendTable } from "../../../gateway/server/private-backends/backend-table";
import { compileServedApis, type ServedApis } from "../../../gateway/server/served-apis";
import { LiveDeployments } from "../../../gateway/server/rest-api/served-api";
import { graphOf, httpApi, node } from "../../support/http-program";
import { restApi, restApiId } from "../../support/rest-program";
import { readSnapshot } from "../../../gateway/model/snapshot";

const routes = { "GET /": { http: "http://127.0.0.1:1" } };

function compiled(...resources: ResourceNode[]): ServedApis {
  const targets = { functions: new Map<string, never>(), backends: BackendTable.empty, roles: new InvokingRoles() };
  return compileServedApis(readSnapshot(graphOf(resources)).model, targets, new LiveDeployments(() => undefined));
}

function seen(address: Address | undefined): unknown {
  return address && [address.api.model.id, address.path, address.byExecuteApiHost];
}

describe("locateApi", () => {
  const program = compiled(
    ...httpApi({ routes }),
    ...httpApi({ name: "pet shop", routes }),
    ...restApi({ methods: { "GET /": { integration: { type: "MOCK" } } } }),
  );

  it("takes the program's first API where nothing names one", () => {
    assert.deepEqual(seen(locateApi(program, "/a?b=1", "localhost:8080")), ["apiabcdefg", "/a?b=1", false]);
  });

  it("finds an API by its execute-api host, whatever follows it", () => {
    const host = "petshopabc.execute-api.eu-west-1.localhost:8080";
    assert.deepEqual(seen(locateApi(program, "/a", host)), ["petshopabc", "/a", true]);
    assert.equal(locateApi(program, "/a", "unknown.execute-api.eu-west-1.localhost"), undefined);
  });

  it("finds an API by id or name in the path, and leaves the rest of it", () => {
    assert.deepEqual(seen(locateApi(program, "/_api/petshopabc/a/b?c=1", undefined)), [
      "petshopabc",
      "/a/b?c=1",
      false,
    ]);
    assert.deepEqual(seen(locateApi(program, "/_api/pet%20shop?c=1", undefined)), ["petshopabc", "/?c=1", false]);
    assert.deepEqual(seen(locateApi(program, `/_api/${restApiId("rest")}/live`, undefined)), [
      restApiId("rest"),
      "/live",
      false,
    ]);
    assert.equal(locateApi(program, "/_api/none/a", undefined), undefined);
  });

  it("finds an API by the program's own name for it, which AWS's has a random suffix to", () => {
    const suffixed = compiled(...httpApi({ name: "orders", api: { name: "orders-7c8c0b4" }, routes }));
    for (const name of ["orders", "orders-7c8c0b4", "ordersabcd"]) {
      assert.deepEqual(seen(locateApi(suffixed, `/_api/${name}/a`, undefined)), ["ordersabcd", "/a", false], name);
    }
  });

  it("reads the whole URL that a proxy's request line carries", () => {
    assert.deepEqual(seen(locateApi(program, "http://localhost:8080/a", undefined)), ["apiabcdefg", "/a", false]);
    assert.deepEqual(seen(locateApi(program, "http://localhost:8080", undefined)), ["apiabcdefg", "/", false]);
  });

  it("finds nothing in a program without APIs", () => {
    assert.equal(locateApi(compiled(), "/", undefined), undefined);
  });
});

describe("locateByDomain", () => {
  const domainName = "api.example.com";
  const program = compiled(
    ...httpApi({ routes }),
    { ...node("aws:apigatewayv2/domainName:DomainName", "domain", { domainName }), id: domainName },
    node("aws:apigatewayv2/apiMapping:ApiMapping", "mapping", {
      domainName,
      apiMappingKey: "shop",
      apiId: "apiabcdefg",
      stage: "$default",
    }),
  );

  it("takes the mapping's key out of the path and keeps the query string", () => {
    const found = locateByDomain(program, "/shop/a?b=1", `${domainName}:8080`, []);
    assert.equal(found?.domain.domainName, domainName);
    assert.deepEqual(seen(found?.address), ["apiabcdefg", "/a?b=1", false]);
    assert.equal(found?.address?.domain?.stage, "$default");
  });

  it("has a domain and no address where no mapping takes the path", () => {
    const found = locateByDomain(program, "/other", domainName, []);
    assert.equal(found?.domain.domainName, domainName);
    assert.equal(found?.address, undefined);
  });

  it("knows no other host", () => {
    assert.equal(locateByDomain(program, "/shop", "example.org", []), undefined);
  });
});

describe("stagePath", () => {
  it("names the API in the path of all but the first, as the program does", () => {
    const program = compiled(
      ...httpApi({ routes, stages: { $default: {}, dev: {} } }),
      ...httpApi({ name: "pet shop", routes }),
      ...httpApi({ name: "twin", api: { name: "same" }, routes }),
      ...httpApi({ name: "other twin", api: { name: "same" }, routes }),
    );
    const paths = program.httpApis.flatMap(({ model }) =>
      model.stages.map(({ name }) => stagePath(program, model, name)),
    );
    assert.deepEqual(paths, ["/", "/dev/", "/_api/pet%20shop/", "/_api/twin/", "/_api/other%20twin/"]);
  });
});
