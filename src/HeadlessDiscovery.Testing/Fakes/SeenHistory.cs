using System.Text;

namespace HeadlessDiscovery.Testing;

/// <summary>What a reader saw, as text of limited length.</summary>
internal sealed class SeenHistory(string name, string? condition)
{
    private const int Kept = 50;
    private readonly Queue<PeerChange> changes = new();
    private int dropped;

    public void Add(PeerChange change)
    {
        changes.Enqueue(change);
        if (changes.Count > Kept)
        {
            changes.Dequeue();
            dropped++;
        }
    }

    public string Tell(string end)
    {
        var text = new StringBuilder($"The wait for `{condition}` on '{name}' {end} before it held. Seen:");
        if (dropped > 0)
        {
            text.Append($"\n  ({dropped} earlier versions)");
        }

        foreach (var change in changes)
        {
            text.Append($"\n  {change.Current} [{string.Join(' ', change.Current.AsImmutableArray())}], last lookup {change.Current.LastOutcome} {change.Current.LastReason.ToCode()}".TrimEnd());
        }

        return changes.Count == 0 ? text.Append(" nothing.").ToString() : text.ToString();
    }
}
