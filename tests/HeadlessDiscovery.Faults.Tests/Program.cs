using HeadlessDiscovery.Faults.Tests.Simulation;

namespace HeadlessDiscovery.Faults.Tests;

/// <summary>The tests, and the commands that measure in a process of their own, where nothing else uses the thread pool.</summary>
internal static class Program
{
    public static int Main(string[] args) =>
        args is [var verb, ..] && Commands.Find(verb) is { } command
            ? command(args[1..])
            : Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions).GetAwaiter().GetResult();
}
