import { credentialKindConformance, nodeKindConformance } from '@dragoman/conformance';
import { iban } from './iban.ts';
import { rating } from './rating.ts';
import { signed } from './signed.ts';

nodeKindConformance({
  kind: rating,
  examples: [{ node: { text: 'How was it?', variable: 'stars' }, talks: [['5'], ['★★'], ['fine', 'well', '3']] }],
  refused: [{ text: 'How was it?' }, { text: 'How was it?', variable: '' }],
});

nodeKindConformance({
  kind: iban,
  examples: [{ node: { text: 'Which account?', variable: 'account' }, talks: [['NO93 8601 1117 947'], ['NO93'], ['no account']] }],
  refused: [{ text: 'Which account?' }],
});

credentialKindConformance({
  kind: signed,
  examples: [{ fields: { keyId: 'k1', key: { secret: 'SHOP_KEY' } }, secrets: { SHOP_KEY: 's3cret-key-of-the-shop' } }],
});
