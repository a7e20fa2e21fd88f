namespace HeadlessDiscovery.Testing.Wire;

/// <summary>The record types that the server knows by name; any other number is carried as it is.</summary>
internal enum RecordType
{
    A = 1,
    Ns = 2,
    Cname = 5,
    Soa = 6,
    Ptr = 12,
    Txt = 16,
    Aaaa = 28,
    Srv = 33,
    Opt = 41,
}
