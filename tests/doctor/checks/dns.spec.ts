import assert from "node:assert/strict";
import { dnsFindings, executeApiHost } from "../../../doctor/checks/dns";
import { problems, type Target } from "../../../doctor";

const TARGET = "d-abc123def4.execute-api.eu-west-1.amazonaws.com";
const dns = { name: "api.example.com", chain: [], addresses: ["192.0.2.1"] };
const withAlias = (alias?: string): Target => ({
  url: new URL("https://api.example.com/"),
  basePath: "",
  authorizers: [],
  domain: { name: "api.example.com", region: "eu-west-1", target: TARGET, alias },
});

describe("dnsFindings", () => {
  it("takes an alias record of Route 53 that points to the target, whatever its addresses are", () => {
    const elsewhere = { name: TARGET, chain: [], addresses: ["192.0.2.9"] };
    assert.deepEqual(problems(dnsFindings(withAlias(TARGET), dns, elsewhere).list), []);
  });

  it("names an alias record that points to another region, whose addresses say nothing", () => {
    const alias = "d-abc123def4.execute-api.us-east-1.amazonaws.com";
    const [finding, ...others] = problems(dnsFindings(withAlias(alias), dns).list);
    assert.deepEqual(others, []);
    assert.equal(finding?.check, "dns-target");
    assert.equal(finding.seen, `api.example.com -> ${alias}`);
    assert.match(finding.why, /points to us-east-1, and the domain is in eu-west-1/);
    assert.equal(finding.fix, `Point the record of api.example.com to ${TARGET}.`);
  });

  it("reports that it cannot know where neither the record nor the target tells", () => {
    const [, target] = dnsFindings(withAlias(), dns).list;
    assert.deepEqual([target?.check, target?.status], ["dns-target", "skipped"]);
  });
});

describe("executeApiHost", () => {
  it("tells an API's endpoint from a domain's target", () => {
    assert.deepEqual(executeApiHost(TARGET), { kind: "target", id: "d-abc123def4", region: "eu-west-1" });
    assert.deepEqual(executeApiHost("a1b2c3d4e5.execute-api.cn-north-1.amazonaws.com.cn"), {
      kind: "api",
      id: "a1b2c3d4e5",
      region: "cn-north-1",
    });
    assert.equal(executeApiHost("api.example.com"), undefined);
  });
});
