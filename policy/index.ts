import { PolicyPack } from "@pulumi/policy";
import { handOutApplicable } from "./sdk/applicable-policies";
import { serveLightly } from "./sdk/light-server";
import { leaveOutNotApplicable } from "./sdk/not-applicable";
import { policyOf } from "./pack/policy";
import { rules } from "./rules";
import { stackConfig } from "./facts/quotas";
import { Graph } from "./graph/graph";
import { prepareOnce } from "./sdk/prepare-once";
import { readOnce } from "./sdk/read-once";
import { readStructs } from "./sdk/read-structs";
import { unpackOnce } from "./sdk/unpack-once";

serveLightly(process.env);
readStructs();
unpackOnce();
readOnce();
prepareOnce((properties) => Graph.beginningWith(properties));
stackConfig.watch();
leaveOutNotApplicable(process.env);

// The only place that constructs the pack: constructing it starts the server, and the rules must stay importable.
const policies = rules.map((rule) => ({ policy: policyOf(rule), types: rule.types }));
new PolicyPack("gatewright", { policies: handOutApplicable(policies, process.env) });
