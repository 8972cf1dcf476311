import { type Rule } from "../rule";
import { minimumTls } from "./minimum-tls";
import { noDataTrace } from "./no-data-trace";
import { regionalCertificate } from "./regional-certificate";

/** All rules, in the order in which they report. */
export const rules: Rule[] = [minimumTls, noDataTrace, regionalCertificate];
