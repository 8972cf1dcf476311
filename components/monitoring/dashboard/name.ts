import * as pulumi from "@pulumi/pulumi";
import { NAMES } from "../../../aws/names";
import { fittingName } from "../../shared/resource-names";

/** Returns the name of the dashboard; dashboards of an account share their names across regions. */
export function dashboardName(name: string): string {
  return fittingName(`${pulumi.getProject()}-${pulumi.getStack()}-${name}`, NAMES.dashboard, 0);
}
