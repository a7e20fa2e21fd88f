using HeadlessDiscovery.Pods.Tests.Programs;

namespace HeadlessDiscovery.Pods.Tests;

/// <summary>The runner of the tests; started with <c>serve</c> or <c>relay</c>, one of the servers of a test.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [DnsProgram.Word, var address] => DnsProgram.RunAsync(address),
        [RelayProgram.Word, var address, var server] => RelayProgram.RunAsync(address, server),
        _ => Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
