import assert from "node:assert/strict";
import { componentDeclarations } from "../../../scripts/generate/interfaces";
import { KIND_FOLDERS } from "../../../scripts/generate/kind-indexes";
import { flatInterface } from "../../../scripts/generate/plugin-inputs";
import { integrationKinds } from "../../../components/integrations/kinds";
import { authorizerKinds } from "../../../components/authorizers/kinds";

const [integrations, authorizers] = KIND_FOLDERS.map((place) => flatInterface(place, componentDeclarations()));

/** Returns the members of the interface in a text, each with its type. */
function membersOf(text = ""): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^(\w+)\??: (.*);$/gm)].map(([, name = "", type = ""]) => [name, type]));
}

describe("the flat interfaces for other languages", () => {
  it("have every field of every kind", () => {
    const fieldsOf = (kinds: Record<string, { fields: object }>): string[] =>
      [...new Set(Object.values(kinds).flatMap(({ fields }) => Object.keys(fields)))].sort();
    assert.deepEqual(Object.keys(membersOf(integrations)).sort(), fieldsOf(integrationKinds));
    assert.deepEqual(Object.keys(membersOf(authorizers)).sort(), fieldsOf(authorizerKinds));
  });

  it("have a list where a value may stand alone or in a list", () => {
    assert.equal(membersOf(authorizers).requiredClaims, "Record<string, string[]>");
    assert.doesNotMatch(`${integrations}${authorizers}`, / \| /);
  });

  it("have texts instead of unions of texts, which a schema can't have", () => {
    const { action, payloadFormatVersion, kind, targetArn, responses } = membersOf(integrations);
    assert.deepEqual(
      { action, payloadFormatVersion, kind, targetArn, responses },
      {
        action: "string",
        payloadFormatVersion: "string",
        kind: "string",
        targetArn: "pulumi.Input<string>",
        responses: "IntegrationResponse[]",
      },
    );
  });
});
