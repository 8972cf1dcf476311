import { zipSync } from "fflate";

/** A wheel as pip takes it: https://packaging.python.org/en/latest/specifications/binary-distribution-format/ */
export function wheel(
  name: string,
  tag: string,
  files: Record<string, string>,
  requires: string[] = [],
): [file: string, content: Uint8Array] {
  const info = `${name}-1.0.dist-info`;
  const metadata = [
    "Metadata-Version: 2.1",
    `Name: ${name}`,
    "Version: 1.0",
    ...requires.map((it) => `Requires-Dist: ${it}`),
  ];
  const all = {
    ...files,
    [`${info}/METADATA`]: `${metadata.join("\n")}\n`,
    [`${info}/WHEEL`]: `Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: ${tag}\n`,
    [`${info}/RECORD`]: "",
  };
  const content = zipSync(Object.fromEntries(Object.entries(all).map(([path, text]) => [path, Buffer.from(text)])));
  return [`${name}-1.0-${tag}.whl`, content];
}
