import { botVersion, checkRules, coreRules, formatDiagnostic, readBot } from '@dragoman/core';
import orderDesk from './src/order-desk.bot.ts';
import * as p from './src/plugin/demo-plugin.ts';
