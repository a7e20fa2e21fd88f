using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace HeadlessDiscovery.Diagnosis;

/// <summary>The pods of a StatefulSet by the numbers at the end of their names: which have a record, and which should.</summary>
internal sealed record OrdinalGap(string Set, ImmutableArray<int> Seen, ImmutableArray<int> Missing)
{
    // Pods of a Deployment end in five random letters, which may all be digits.
    private const int LargestSet = 1000;

    /// <summary>The gap in the names of the pods; null where they are no StatefulSet, or where nothing is missing.</summary>
    /// <param name="hostNames">SRV targets.</param>
    /// <param name="members">How many pods there should be, this one included; null where nobody said so.</param>
    public static OrdinalGap? Of(IEnumerable<string> hostNames, int? members)
    {
        var sets = hostNames.Select(host => Read(host.Split('.')[0])).ToArray();

        // A name without a number, or a second set behind the Service: no order that could have a gap.
        if (sets.Length == 0 || sets.Any(pod => pod is null) || sets.DistinctBy(pod => pod!.Value.Set).Count() > 1)
        {
            return null;
        }

        ImmutableArray<int> seen = [.. sets.Select(pod => pod!.Value.Ordinal).Distinct().Order()];
        if (seen.Length >= members)
        {
            return null;
        }

        // .spec.ordinals.start may move the first number: without a count only what lies between two pods is missing.
        var (first, end) = members is { } count ? (0, Math.Max(seen[^1] + 1, Math.Min(count, LargestSet))) : (seen[0], seen[^1]);
        ImmutableArray<int> missing = [.. Enumerable.Range(first, end - first).Except(seen)];
        return missing.IsEmpty ? null : new OrdinalGap(sets[0]!.Value.Set, seen, missing);
    }

    public string Name(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{Set}-{ordinal}");

    private static (string Set, int Ordinal)? Read(string label)
    {
        // CoreDNS makes 10-244-1-7 and fd00--7 of pods without a host name.
        if (IPAddress.TryParse(label.Replace('-', '.'), out _) || IPAddress.TryParse(label.Replace('-', ':'), out _))
        {
            return null;
        }

        // The name goes into a command that people copy, and DNS may hold any byte.
        var dash = label.LastIndexOf('-');
        return dash > 0
            && label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
            && int.TryParse(label.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            && ordinal < LargestSet
            && (label[dash + 1] != '0' || label.Length == dash + 2)
            ? (label[..dash], ordinal)
            : null;
    }
}
