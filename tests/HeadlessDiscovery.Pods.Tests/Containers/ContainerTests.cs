using System.Globalization;
using HeadlessDiscovery.Pods.Tests.Networks;
using HeadlessDiscovery.Pods.Tests.Programs;

namespace HeadlessDiscovery.Pods.Tests.Containers;

/// <summary>Resolvers in the networks of real containers, and a bound on the whole.</summary>
public abstract class ContainerTests : IDisposable
{
    /// <summary>One engine at a time.</summary>
    protected const string Engines = "container engines";

    private protected const string Busybox = "/bin/busybox";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly List<Replica> replicas = [];

    protected ContainerTests(TimeSpan limit) => source.CancelAfter(limit);

    private protected CancellationToken Token => source.Token;

    private protected IReadOnlyList<Replica> Replicas => replicas;

    /// <summary>The file that the resolvers read: that of a container.</summary>
    private protected string ResolvConf { get; set; } = string.Empty;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        replicas.ForEach(replica => replica.Dispose());
        source.Dispose();
    }

    private protected Replica Ask(int container, string service)
    {
        var replica = new Replica(container, service, ResolvConf);
        replicas.Add(replica);
        return replica;
    }

    /// <summary>What the container's name server answers to one query.</summary>
    private protected static string Answer(int container, string server, string name, string type) =>
        Machine.Run(string.Empty, "nsenter", "-t", $"{container}", "-n", "dotnet", Path.Combine(AppContext.BaseDirectory, "HeadlessDiscovery.Pods.Tests.dll"), AskProgram.Word, server, name, type)
            .Trim().Split(' ', 2)[1];

    /// <summary>The address of a container in a network.</summary>
    private protected static string Address(int container, string prefix) =>
        Machine.Run(string.Empty, "nsenter", "-t", container.ToString(CultureInfo.InvariantCulture), "-n", "ip", "-4", "-o", "address", "show")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Single(word => word.StartsWith(prefix, StringComparison.Ordinal) && word.Contains('/', StringComparison.Ordinal))
            .Split('/')[0];

    private protected async Task UntilAsync(Func<bool> condition, TimeSpan limit)
    {
        var waited = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(waited) > limit || Token.IsCancellationRequested)
            {
                Assert.Fail($"Not within {limit}:\n{string.Join('\n', replicas)}");
            }

            await Task.Delay(Pause, Token);
        }
    }
}
