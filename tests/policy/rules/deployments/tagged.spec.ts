import { V2 } from "../../../../aws/resource-types";
import { tagged } from "../../../../policy/rules/deployments/tagged";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(tagged, {
  baseline: { api: { type: V2.api, props: { tags: { owner: "shop" } } } },
  passes: { "no tags where none is required": { "api.tags": undefined } },
  fails: {},
  unknown: { "tags that are not known yet, and none required": [{ "api.tags": UNKNOWN }, "not needed"] },
  config: {
    "a tag that is there": [{}, { required: ["owner"] }],
    "a tag that comes from the provider": [
      { "api.tags": {}, "api.tagsAll": { owner: "shop" } },
      { required: ["owner"] },
    ],
    "a tag of the provider's defaultTags": [
      { "api.tags": {}, "api.provider": { defaultTags: { tags: { owner: "shop" } } } },
      { required: ["owner"] },
    ],
    "a tag of the provider's defaultTags, which the engine keeps as JSON": [
      { "api.tags": {}, "api.provider": { defaultTags: JSON.stringify({ tags: { owner: "shop" } }) } },
      { required: ["owner"] },
    ],
    "another tag than the provider's": [
      { "api.tags": {}, "api.provider": { defaultTags: JSON.stringify({ tags: { team: "shop" } }) } },
      { required: ["owner"] },
      /api lacks the tag owner/,
    ],
    "defaultTags that are not known yet": [
      { "api.tags": {}, "api.provider": { defaultTags: UNKNOWN } },
      { required: ["owner"] },
      /^undecided: api: defaultTags of the provider are not known/,
    ],
    "a tag that is missing": [
      {},
      { required: ["owner", "cost"] },
      /api lacks the tag cost\.\nFix: Add cost to its tags/,
    ],
    "tags that are not known yet": [
      { "api.tags": UNKNOWN },
      { required: ["owner"] },
      /^undecided: api: tags are not known/,
    ],
  },
});
