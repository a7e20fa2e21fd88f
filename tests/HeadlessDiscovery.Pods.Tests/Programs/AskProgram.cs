using System.Diagnostics;
using System.Globalization;
using System.Net;
using DnsClient;

namespace HeadlessDiscovery.Pods.Tests.Programs;

/// <summary><c>ask SERVER NAME TYPE</c>: one query, and one line of what came.</summary>
internal static class AskProgram
{
    public const string Word = "ask";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync(string server, string name, string type)
    {
        var client = new LookupClient(new LookupClientOptions(IPAddress.Parse(server)) { UseCache = false, Retries = 0, Timeout = Patience, UseTcpFallback = false, ThrowDnsErrors = false });
        var start = Stopwatch.GetTimestamp();
        var response = await client.QueryAsync(name, Enum.Parse<QueryType>(type));
        var header = response.Header;
        var ttl = response.Answers.Count > 0 ? $" ttl {response.Answers.Min(record => record.InitialTimeToLive)}" : string.Empty;
        var soa = response.Authorities.SoaRecords().Any() ? " soa" : string.Empty;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F2} {header.ResponseCode}{(header.HasAuthorityAnswer ? " aa" : string.Empty)} {response.Answers.Count}{ttl}{soa}"));
        return 0;
    }
}
