import { expect, test } from 'vitest';
import { testFileJsonSchema } from './test-file-schema.ts';

test('the JSON Schema of test files is the one that is shipped (after a change: vitest -u)', async () => {
  await expect(`${JSON.stringify(testFileJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('../../schema/test.schema.json');
});
