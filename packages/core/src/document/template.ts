/**
 * Text with placeholders, in the neutral syntax: `Order {{orderId}} is {{order.status}}.`
 *
 * In documents a template is a string; it is parsed once, from the definition, never from a value.
 */
export type Template = string;

/** A JSONPath as RFC 9535 defines it: `$.items[*].name`. */
export type JsonPath = string;
