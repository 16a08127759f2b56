/** Something that is told when its time has come. The wheel's own fields link it to its neighbours. */
export interface WheelEntry {
  /** Called at most once, up to a tick late and never early. */
  onDue(): void;
  dueTick: number;
  before: WheelEntry | undefined;
  after: WheelEntry | undefined;
}

/** Wakes the wheel. The default is one `setTimeout`, however many entries there are. */
export interface WheelAlarm {
  /** Replaces the alarm set before. */
  set(delayMs: number, ring: () => void): void;
  /** Whether the alarm keeps the process alive. */
  hold(isHeld: boolean): void;
}

export interface DeadlineWheel {
  add(entry: WheelEntry, delayMs: number): void;
  /** Does nothing when the entry is not, or no longer, in the wheel. */
  remove(entry: WheelEntry): void;
  /** Everything that waits, in no particular order. */
  entries(): readonly WheelEntry[];
}

const tickMs = 10;
const slots = 1024;
const longestDelayMs = 2 ** 31;

/**
 * Keeps the deadlines of all calls on one timer: adding and removing one costs a few assignments, and nothing is
 * allocated. A timer or AbortSignal for each call costs a tenth of the calls a second.
 *
 * Entries lie in a ring of slots, one for each tick; those further off than a round are passed over until their round.
 */
export const createDeadlineWheel = (now: () => number = () => performance.now(), alarm: WheelAlarm = systemAlarm()): DeadlineWheel => {
  const ring = Array.from({ length: slots }, emptySlot);
  let count = 0;
  let doneTick = Math.floor(now() / tickMs);
  let alarmTick = Number.POSITIVE_INFINITY;

  const slotOf = (tick: number): WheelEntry => ring[tick % slots] as WheelEntry;

  const setAlarm = (tick: number) => {
    alarmTick = tick;
    alarm.set(Math.max(0, tick * tickMs - now()), wake);
  };

  const wake = () => {
    const due = takeDue(Math.floor(now() / tickMs));
    alarmTick = Number.POSITIVE_INFINITY;
    setNextAlarm();
    // One that was removed by another one's call is not told any more.
    for (const entry of due) {
      if (entry.dueTick === isTaken) entry.onDue();
    }
  };

  const takeDue = (nowTick: number): readonly WheelEntry[] => {
    const due: WheelEntry[] = [];
    for (let tick = Math.max(doneTick + 1, nowTick - slots + 1); tick <= nowTick; tick++) {
      const slot = slotOf(tick);
      for (let entry = slot.after; entry !== undefined && entry !== slot; ) {
        const { after } = entry;
        if (entry.dueTick <= nowTick) {
          unlink(entry);
          entry.dueTick = isTaken;
          due.push(entry);
        }
        entry = after;
      }
    }
    doneTick = Math.max(doneTick, nowTick);
    return due;
  };

  const setNextAlarm = () => {
    if (count === 0) return;
    for (let tick = doneTick + 1; tick <= doneTick + slots; tick++) {
      const slot = slotOf(tick);
      if (slot.after !== slot) return setAlarm(tick);
    }
  };

  const unlink = (entry: WheelEntry) => {
    const { before, after } = entry;
    if (before !== undefined) before.after = after;
    if (after !== undefined) after.before = before;
    entry.before = undefined;
    entry.after = undefined;
    count -= 1;
    if (count === 0) alarm.hold(false);
  };

  return {
    add(entry, delayMs) {
      // Not a number counts as no time at all.
      const delay = delayMs > 0 ? Math.min(delayMs, longestDelayMs) : 0;
      entry.dueTick = Math.max(doneTick + 1, Math.ceil((now() + delay) / tickMs));
      const slot = slotOf(entry.dueTick);
      const last = slot.before as WheelEntry;
      entry.before = last;
      entry.after = slot;
      last.after = entry;
      slot.before = entry;
      count += 1;
      if (entry.dueTick < alarmTick) setAlarm(entry.dueTick);
      if (count === 1) alarm.hold(true);
    },
    remove(entry) {
      entry.dueTick = isRemoved;
      if (entry.after !== undefined) unlink(entry);
    },
    entries: () =>
      ring.flatMap((slot) => {
        const found: WheelEntry[] = [];
        for (let entry = slot.after; entry !== undefined && entry !== slot; entry = entry.after) found.push(entry);
        return found;
      }),
  };
};

const isTaken = -1;
const isRemoved = -2;

const emptySlot = (): WheelEntry => {
  const slot: WheelEntry = { onDue: () => {}, dueTick: 0, before: undefined, after: undefined };
  slot.before = slot;
  slot.after = slot;
  return slot;
};

const systemAlarm = (): WheelAlarm => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isHeld = true;
  return {
    set(delayMs, ring) {
      clearTimeout(timer);
      timer = setTimeout(ring, delayMs);
      if (!isHeld) timer.unref();
    },
    hold(held) {
      isHeld = held;
      if (held) timer?.ref();
      else timer?.unref();
    },
  };
};
