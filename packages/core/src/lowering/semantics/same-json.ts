/** Whether two values are the same as JSON, whatever the order of their keys. */
export const sameJson = (left: unknown, right: unknown): boolean => {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && sameJson(fieldOf(left, name), fieldOf(right, name)))
  );
};

const fieldOf = (object: object, name: string): unknown => (object as { readonly [name: string]: unknown })[name];
