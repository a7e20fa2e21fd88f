using System.Collections.Concurrent;
using HeadlessDiscovery.Options;
using HeadlessDiscovery.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.DependencyInjection;

/// <summary>Logs that options of a running resolver were changed in the configuration, which it does not follow. Each difference once.</summary>
internal sealed class IgnoredReloads : IDisposable
{
    private readonly ConcurrentDictionary<string, string> logged = new(StringComparer.Ordinal);
    private readonly Func<string, PeerResolver?> known;
    private readonly QuietLogger logger;
    private readonly IDisposable? subscription;

    public IgnoredReloads(IOptionsMonitor<HeadlessPeersOptions> options, Func<string, PeerResolver?> known, ILogger logger)
    {
        this.known = known;
        this.logger = new QuietLogger(logger);
        subscription = options.OnChange(Changed);
    }

    public void Dispose() => subscription?.Dispose();

    private void Changed(HeadlessPeersOptions now, string? name)
    {
        if (known(name ?? string.Empty) is not { } resolver)
        {
            return;
        }

        // A file that is saved once is often loaded twice.
        var changed = string.Join(", ", OptionsDifference.Names(resolver.Options, now));
        var before = logged.GetValueOrDefault(resolver.Name, string.Empty);
        logged[resolver.Name] = changed;
        if (changed.Length > 0 && changed != before)
        {
            logger.ReloadIgnored(resolver.Service, changed);
        }
    }
}

/// <summary>Which options differ.</summary>
internal static class OptionsDifference
{
    public static IEnumerable<string> Names(HeadlessPeersOptions left, HeadlessPeersOptions right) =>
        OptionReaders.All.Where(option => !Same(option.Read(left), option.Read(right))).Select(option => option.Name);

    private static bool Same(object? left, object? right) =>
        left is IEnumerable<string> one && right is IEnumerable<string> other ? one.SequenceEqual(other, StringComparer.Ordinal) : Equals(left, right);
}
