import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FILES, type Locations, priceTable, tableText } from "./price-table";
import { type PriceFile } from "./region-prices";

const TARGET = join(__dirname, "../../aws/prices/table.json");

/**
 * `npm run prices FOLDER` writes aws/prices/table.json from the files that AWS's pricing pages load, which stand in the folder by
 * their last names (apigateway.json ...), with locations.json. Data transfer out is in none of them: it stays as it is. With
 * `--check` it writes nothing, and exits with 1 where the table differs.
 */
async function main(args: readonly string[]): Promise<void> {
  const folder = args.find((arg) => arg !== "--check");
  if (folder === undefined) {
    throw new Error(`name the folder with ${Object.values(FILES).map(lastName).join(", ")} and locations.json`);
  }
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));
  const file = (name: keyof typeof FILES): PriceFile => read(lastName(FILES[name])) as PriceFile;
  const files = {
    apiGateway: file("apiGateway"),
    lambda: file("lambda"),
    cloudWatch: file("cloudWatch"),
    natGateway: file("natGateway"),
    vpc: file("vpc"),
  };
  const before = readFileSync(TARGET, "utf8");
  const { dataOut } = JSON.parse(before) as { dataOut: unknown };
  const text = await tableText(priceTable(files, read("locations.json") as Locations, dataOut), TARGET);
  if (!args.includes("--check")) {
    writeFileSync(TARGET, text);
  } else if (text !== before) {
    throw new Error(`aws/prices/table.json differs from the files in ${folder}`);
  }
}

function lastName(path: string): string {
  return path.split("/").at(-1) ?? path;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
