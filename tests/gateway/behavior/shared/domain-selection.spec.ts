import assert from "node:assert/strict";
import type { DomainModel, DomainRuleModel } from "../../../../gateway/model/domains/domain-model";
import { findDomain, selectTarget } from "../../../../gateway/behavior/shared/domain-selection";

function domain(domainName: string, paths: string[] = [], rules: DomainRuleModel[] = []): DomainModel {
  const mappings = paths.map((path) => ({ path, apiId: path === "" ? "root" : path, stage: "live" }));
  return { urn: domainName, domainName, region: "eu-west-1", mappings, rules };
}

function chosen(paths: string[], path: string): [string, string] | undefined {
  const target = selectTarget(domain("api.example.com", paths), path, []);
  return target && [target.apiId, target.path];
}

describe("the domain of a host", () => {
  const domains = [domain("*.example.com"), domain("api.example.com")];

  it("is the one of that name before a wildcard, whatever the case, the port or the .localhost behind it", () => {
    const names = [
      "api.example.com",
      "API.example.com:8080",
      "api.example.com.localhost:8080",
      "api.example.com.",
      "other.example.com",
      "other.example.com.localhost",
    ].map((host) => findDomain(domains, host)?.domainName);
    assert.deepEqual(names, [
      "api.example.com",
      "api.example.com",
      "api.example.com",
      "api.example.com",
      "*.example.com",
      "*.example.com",
    ]);
  });

  it("is found by the end of its name alone", () => {
    const odd = [domain("a.localhost.example.com"), domain("*.localhost.example.com")];
    assert.equal(findDomain(odd, "a.localhost.example.com")?.domainName, "a.localhost.example.com");
    assert.equal(findDomain(odd, "b.localhost.example.com:80")?.domainName, "*.localhost.example.com");
    assert.equal(findDomain(odd, "a.localhost.example.com:80:90"), undefined);
  });

  it("is none for other hosts: a wildcard stands for one label", () => {
    const hosts = ["example.com", "a.b.example.com", "localhost:8080", "127.0.0.1", undefined];
    assert.deepEqual(
      hosts.map((host) => findDomain(domains, host)),
      [undefined, undefined, undefined, undefined, undefined],
    );
  });
});

describe("the mapping of a path", () => {
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html: the table of examples
  const multi = ["", "orders", "orders/v1/items", "orders/v2/items", "orders/v2/items/categories"];
  for (const [path, api, below] of [
    ["/orders", "orders", "/"],
    ["/orders/v1/items", "orders/v1/items", "/"],
    ["/orders/v2/items", "orders/v2/items", "/"],
    ["/orders/v1/items/123", "orders/v1/items", "/123"],
    ["/orders/v2/items/categories/5", "orders/v2/items/categories", "/5"],
    ["/customers", "root", "/customers"],
    ["/ordersandmore", "orders", "/andmore"],
  ] as const) {
    it(`of several levels is ${api} for ${path}`, () => assert.deepEqual(chosen(multi, path), [api, below]));
  }

  it("of one level is compared part by part", () => {
    assert.deepEqual(chosen(["", "orders"], "/ordersandmore"), ["root", "/ordersandmore"]);
    assert.deepEqual(chosen(["", "orders"], "/orders/5"), ["orders", "/5"]);
  });

  it("is none where there is no root and nothing else matches", () => {
    assert.equal(chosen(["orders"], "/"), undefined);
  });
});

describe("the routing rules of a domain", () => {
  const rule = (more: Partial<DomainRuleModel>): DomainRuleModel => {
    return { priority: 1, basePaths: [], headers: [], apiId: "ruled", stage: "beta", stripBasePath: false, ...more };
  };
  const target = (rules: DomainRuleModel, path: string, headers: [string, string][] = []): string | undefined => {
    const found = selectTarget(domain("api.example.com", [""], [rules]), path, headers);
    return found && `${found.apiId} ${found.path}`;
  };

  it("go before the mappings where all conditions hold", () => {
    const both = rule({ basePaths: ["orders"], headers: [{ name: "x-version", glob: "beta*" }] });
    assert.equal(target(both, "/orders/1", [["X-Version", "beta2"]]), "ruled /orders/1");
    assert.equal(target(both, "/orders/1", [["X-Version", "Beta2"]]), "root /orders/1");
    assert.equal(target(both, "/orders/1"), "root /orders/1");
    assert.equal(target(both, "/users", [["x-version", "beta"]]), "root /users");
  });

  it("take the base path off where they say so", () => {
    assert.equal(target(rule({ basePaths: ["orders"], stripBasePath: true }), "/orders/1"), "ruled /1");
  });

  it("match globs at the start, the end, both and whole", () => {
    const matches = (glob: string, value: string): boolean =>
      target(rule({ headers: [{ name: "h", glob }] }), "/", [["h", value]])?.startsWith("ruled") ?? false;
    assert.deepEqual(
      [matches("a*", "ab"), matches("*b", "ab"), matches("*b*", "abc"), matches("ab", "ab"), matches("a", "ab")],
      [true, true, true, true, false],
    );
  });
});
