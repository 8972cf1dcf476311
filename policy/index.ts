import { PolicyPack } from "@pulumi/policy";
import { policyOf } from "./policy";
import { rules } from "./rules";
import { unpackOnce } from "./unpack-once";

unpackOnce();

// The only place that constructs the pack: constructing it starts the server, and the rules must stay importable.
new PolicyPack("gatewright", { policies: rules.map(policyOf) });
