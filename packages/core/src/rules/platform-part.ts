import { defineRule } from '../plugin/rule.ts';
import { quote } from '../reading/quote.ts';
import { formatPointer } from '../values/json-pointer.ts';

export const platformPart = defineRule({
  id: 'bot/platform-part',
  severity: 'info',
  description: 'A part only one platform understands does nothing anywhere else.',
  check(_bot, report, { sites }) {
    const targets = sites.target.flatMap(({ target, path }) =>
      typeof target === 'object' && 'kind' in target ? [{ path, adapter: target.adapter }] : [],
    );
    for (const { path, adapter } of [...sites['platform-part'], ...targets]) {
      const reason = `Only ${quote(adapter)} understands this part; elsewhere it is carried and not run.`;
      report({ place: formatPointer(path), reason, fix: 'Say it in neutral parts, if it has to work everywhere.' });
    }
  },
});
