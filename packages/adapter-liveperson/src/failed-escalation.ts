/**
 * What comes in as a message when nobody could take over.
 *
 * @see https://developers.liveperson.com/conversation-builder-integrations-liveperson-agent-escalation-integrations.html
 */
export const failedEscalation = '__agent_escalation_failed__';
