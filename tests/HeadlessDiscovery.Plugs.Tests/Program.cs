using HeadlessDiscovery.Plugs.Tests.Rolling;

namespace HeadlessDiscovery.Plugs.Tests;

/// <summary>The runner of the tests; started with <c>rolling</c>, it measures a rolling update in full length, and with <c>rolling quick</c> in a fifth of the times.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [RollingCommand.Word] => RollingCommand.RunAsync(isQuick: false),
        [RollingCommand.Word, "quick"] => RollingCommand.RunAsync(isQuick: true),
        _ => Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
