import ipaddr from 'ipaddr.js';

/** Why an address is none of the public internet, as in "127.0.0.1 is …"; undefined when it may be connected to. */
export const addressProblem = (address: string): string | undefined => {
  if (!ipaddr.isValid(address)) return 'not an address';
  const parsed = ipaddr.parse(address);
  return parsed instanceof ipaddr.IPv4 ? ipv4Problem(parsed) : ipv6Problem(parsed as ipaddr.IPv6);
};

/** Answers the guests of Azure, from an address that is otherwise public. */
const azureHost = '168.63.129.16';

const ipv4Problem = (address: ipaddr.IPv4): string | undefined => {
  if (address.toString() === azureHost) return metadata;
  const range = address.range();
  return range === 'unicast' ? undefined : (names[range] ?? reserved);
};

// What is not global unicast is used for something else or for nothing, whether the library knows it or not: mapped,
// compatible and translated (NAT64) forms of IPv4 addresses among it.
const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

const ipv6Problem = (address: ipaddr.IPv6): string | undefined => {
  const range = address.range();
  if (range !== 'unicast') return names[range] ?? reserved;
  if (address.match(ipv4Compatible)) return 'an IPv4 address in IPv6 form';
  return address.match(globalUnicast) ? undefined : reserved;
};

const ipv4Compatible: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('::'), 96];

const metadata = 'a metadata service of a cloud';
const reserved = 'a reserved address';
const tunnel = 'a tunnel to an IPv4 address';

const names: { readonly [range: string]: string } = {
  unspecified: 'the unspecified address, which means this machine',
  loopback: 'a loopback address',
  private: 'a private address',
  uniqueLocal: 'a private address',
  linkLocal: 'a link-local address',
  carrierGradeNat: 'an address behind carrier-grade NAT',
  multicast: 'a multicast address',
  broadcast: 'the broadcast address',
  ipv4Mapped: 'an IPv4 address in IPv6 form',
  rfc6145: 'an IPv4 address in IPv6 form',
  rfc6052: 'an IPv4 address behind NAT64',
  '6to4': tunnel,
  teredo: tunnel,
};
