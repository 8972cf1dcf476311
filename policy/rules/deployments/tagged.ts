import { V1, V2 } from "../../../aws/resource-types";
import { parsedJson } from "../../../language/parsed-json";
import { texts } from "../../pack/option";
import { resourceRule } from "../../pack/rule";
import { ifKnown, Undecided } from "../../graph/unknown";
import { type PolicyResource } from "../../graph/resource";
import { type Fields, fieldsAt } from "../../graph/value";

export const tagged = resourceRule({
  name: "tagged",
  title: "APIs and stages carry the required tags",
  description: "APIs, stages and domains have the configured tags.",
  severity: "low",
  category: "cost",
  blocks: "never",
  why: "Without tags a bill cannot be split, and nobody knows whom to ask about an API.",
  fix: "Add the tags to the resource, or to the provider's defaultTags.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging.html",
  equivalents: ["required-tags (AWS Config)"],
  examples: {
    fails: `new apigatewayv2.Api("shop", { protocolType: "HTTP" }); // with required: ["owner"]`,
    passes: `new apigatewayv2.Api("shop", { protocolType: "HTTP", tags: { owner: "shop" } });`,
  },
  options: { required: texts([], "The tags that every API, stage and domain must have.") },
  types: [V1.domainName, V1.restApi, V1.stage, V2.api, V2.domainName, V2.stage],
  check(resource, { settings, report }) {
    if (settings.required.length === 0) {
      return;
    }
    const defaults = ifKnown(() => defaultTags(resource));
    const given = new Set(
      ["tags", "tagsAll"].flatMap((path) => Object.keys(fieldsAt(ifKnown(() => resource.value(path))) ?? {})),
    );
    Object.keys(defaults ?? {}).forEach((name) => given.add(name));
    const missing = settings.required.filter((name) => !given.has(name));
    if (missing.length > 0) {
      if (resource.isUnknown("tags") || defaults === undefined) {
        throw new Undecided(
          `${defaults === undefined ? "defaultTags of the provider" : "tags"} are not known before the deployment`,
        );
      }
      report(
        `${resource.name} lacks ${missing.length > 1 ? "the tags" : "the tag"} ${missing.join(", ")}.`,
        `Add ${missing.join(", ")} to its tags, or to the provider's defaultTags.`,
      );
    }
  },
});

/** Returns the tags that the provider adds to all its resources. The engine keeps nested inputs of a provider as JSON text. */
function defaultTags(resource: PolicyResource): Fields {
  const value: unknown = resource.source.provider?.props.defaultTags;
  return fieldsAt(typeof value === "string" ? parsedJson(value) : value, "tags") ?? {};
}
