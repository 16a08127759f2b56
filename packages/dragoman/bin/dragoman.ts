#!/usr/bin/env -S node --conditions=@dragoman/source
// In this repository the command runs from its sources; what is published starts at dist/bin.js.
import '../src/bin.ts';
