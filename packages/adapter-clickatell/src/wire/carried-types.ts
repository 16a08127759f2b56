/**
 * Steps that Chat Flow has and that have no neutral meaning: carried as they stand.
 *
 * @see https://docs.clickatell.com/flow the nodes by their groups
 */
export const carriedTypes: ReadonlySet<string> = new Set([
  'Contact Sending',
  'External Link',
  'Location sharing',
  'OTP Menu',
  'Rich Link',
  'Clickatell AI node',
  'Contact Receiving',
  'OAuth Request',
  'Send Form',
  'Time Picker',
  'Chat 2 Pay',
  'Multi Product',
  'Display List',
  'Send Template',
  'Opt-Out',
  'Verify Opt-Out',
  'Delete Opt-Out',
  'API end',
]);
