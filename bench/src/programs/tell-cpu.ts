/*
 * Loaded into a service before its own code: answers every message with the processor time the process has used, and
 * ends with the process that started it.
 */

process.on('message', () => process.send?.(process.cpuUsage()));
process.once('disconnect', () => process.exit());
