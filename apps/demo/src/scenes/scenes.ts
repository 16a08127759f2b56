import type { Scene } from './scene.ts';

const lookUp = 'GET /orders/:id';
const whichOrder = 'Which order? Four digits, they are on your receipt.';
const menu = 'What can I do for you? [Track an order | Shop | Pay | Talk to a person]';

/** The conversations of the demo, in the order they are played. Each begins with a shop as freshly opened. */
export const scenes: readonly Scene[] = [
  {
    title: 'An order is on its way',
    async play({ customer }) {
      const ada = customer();
      await ada.says('hello', 'Hello, this is the order desk of Copper & Clay.', menu);
      await ada.taps('Track an order', whichOrder);
      await ada.says('the blue one', 'An order number has four digits, such as 1001.');
      await ada.says(
        '1001',
        'Order 1001 is on its way, here on 2026-11-24.',
        '(card) Copper whistling kettle, 1 × € 64.90 (card) Assam, whole leaf, 250 g, 2 × € 13.90',
        '(card) PostNord PN-77120394, [Follow the parcel]',
      );
    },
  },
  {
    title: 'An unknown order is not an outage (404)',
    async play({ customer }) {
      const ada = customer();
      await ada.says('where is my order?', whichOrder);
      await ada.says('4711', 'There is no order 4711.', whichOrder);
      await ada.says('1002', 'Order 1002 is placed, due on 2026-11-26. Shall it come? [Yes | No, cancel it]');
      await ada.taps('No, cancel it', 'Order 1002 is cancelled.');
    },
  },
  {
    title: 'The shop is slow (timeout), then saturated (429)',
    async play({ customer, shop }) {
      const ada = customer();
      shop.control.fault(lookUp, { kind: 'slow-body', delayMs: 5_000 });
      await ada.means('parcel-missing', 'I am still waiting for my kettle', whichOrder);
      await ada.says('1001', 'That takes longer than usual. Please ask again in a minute.');
      shop.control.fault(lookUp, { kind: 'saturated', retryAfterS: 2 });
      await ada.says('track', whichOrder);
      await ada.says('1001', 'Our order system is swamped. Please ask again in a minute.');
    },
  },
  {
    title: 'Somebody else is being served (max-connection)',
    async play({ customer, shop }) {
      const [ada, grace] = [customer('Ada'), customer('Grace')];
      await ada.says('track', whichOrder);
      await grace.says('track', whichOrder);
      const hold = shop.control.hold(lookUp);
      const served = ada.says('1005', 'Order 1005 was cancelled.');
      await hold.arrived;
      await grace.says('1006', 'I am busy with somebody else’s order. One moment, please.');
      hold.release();
      await served;
    },
  },
  {
    title: 'The shop is down (503), then gone (connection refused)',
    async play({ customer, shop }) {
      const ada = customer();
      shop.control.fault('*', { kind: 'down', retryAfterS: 30 });
      await ada.says('track', whichOrder);
      await ada.says('1001', 'Our order system is having a break. Your order is safe.');
      await ada.says('track', whichOrder);
      await shop.control.refuse();
      await ada.says('1001', 'I cannot reach our order system at all.', /^At which address can a colleague write to you/);
      await ada.says('later', 'That does not look like an e-mail address.');
      await ada.says('ada@example.com', 'A colleague takes over in a moment.', '(handed over to orders)');
      await ada.isHandedBack('failed', 'Everybody is busy; we write to you today.');
    },
  },
  {
    title: 'From a search to a paid order, with a callback from the bank',
    async play({ customer }) {
      const ada = customer();
      await ada.says('I am looking for a gift', 'What are you looking for?');
      await ada.says('spaceship', 'We have nothing like “spaceship”.', 'What are you looking for?');
      await ada.says('mug', '7 things fit “mug”. [Stoneware mug, sea blue | Stoneware mug, sand | Enamel mug, white | Next]');
      await ada.taps(
        'Next',
        '7 things fit “mug”. [Double-walled glass mug | Travel mug, steel | Espresso cups, set of four | Tall latte mug, moss]',
      );
      await ada.says(
        'travel mug, steel',
        '(image) Travel mug, steel',
        'Leakproof, keeps coffee hot for six hours.',
        'Shall I order it? [Yes, please | Something else]',
      );
      await ada.taps('Yes, please', 'Who is it for?');
      await ada.says('Ada', 'Which postcode?');
      await ada.says('21119', /^When shall the van come\? \[2026-11-25, 08:00 to 12:00 \| .*]$/);
      await ada.says('3', 'Order 1013 is yours: € 27.90, here on 2026-11-26.', 'Your bank is asked for € 27.90. One moment.');
      await ada.hears('It is paid.', 'How did we do? [★ | ★★ | ★★★ | ★★★★ | ★★★★★]');
      await ada.says('great!', 'One to five stars, please. [★ | ★★ | ★★★ | ★★★★ | ★★★★★]');
      await ada.taps('★★★★★', 'Thank you for 5 stars.');
      await ada.says('bye', 'Goodbye. Copper & Clay is always here.', '(the end)');
      await ada.says('hi', 'Good to see you again, Ada.', menu);
    },
  },
  {
    title: 'The bank says no',
    async play({ customer }) {
      const ada = customer();
      await ada.says('pay', 'Which order do you want to pay?');
      await ada.says('1012', 'Your bank is asked for € 565.00. One moment.');
      await ada.hears('Your bank said no. Order 1012 waits for you.');
    },
  },
  {
    title: 'An account, opened with a key the bot does not hold',
    async play({ customer }) {
      const ada = customer();
      await ada.says('my orders', 'Ada Lovelace, which of your orders? [1001 | 1002]');
      await ada.says('2', 'Order 1002 is placed, due on 2026-11-26. Shall it come? [Yes | No, cancel it]');
      await ada.taps('Yes', 'Good, it stays as it is.');
    },
  },
  {
    title: 'A bad rating and a bot that does not understand lead to a person',
    async play({ customer }) {
      const ada = customer();
      await ada.says('track', whichOrder);
      await ada.says('1003', 'Order 1003 was delivered on 2026-11-12.', 'How did we do? [★ | ★★ | ★★★ | ★★★★ | ★★★★★]');
      await ada.taps('★★', 'I am sorry to hear that.', /^At which address/);
      await ada.says('bye', 'Goodbye. Copper & Clay is always here.', '(the end)');

      const grace = customer('Grace');
      await grace.says('hi', 'Hello, this is the order desk of Copper & Clay.', menu);
      await grace.says('sing me a song', 'I did not get that.', menu);
      await grace.says('a sad one', 'I did not get that.', /^At which address/);
      await grace.says('grace@example.com', 'A colleague takes over in a moment.', '(handed over to orders)');
    },
  },
];
