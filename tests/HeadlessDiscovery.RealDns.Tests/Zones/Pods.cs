namespace HeadlessDiscovery.RealDns.Tests.Zones;

/// <summary>Addresses and names of pods and services.</summary>
internal static class Pods
{
    public static string Address(int index) => $"10.244.{index / 250}.{(index % 250) + 1}";

    public static string AddressV6(int index) => $"fd00:10:244::{index + 1:x}";

    public static string Fqdn(string service, string ns = "default") => $"{service}.{ns}.svc.{ClusterZone.Name}";

    public static IEnumerable<ZoneRecord> Records(string service, int first, int count, int ttl = 5, string ns = "default") =>
        Enumerable.Range(first, count).Select(index => ZoneRecord.A(Fqdn(service, ns), ttl, Address(index)));

    /// <summary>A pod as CoreDNS has it: the service's address, the name of the endpoint, and where <paramref name="withSrv"/> says so an SRV record at the service's own name.</summary>
    public static IEnumerable<ZoneRecord> Endpoint(string service, int index, int ttl, bool withSrv = false)
    {
        var own = $"{Address(index).Replace('.', '-')}.{Fqdn(service)}";
        IEnumerable<ZoneRecord> records = [ZoneRecord.A(Fqdn(service), ttl, Address(index)), ZoneRecord.A(own, ttl, Address(index))];
        return withSrv ? records.Append(ZoneRecord.Srv(Fqdn(service), ttl, 7000, own)) : records;
    }

    public static IEnumerable<ZoneRecord> RecordsV6(string service, int count, int ttl = 5) =>
        Enumerable.Range(0, count).Select(index => ZoneRecord.Aaaa(Fqdn(service), ttl, AddressV6(index)));

    /// <summary>The second address of each pod of <see cref="WithPort"/>, under its host name.</summary>
    public static IEnumerable<ZoneRecord> HostsV6(string service, int count, int ttl = 5) =>
        Enumerable.Range(0, count).Select(index => ZoneRecord.Aaaa($"{service}-{index}.{Fqdn(service)}", ttl, AddressV6(index)));

    /// <summary>A StatefulSet's pods with one named port: a host name each, the service's addresses, and SRV records.</summary>
    public static IEnumerable<ZoneRecord> WithPort(string service, string port, int number, int count, int ttl = 5)
    {
        var fqdn = Fqdn(service);
        return Enumerable.Range(0, count).SelectMany(index => (ZoneRecord[])
        [
            ZoneRecord.A(fqdn, ttl, Address(index)),
            ZoneRecord.A($"{service}-{index}.{fqdn}", ttl, Address(index)),
            ZoneRecord.Srv($"_{port}._tcp.{fqdn}", ttl, number, $"{service}-{index}.{fqdn}"),
        ]);
    }
}
