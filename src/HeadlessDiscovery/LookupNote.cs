using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery;

/// <summary>Something about an answer, told once: as one sentence, and as what a finding is made of.</summary>
internal sealed record LookupNote(LookupNoteKind Kind, string Text)
{
    private const int Named = 8;

    /// <summary>What it is about: a rooted name, or addresses.</summary>
    public string About { get; init; } = string.Empty;

    /// <summary>What is said of it: the name that an alias leads to, the name of a port.</summary>
    public string Value { get; init; } = string.Empty;

    /// <summary>What makes it another note than one that was told already: its kind and its name, never a text or a value that each lookup may change.</summary>
    public string Identity { get => field ?? $"{Kind} {About}"; init; }

    /// <summary>The note on addresses that no peer can have; none where there are none.</summary>
    public static ImmutableArray<LookupNote> OnLeftOut(ImmutableArray<IPAddress> addresses) => addresses.IsEmpty
        ? []
        : [new LookupNote(LookupNoteKind.AddressesLeftOut, $"The answer names {Names(addresses)}, which no peer can have; left out.") { About = Names(addresses), Identity = $"{LookupNoteKind.AddressesLeftOut}" }];

    // In one order, so that a shuffled answer is the same sentence.
    private static string Names(ImmutableArray<IPAddress> addresses)
    {
        var names = addresses.Distinct().Order(AddressOrder.Comparer).Select(address => address.ToString()).ToArray();
        return names.Length <= Named ? string.Join(", ", names) : $"{string.Join(", ", names.Take(Named))} and {names.Length - Named} more";
    }
}
