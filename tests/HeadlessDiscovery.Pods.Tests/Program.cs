using HeadlessDiscovery.Pods.Tests.Programs;

namespace HeadlessDiscovery.Pods.Tests;

/// <summary>The runner of the tests; started with <c>serve</c>, <c>relay</c> or <c>replica</c>, one of the processes of a test.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [DnsProgram.Word, var address] => DnsProgram.RunAsync(address),
        [RelayProgram.Word, var address, var server] => RelayProgram.RunAsync(address, server),
        [ReplicaProgram.Word, var service, var resolvConf] => ReplicaProgram.RunAsync(service, resolvConf),
        _ => Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
