#!/usr/bin/env node
// The component provider. Pulumi's engine starts it as a program, by its name on PATH, or has its language host for Node.js load it from
// this folder, which calls what the module exports.
const { serve } = require("../dist/plugin/index.js");

if (require.main === module) {
  void serve(process.argv.slice(2));
}
module.exports = () => serve(process.argv.slice(2));
