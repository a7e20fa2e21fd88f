using System.Net;
using HeadlessDiscovery.Pods.Tests.Networks;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Pods.Tests.Programs;

/// <summary><c>serve ADDRESS</c>: the cluster's DNS on port 53. <c>pods A B C</c> says who is ready.</summary>
internal static class DnsProgram
{
    public const string Word = "serve";
    public const string Pods = "pods";

    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(string address)
    {
        await using var server = await HeadlessServiceServer.StartAsync(PodNetwork.Service, options =>
        {
            options.Address = IPAddress.Parse(address);
            options.Port = 53;
            options.Ttl = Ttl;
        });
        return await LineProgram.RunAsync(words => server.SetPods(Addresses(words)));
    }

    private static string[] Addresses(string[] words) => words is [Pods, .. var addresses]
        ? addresses
        : throw new ArgumentException($"No such line: {string.Join(' ', words)}", nameof(words));
}
