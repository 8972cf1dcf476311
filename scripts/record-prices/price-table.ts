import { format, resolveConfig } from "prettier";
import { type PriceFile, regionPrices } from "./region-prices";

/** The files of AWS's pricing pages, by their names below `PAGES`. */
export const FILES = {
  apiGateway: "apigateway/USD/current/apigateway.json",
  lambda: "lambda/USD/current/lambda.json",
  cloudWatch: "cloudwatch/USD/current/cloudwatch.json",
  natGateway: "ec2/USD/current/natgateway.json",
  vpc: "vpc/USD/current/vpc.json",
} as const;

const PAGES = "https://b0.p.awsstatic.com/pricing/2.0/meteredUnitMaps";

export type PriceFiles = Record<keyof typeof FILES, PriceFile>;

/** The places of AWS by their names, from https://b0.p.awsstatic.com/locations/1.0/aws/current/locations.json. */
export type Locations = Record<string, { code: string; type: string }>;

/** Returns the table of the regions that have prices of API Gateway, sorted by code; `dataOut` stays as it is. */
export function priceTable(files: PriceFiles, locations: Locations, dataOut: unknown): object {
  const sources = Object.entries(FILES).map(([name, path]) => [
    name,
    {
      url: `${PAGES}/${path}`,
      asOf: files[name as keyof typeof FILES].manifest.hawkFilePublicationDate.slice(0, 10),
    },
  ]);
  const regions = Object.entries(locations)
    .filter(([name, { type }]) => type === "AWS Region" && files.apiGateway.regions[name] !== undefined)
    .map(([name, { code }]) => [code, regionPrices(name, files)] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    sources: Object.fromEntries(sources) as unknown,
    dataOut,
    regions: Object.fromEntries(regions) as unknown,
  };
}

/** Returns a table as the text of its file. */
export async function tableText(table: object, path: string): Promise<string> {
  return format(JSON.stringify(table), { ...(await resolveConfig(path)), filepath: path });
}
