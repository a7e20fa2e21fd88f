using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>A name whose addresses are wanted.</summary>
/// <param name="Name">The fully qualified name.</param>
/// <param name="Families">The record types to query.</param>
/// <param name="Purpose">What the addresses are for, which decides whose negative answer counts.</param>
internal readonly record struct AddressQuery(string Name, DnsRecordType[] Families, QuestionPurpose Purpose);
