import { V1 } from "../../../../aws/resource-types";
import { cacheEncrypted } from "../../../../policy/rules/endpoints/cache-encrypted";
import { describeRule, UNKNOWN } from "../../cases";

describeRule(cacheEncrypted, {
  baseline: {
    all: { type: V1.methodSettings, props: { settings: { cachingEnabled: true, cacheDataEncrypted: true } } },
  },
  passes: { "methods that are not cached": { "all.settings": { cachingEnabled: false } } },
  fails: {
    "a cache that is not encrypted": [
      { "all.settings.cacheDataEncrypted": false },
      /Fix: Set settings\.cacheDataEncrypted to true/,
    ],
  },
  unknown: {
    "a setting that is not known yet": [
      { "all.settings.cacheDataEncrypted": UNKNOWN },
      /cacheDataEncrypted is not known/,
    ],
  },
  remediates: {
    "a cache that is not encrypted": [
      { "all.settings.cacheDataEncrypted": false },
      "all",
      "settings.cacheDataEncrypted",
      true,
    ],
  },
});
