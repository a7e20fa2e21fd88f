namespace HeadlessDiscovery.Faults.Tests.Lasting.Chance;

/// <summary>What happens in a random world, and when the last of it is over.</summary>
internal sealed class Timeline
{
    private readonly List<(TimeSpan From, TimeSpan To)> troubles = [];
    private readonly List<string> story = [];

    public IReadOnlyList<string> Story => story;

    /// <summary>When the last event was.</summary>
    public TimeSpan Settled { get; private set; }

    public void Tell(FormattableString line) => story.Add(FormattableString.Invariant(line));

    /// <summary>From one second to another a server does not do what it should.</summary>
    public void Trouble(double from, double to)
    {
        troubles.Add((TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to)));
        Settle(to);
    }

    public void Settle(double at) => Settled = Settled.TotalSeconds < at ? TimeSpan.FromSeconds(at) : Settled;

    public bool IsTroubled(TimeSpan from, TimeSpan to) => troubles.Any(trouble => trouble.From <= to && from < trouble.To);

    /// <summary>Since when no server is in trouble; that of the start where none ever was.</summary>
    public TimeSpan CalmSince(TimeSpan now) => troubles.Select(trouble => trouble.To).Where(to => to <= now).DefaultIfEmpty().Max();
}
