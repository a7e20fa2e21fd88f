using System.Collections.Immutable;

namespace HeadlessDiscovery.Watching;

/// <summary>Who was reported as unreachable lately, how often and by whom: to be shown, never to decide by.</summary>
internal sealed class ReportLog
{
    private const int Most = 1000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Dictionary<Peer, (int Count, TimeSpan Last, string? Reporter)> reports = [];

    public void Add(Peer peer, string? reporter, TimeSpan now)
    {
        lock (reports)
        {
            if (reports.TryGetValue(peer, out var known) && now - known.Last <= Window)
            {
                reports[peer] = (known.Count + 1, now, reporter);
                return;
            }

            if (reports.Count >= Most)
            {
                reports.Remove(reports.MinBy(static report => report.Value.Last).Key);
            }

            reports[peer] = (1, now, reporter);
        }
    }

    /// <summary>Those of the window that are still members.</summary>
    public ImmutableArray<ReportedPeer> Read(ImmutableArray<Peer> members, TimeSpan now)
    {
        lock (reports)
        {
            foreach (var over in reports.Where(report => now - report.Value.Last > Window).Select(static report => report.Key).ToArray())
            {
                reports.Remove(over);
            }

            return [.. reports
                .Where(report => members.BinarySearch(report.Key) >= 0)
                .OrderBy(static report => report.Key)
                .Select(report => new ReportedPeer { Peer = report.Key, Count = report.Value.Count, LastAgo = now - report.Value.Last, Reporter = report.Value.Reporter })];
        }
    }
}
