import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";

const ROOT = join(__dirname, "../../components");

/** The interfaces that programs write; the other interfaces are the components' own. */
const PUBLIC = /^(?!Planned|Rest(Integration)$|Body)\w+(Args|Integration|Authorizer|Fields|Options|Settings|Ref)$/;

/** Returns the properties of the interfaces that a file exports, each with whether it has a doc comment. */
function properties(file: string): { name: string; documented: boolean }[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.Latest, true);
  return source.statements
    .filter(ts.isInterfaceDeclaration)
    .filter((node) => node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .filter(({ name }) => PUBLIC.test(name.text))
    .flatMap(({ name, members }) =>
      members.filter(ts.isPropertySignature).map((member) => ({
        name: `${name.text}.${member.name.getText()}`,
        documented: ts.getJSDocCommentsAndTags(member).length > 0,
      })),
    );
}

const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
const all = files.flatMap(properties);

describe("the arguments of components", () => {
  it("are all described in words", () => {
    assert.ok(all.length > 300, `${all.length} arguments`);
    assert.deepEqual(
      all.filter(({ documented }) => !documented).map(({ name }) => name),
      [],
    );
  });
});
