import type { ScalarTag, Tags } from "yaml";

/**
 * The scalars of YAML as the Pulumi CLI reads them. It reads with go-yaml, which takes YAML 1.1's numbers and timestamps, but none of
 * its words for true and false: https://github.com/go-yaml/yaml/blob/v3/resolve.go
 */
export function pulumiTags(tags: Tags): Tags {
  const others = tags.filter(
    (tag) => typeof tag === "string" || !/:(int|float)$/.test(tag.tag ?? "") || isSpecial(tag),
  );
  return [...others, TIMESTAMP, NUMBER];
}

/** `.inf` and `.nan`. */
function isSpecial(tag: Exclude<Tags[number], string>): boolean {
  return "test" in tag && tag.test?.test(".inf") === true;
}

const INTEGER = /^([-+]?)(0b[01]+|0x[0-9a-f]+|0o?[0-7]+|[1-9][0-9]*|0)$/i;
const DECIMAL = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)(e[-+]?[0-9]+)?$/i;
/** The largest unsigned integer of 64 bits. Above it, go-yaml reads a float. */
const LARGEST = 2n ** 64n - 1n;

/** A whole number that JavaScript's numbers don't hold stays a bigint, so that no digit is lost. */
const NUMBER: ScalarTag = {
  identify: (value) => typeof value === "bigint",
  default: true,
  tag: "tag:yaml.org,2002:int",
  test: /^[-+.0-9][-+.0-9a-fox_]*$/i,
  resolve: (text) => numberOf(text) ?? text,
};

function numberOf(text: string): number | bigint | undefined {
  const plain = text.replaceAll("_", "");
  const [, sign = "", digits] = INTEGER.exec(plain) ?? [];
  const size = digits === undefined ? undefined : BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
  if (size !== undefined && size <= LARGEST) {
    const whole = sign === "-" ? -size : size;
    return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
  }
  return DECIMAL.test(plain) ? Number(plain) : undefined;
}

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]| +)(\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+)?(Z|[-+]\d{2}:\d{2})?)?$/;

/** A timestamp becomes the text that Go prints of it: `2024-01-02 00:00:00 +0000 UTC`. */
const TIMESTAMP: ScalarTag = {
  identify: () => false,
  default: true,
  tag: "tag:yaml.org,2002:timestamp",
  test: DATE,
  resolve: (text) => {
    const [, year = "", month = "", day = "", hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] =
      DATE.exec(text) ?? [];
    const two = (digits: string): string => digits.padStart(2, "0");
    const offset = zone === "Z" ? "+0000 UTC" : `${zone.replace(":", "")} ${zone.replace(":", "")}`;
    const time = `${two(hour)}:${two(minute)}:${two(second)}${fraction.replace(/\.?0+$/, "")}`;
    return `${year}-${two(month)}-${two(day)} ${time} ${offset}`;
  },
};
