/** Whether a header, parameter or field of this name holds what proves who one is: a key, a token, a password. */
export const isSecretName = (name: string): boolean => secretName.test(name);

const secretName =
  /^(?:proxy-)?authorization$|^cookie$|(?:api|access|subscription|auth|private)[-_]?key|token|secret|password|passwd|passphrase|^(?:pwd|jwt|sig|signature)$/i;
