#!/usr/bin/env node
// compiled code is kept between runs, where Node can: every command starts sooner
require("node:module").enableCompileCache?.();
require("../dist/cli/index.js");
