using HeadlessDiscovery.Pods.Tests.Programs;

namespace HeadlessDiscovery.Pods.Tests;

/// <summary>The runner of the tests; started with <c>serve</c>, <c>relay</c>, <c>replica</c> or <c>ask</c>, one of the processes of a test.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [DnsProgram.Word, var address] => DnsProgram.RunAsync(address),
        [AskProgram.Word, var server, var name, var type] => AskProgram.RunAsync(server, name, type),
        [RelayProgram.Word, var address, var server] => RelayProgram.RunAsync(address, server),
        [ReplicaProgram.Word, var service, var resolvConf] => ReplicaProgram.RunAsync(service, resolvConf),
        _ => Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
