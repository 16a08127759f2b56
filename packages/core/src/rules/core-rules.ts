import type { Rule } from '../plugin/rule.ts';
import { noFallback } from './no-fallback.ts';
import { plainHttp } from './plain-http.ts';
import { platformPart } from './platform-part.ts';
import { secretInText } from './secret-in-text.ts';
import { unreachableFlow } from './unreachable-flow.ts';
import { unreachableNode } from './unreachable-node.ts';
import { unreachableRoute } from './unreachable-route.ts';
import { unresolvedTarget } from './unresolved-target.ts';
import { unroutedOutcome } from './unrouted-outcome.ts';
import { unusedIntegration } from './unused-integration.ts';

/** The rules every bot is checked by, unless the configuration says otherwise. */
export const coreRules: readonly Rule[] = [
  unroutedOutcome,
  unreachableNode,
  unreachableFlow,
  unreachableRoute,
  unresolvedTarget,
  unusedIntegration,
  plainHttp,
  secretInText,
  noFallback,
  platformPart,
];
