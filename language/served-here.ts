/**
 * The environment variable of a program that is evaluated to be served on this machine: packages with machine code are chosen for this
 * machine then, instead of for the one that the program is deployed to.
 */
export const SERVED_HERE = "GATEWRIGHT_SERVED_HERE";
