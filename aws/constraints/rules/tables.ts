import { type Found, numberOf, type Rule, textRule } from "../rule";
import { type Inputs, isAbsent, isPlainObject, valuesAt } from "../violation";

const TABLE = "aws:dynamodb/table:Table";
const PAGE = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html";

/** The rules of a DynamoDB table's keys and capacity. */
export const tableRules: readonly Rule[] = [
  {
    types: [TABLE],
    page: PAGE,
    reads: ["attributes", "hashKey", "rangeKey", "globalSecondaryIndexes", "localSecondaryIndexes"],
    check: keys,
  },
  {
    types: [TABLE],
    page: PAGE,
    reads: [
      "billingMode",
      "hashKey",
      "readCapacity",
      "writeCapacity",
      "restoreSourceName",
      "restoreSourceTableArn",
      "importTable",
    ],
    check: capacity,
  },
  textRule(
    TABLE,
    "streamViewType",
    /^(NEW_IMAGE|OLD_IMAGE|NEW_AND_OLD_IMAGES|KEYS_ONLY)$/,
    "NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES or KEYS_ONLY",
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html",
  ),
];

/** "all attributes must be indexed", and each key is an attribute. */
function keys(inputs: Inputs): Found[] {
  const { attributes, hashKey } = inputs;
  if (!Array.isArray(attributes) || typeof hashKey !== "string") {
    return [];
  }
  const names = attributes.map((attribute: unknown) => (isPlainObject(attribute) ? attribute.name : undefined));
  const indexes = ["globalSecondaryIndexes", "localSecondaryIndexes"];
  const used = [
    ...valuesAt(inputs, "hashKey"),
    ...valuesAt(inputs, "rangeKey"),
    ...indexes.flatMap((list) => [
      ...valuesAt(inputs, `${list}[].hashKey`),
      ...valuesAt(inputs, `${list}[].rangeKey`),
      ...valuesAt(inputs, `${list}[].keySchemas[].attributeName`),
    ]),
  ].filter(({ value }) => !isAbsent(value));
  const isKnown = [...names, ...used.map(({ value }) => value)].every((name) => typeof name === "string");
  const areIndexesKnown = indexes.every((list) => isAbsent(inputs[list]) || Array.isArray(inputs[list]));
  if (!isKnown || !areIndexesKnown) {
    return [];
  }
  const keyNames = new Set(used.map(({ value }) => value));
  return [
    ...used
      .filter(({ value }) => !names.includes(value))
      .map(({ path, value }) => ({ path, value, expected: "the name of one of attributes" })),
    ...names.flatMap((value, index) =>
      keyNames.has(value)
        ? []
        : [
            {
              path: `attributes[${index}].name`,
              value,
              expected: "an attribute that is the key of the table or an index",
            },
          ],
    ),
  ];
}

/** Provisioned capacity, which is the default, is at least 1. */
function capacity(inputs: Inputs): Found[] {
  const { billingMode: mode, hashKey, restoreSourceName, restoreSourceTableArn, importTable } = inputs;
  const isOther = [restoreSourceName, restoreSourceTableArn, importTable].some((value) => !isAbsent(value));
  if ((!isAbsent(mode) && mode !== "PROVISIONED") || isAbsent(hashKey) || isOther) {
    return [];
  }
  return ["readCapacity", "writeCapacity"].flatMap((path) => {
    const value = inputs[path];
    const isLow = isAbsent(value) || (numberOf(value) ?? 1) < 1;
    return isLow
      ? [{ path, value, expected: 'at least 1 with provisioned capacity; billingMode: "PAY_PER_REQUEST" has none' }]
      : [];
  });
}
