import { isJsonObject, type Json } from '@dragoman/core';
import * as fc from 'fast-check';

const values = fc.constantFrom<Json[]>(null, 7, 'x', [], { deep: [1, { er: true }] }, 1e21);

/** Puts fields only a vendor knows into objects of its document, here and there, wherever it can still be read then. */
export const vendorFields: fc.Arbitrary<(document: Json, isReadable: (document: Json) => boolean) => Json> = fc
  .array(fc.record({ number: fc.nat(1_000), value: values, isFirst: fc.boolean() }), { minLength: 1, maxLength: 3 })
  .map(
    (added) => (document, isReadable) =>
      added.reduce((made, { number, value, isFirst }, index) => {
        const target = number % Math.max(1, countObjects(made));
        const name = `x-dragoman-${index + 1}`;
        const changed = mapObjects(made, (object, position) =>
          position !== target ? object : isFirst ? { [name]: value, ...object } : { ...object, [name]: value },
        );
        return isReadable(changed) ? changed : made;
      }, document),
  );

const countObjects = (document: Json): number => {
  let count = 0;
  mapObjects(document, (object) => {
    count += 1;
    return object;
  });
  return count;
};

const mapObjects = (document: Json, change: (object: { readonly [name: string]: Json }, position: number) => Json): Json => {
  let position = -1;
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isJsonObject(value)) return value;
    position += 1;
    const own = position;
    return change(Object.fromEntries(Object.entries(value).map(([name, field]) => [name, walk(field)])), own);
  };
  return walk(document);
};
