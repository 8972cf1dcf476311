import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { type PriceFile, regionPrices } from "./region-prices";

const TARGET = join(__dirname, "../../aws/prices/table.json");

/** The files of AWS's pricing pages, by their names below https://b0.p.awsstatic.com/pricing/2.0/meteredUnitMaps. */
const FILES = {
  apiGateway: "apigateway/USD/current/apigateway.json",
  lambda: "lambda/USD/current/lambda.json",
  cloudWatch: "cloudwatch/USD/current/cloudwatch.json",
  natGateway: "ec2/USD/current/natgateway.json",
  vpc: "vpc/USD/current/vpc.json",
} as const;

/**
 * `npm run prices FOLDER` writes aws/prices/table.json from the files that AWS's pricing pages load, which stand in the folder by
 * their last names (apigateway.json ...), with locations.json (the region codes by name, from
 * https://b0.p.awsstatic.com/locations/1.0/aws/current/locations.json). Data transfer out is in none of them: it stays as it is.
 */
async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined) {
    throw new Error(`name the folder with ${Object.values(FILES).join(", ")} and locations.json`);
  }
  const read = (path: string): unknown =>
    JSON.parse(readFileSync(join(folder, path.split("/").at(-1) ?? path), "utf8"));
  const files = Object.fromEntries(Object.entries(FILES).map(([name, path]) => [name, read(path) as PriceFile]));
  const locations = read("locations.json") as Record<string, { code: string; type: string }>;
  const before = JSON.parse(readFileSync(TARGET, "utf8")) as { dataOut: unknown };
  const published = Object.entries(FILES).map(([name, path]) => [
    name,
    {
      url: `https://b0.p.awsstatic.com/pricing/2.0/meteredUnitMaps/${path}`,
      asOf: files[name]?.manifest.hawkFilePublicationDate.slice(0, 10),
    },
  ]);
  const regions = Object.entries(locations)
    .filter(([name, { type }]) => type === "AWS Region" && files.apiGateway?.regions[name] !== undefined)
    .map(([name, { code }]) => [code, regionPrices(name, files)] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const table = {
    sources: Object.fromEntries(published) as unknown,
    dataOut: before.dataOut,
    regions: Object.fromEntries(regions) as unknown,
  };
  const options = { ...(await resolveConfig(TARGET)), filepath: TARGET };
  writeFileSync(TARGET, await format(JSON.stringify(table), options));
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
