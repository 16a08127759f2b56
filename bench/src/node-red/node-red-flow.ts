/** The work of the lookup bot as a Node-RED user would draw it: http in → http request → function → switch → http response. */
export const nodeRedFlow = (apiHost: string, path: string): readonly object[] => {
  const at = { z: 'turn' };
  return [
    { id: 'turn', type: 'tab', label: 'A turn' },
    { ...at, id: 'in', type: 'http in', url: path, method: 'post', upload: false, wires: [['look-up']] },
    {
      ...at,
      id: 'look-up',
      type: 'http request',
      method: 'GET',
      ret: 'obj',
      url: `http://${apiHost}/orders/{{{payload.text}}}?expand=items&order={{{payload.text}}}`,
      headers: [
        { keyType: 'other', keyValue: 'accept', valueType: 'other', valueValue: 'application/json' },
        { keyType: 'other', keyValue: 'x-order', valueType: 'msg', valueValue: 'payload.text' },
      ],
      // Without it every request opens a connection of its own.
      persist: true,
      wires: [['map']],
    },
    { ...at, id: 'map', type: 'function', outputs: 1, func: mapFields, wires: [['route']] },
    {
      ...at,
      id: 'route',
      type: 'switch',
      property: 'statusCode',
      propertyType: 'msg',
      rules: [{ t: 'eq', v: '200', vt: 'num' }, { t: 'eq', v: '404', vt: 'num' }, { t: 'else' }],
      checkall: 'false',
      repair: false,
      outputs: 3,
      wires: [['out'], ['unknown'], ['failed']],
    },
    {
      ...at,
      id: 'unknown',
      type: 'function',
      outputs: 1,
      func: "msg.payload = { text: 'There is no such order.' };\nreturn msg;",
      wires: [['out']],
    },
    {
      ...at,
      id: 'failed',
      type: 'function',
      outputs: 1,
      func: "msg.payload = { text: 'That did not work.' };\nreturn msg;",
      wires: [['out']],
    },
    { ...at, id: 'out', type: 'http response', statusCode: '200', headers: {}, wires: [] },
  ];
};

/** Dropping the API's headers spares Node-RED from hashing them to see whether they are to be sent on. */
const mapFields = `
const order = msg.payload;
const status = order.status;
const eta = order.shipping.eta;
const total = order.total.amount;
const item = order.items[0].title;
delete msg.headers;
msg.payload = { text: 'Order ' + order.id + ' is ' + status + ': ' + item + ', ' + total + ' in all, here by ' + eta + '.' };
return msg;
`;
