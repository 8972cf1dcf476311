import assert from "node:assert/strict";
import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import { resolveAliases } from "../../../engine/monitor/aliases";

const parent = "urn:pulumi:dev::shop::x:y:Z::app";
const resource = { stack: "dev", project: "shop", type: "a:b:C", name: "app-role", parent };

describe("resolveAliases", () => {
  it("fills in what an alias does not say", () => {
    const renamed = new Alias().setSpec(new Alias.Spec().setName("old"));
    const orphan = new Alias().setSpec(new Alias.Spec().setNoparent(true));
    const elsewhere = new Alias().setSpec(new Alias.Spec().setStack("prod").setProject("store"));
    assert.deepEqual(resolveAliases(resource, [renamed, orphan, elsewhere, new Alias().setUrn("urn:x")], []), [
      "urn:pulumi:dev::shop::x:y:Z$a:b:C::old",
      "urn:pulumi:dev::shop::a:b:C::app-role",
      "urn:pulumi:prod::store::x:y:Z$a:b:C::app-role",
      "urn:x",
    ]);
  });

  it("leaves out the resource's own URN", () => {
    const own = new Alias().setSpec(new Alias.Spec().setType("a:b:C"));
    assert.deepEqual(resolveAliases(resource, [own], []), []);
  });

  it("follows the parent's aliases, with the parent's name at the start of the child's", () => {
    assert.deepEqual(resolveAliases(resource, [], ["urn:pulumi:dev::shop::x:y:Z::web"]), [
      "urn:pulumi:dev::shop::x:y:Z$a:b:C::web-role",
    ]);
  });
});
