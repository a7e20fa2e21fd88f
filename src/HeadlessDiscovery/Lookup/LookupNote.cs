using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Lookup;

/// <summary>One sentence about an answer, told once per kind and text.</summary>
internal sealed record LookupNote(LookupNoteKind Kind, string Text)
{
    private const int Named = 8;

    /// <summary>The note on addresses that no peer can have; none where there are none.</summary>
    public static ImmutableArray<LookupNote> OnLeftOut(ImmutableArray<IPAddress> addresses) => addresses.IsEmpty
        ? []
        : [new LookupNote(LookupNoteKind.AddressesLeftOut, $"The answer names {Names(addresses)}, which no peer can have; left out.")];

    // In one order, so that a shuffled answer is the same sentence.
    private static string Names(ImmutableArray<IPAddress> addresses)
    {
        var names = addresses.Distinct().Order(AddressOrder.Comparer).Select(address => address.ToString()).ToArray();
        return names.Length <= Named ? string.Join(", ", names) : $"{string.Join(", ", names.Take(Named))} and {names.Length - Named} more";
    }
}
